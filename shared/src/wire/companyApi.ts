import * as v from 'valibot';

/** A list of words, each at most once. */
const someOf = <Word extends string>(words: readonly [Word, ...Word[]]) =>
  v.pipe(
    v.array(v.picklist(words)),
    v.maxLength(words.length),
    v.check((list) => new Set(list).size === list.length, 'named twice'),
  );

export const secondFactorRules = ['off', 'optional', 'required'] as const;
export const doorWords = ['open', 'greeted', 'guarded'] as const;
/** `link`: sealed link; `code`: sealed link and code; `full`: content in the mail. No summary is always allowed. */
export const summaryWords = ['link', 'code', 'full'] as const;

/** Nobody plans meetings to be kept longer; whoever wants that sets no limit. */
export const MAX_AUTO_DELETE_DAYS = 3_650;

/** What a company allows its organizers. */
export const CompanyPolicy = v.strictObject({
  /** `off`: nobody may set one up; `required`: whoever has none sets one up before anything else. */
  secondFactor: v.picklist(secondFactorRules),
  /** Codes by text message, where the instance offers them at all: the number leaves the server. */
  textMessages: v.boolean(),
  doors: v.pipe(someOf(doorWords), v.minLength(1)),
  /** Meetings of the company delete themselves after at most so many days; null: no limit [R58]. */
  longestAutoDeleteDays: v.nullable(
    v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_AUTO_DELETE_DAYS)),
  ),
  summaryLevels: someOf(summaryWords),
});
export type CompanyPolicy = v.InferOutput<typeof CompanyPolicy>;

/** What holds in a company whose admin has set nothing. */
export const defaultCompanyPolicy: CompanyPolicy = {
  secondFactor: 'optional',
  textMessages: true,
  doors: [...doorWords],
  longestAutoDeleteDays: null,
  summaryLevels: [...summaryWords],
};

const PolicyVersion = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** GET /api/company/policy, for everybody in the company. Version 0: nothing was ever set. */
export const PolicyInForce = v.strictObject({
  version: PolicyVersion,
  changedAt: v.nullable(v.number()),
  policy: CompanyPolicy,
});
export type PolicyInForce = v.InferOutput<typeof PolicyInForce>;

/** PUT /api/company/policy, by an admin. `versionConflict` if another version is in force. */
export const PolicyChange = v.strictObject({
  expectedVersion: PolicyVersion,
  policy: CompanyPolicy,
});
export type PolicyChange = v.InferOutput<typeof PolicyChange>;
