import * as v from 'valibot';
import { ConsentText as ConsentWording } from '../consent/ConsentNotice.ts';
import { AccountId } from '../ids.ts';
import { languages } from '../text/language.ts';
import { Address, CompanyName, InviteToken, Role } from './accountApi.ts';

/** A list of words, each at most once. */
const someOf = <Word extends string>(words: readonly [Word, ...Word[]]) =>
  v.pipe(
    v.array(v.picklist(words)),
    v.maxLength(words.length),
    v.check((list) => new Set(list).size === list.length, 'named twice'),
  );

export const secondFactorRules = ['off', 'optional', 'required'] as const;
export const doorWords = ['open', 'greeted', 'guarded'] as const;
/** `link`: sealed link; `code`: sealed link and code; `content`: the text in the mail. No summary is always allowed. */
export const summaryWords = ['link', 'code', 'content'] as const;

/** Rules of before may name `full`, from a time when nobody was told what it means. It allows nothing (summary.md, S-15). */
const SummaryLevels = v.pipe(
  someOf([...summaryWords, 'full']),
  v.transform((words) => words.filter((word) => word !== 'full')),
);

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
  summaryLevels: SummaryLevels,
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

/** Whether the company may hold meetings. A lapsed one reads and exports until all of it is deleted [R79]. */
const Standing = v.variant('state', [
  v.strictObject({ state: v.literal('active'), paidUntil: v.nullable(v.number()) }),
  v.strictObject({ state: v.literal('lapsed'), since: v.number(), deletedAt: v.number() }),
]);
export type Standing = v.InferOutput<typeof Standing>;

const PolicyVersion = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** GET /api/company/policy, for everybody in the company. Version 0: nothing was ever set. */
export const PolicyInForce = v.strictObject({
  version: PolicyVersion,
  changedAt: v.nullable(v.number()),
  policy: CompanyPolicy,
  standing: Standing,
});
export type PolicyInForce = v.InferOutput<typeof PolicyInForce>;

/** PUT /api/company/policy, by an admin. `versionConflict` if another version is in force. */
export const PolicyChange = v.strictObject({
  expectedVersion: PolicyVersion,
  policy: CompanyPolicy,
});
export type PolicyChange = v.InferOutput<typeof PolicyChange>;

/** A person of the company as its admins see them: nothing of what they do. */
export const Member = v.strictObject({
  accountId: AccountId,
  firstName: v.string(),
  lastName: v.string(),
  address: v.string(),
  role: Role,
  joinedAt: v.number(),
  standing: v.variant('state', [
    v.strictObject({ state: v.literal('active') }),
    v.strictObject({ state: v.literal('suspended'), since: v.number() }),
    /** Until then the removal can be taken back; then all of theirs goes. */
    v.strictObject({ state: v.literal('removed'), deletedAt: v.number() }),
  ]),
});
export type Member = v.InferOutput<typeof Member>;

/** SHA-256 of an invitation's token: names it, and cannot be used in its place. */
const InviteId = v.pipe(v.string(), v.regex(/^[\w-]{43}$/u));

const WaitingInvite = v.strictObject({ inviteId: InviteId, role: Role, expiresAt: v.number() });
export type WaitingInvite = v.InferOutput<typeof WaitingInvite>;

/** GET /api/company/members */
export const MemberList = v.strictObject({
  members: v.array(Member),
  invites: v.array(WaitingInvite),
});
export type MemberList = v.InferOutput<typeof MemberList>;

export const OneMember = v.strictObject({ accountId: AccountId });
export const OneInvite = v.strictObject({ inviteId: InviteId });

/** PATCH /api/company/members/:accountId. `lastAdmin` if nobody would be left who may do this. */
export const MemberChange = v.variant('to', [
  v.strictObject({ to: v.literal('suspended') }),
  /** Takes a suspension, or a removal that is not carried out yet, back. */
  v.strictObject({ to: v.literal('active') }),
  v.strictObject({ to: v.literal('removed') }),
  v.strictObject({ to: v.literal('role'), role: Role }),
]);
export type MemberChange = v.InferOutput<typeof MemberChange>;

/** GET /api/company/members/:accountId/belongings: what a removal takes along; numbers only. */
export const Belongings = v.strictObject({
  meetings: v.number(),
  files: v.number(),
  /** Meetings whose keys a colleague holds: they become the colleague's. */
  passOn: v.number(),
});
export type Belongings = v.InferOutput<typeof Belongings>;

/** POST /api/company/invites. With an address the link is mailed there as well, once; it is not kept. */
export const InviteMember = v.strictObject({
  role: Role,
  address: v.optional(v.nullable(Address)),
});
export type InviteMember = v.InferOutput<typeof InviteMember>;

/** The link is https://…/register#invite=token; it works once. */
export const MadeInvite = v.strictObject({
  inviteId: InviteId,
  token: InviteToken,
  expiresAt: v.number(),
  /** Whether it is on its way by mail as well. */
  mailed: v.boolean(),
});
export type MadeInvite = v.InferOutput<typeof MadeInvite>;

const ConsentTextId = v.pipe(v.string(), v.uuid());

/** What guests are told and asked in one language, as a meeting's notice has it. */
const wording = { language: v.picklist(languages), wording: ConsentWording };

/** One version of a text in one language. It never changes: what somebody agreed to stays readable. */
const ConsentTextVersion = v.strictObject({
  ...wording,
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  madeAt: v.number(),
  /** SHA-256 of language and wording, as base64url. */
  hash: v.string(),
});
export type ConsentTextVersion = v.InferOutput<typeof ConsentTextVersion>;

export const ConsentText = v.strictObject({
  textId: ConsentTextId,
  /** How it is called in the company. */
  name: v.string(),
  /** Not offered any more; what was agreed to with it stays readable. */
  retiredAt: v.nullable(v.number()),
  /** The newest of each language. */
  newest: v.array(ConsentTextVersion),
});
export type ConsentText = v.InferOutput<typeof ConsentText>;

/** GET /api/company/texts, for everybody in the company. */
export const ConsentTextList = v.strictObject({ texts: v.array(ConsentText) });

/** POST /api/company/texts, by an admin. */
export const NewConsentText = v.strictObject({
  name: CompanyName,
  ...wording,
});
export type NewConsentText = v.InferOutput<typeof NewConsentText>;

export const OneConsentText = v.strictObject({ textId: ConsentTextId });

/** POST /api/company/texts/:textId/versions. Version 1 of a language expects 0. */
export const NewConsentTextVersion = v.strictObject({
  ...wording,
  expectedVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type NewConsentTextVersion = v.InferOutput<typeof NewConsentTextVersion>;

/** GET /api/company/texts/:textId/versions: all there ever were. */
export const ConsentTextHistory = v.strictObject({ versions: v.array(ConsentTextVersion) });
export type ConsentTextHistory = v.InferOutput<typeof ConsentTextHistory>;

/** PATCH /api/company/texts/:textId */
export const ConsentTextChange = v.strictObject({ retired: v.boolean() });

/** GET /api/company/usage: sums over the company. Nothing in it says who did what. */
export const CompanyUsage = v.strictObject({
  organizers: v.number(),
  admins: v.number(),
  suspended: v.number(),
  meetings: v.number(),
  /** The last twelve months with this one, oldest first, each by its first moment in UTC. */
  months: v.array(v.strictObject({ begin: v.number(), meetings: v.number() })),
  /** Sealed: what the server keeps, not what it can read. */
  fileBytes: v.number(),
  documentBytes: v.number(),
});
export type CompanyUsage = v.InferOutput<typeof CompanyUsage>;

/** What admins and the operator do to a company. */
export const auditActs = [
  'companyCreated',
  'companyRenamed',
  'companyPaid',
  'companyLapsed',
  'inviteMade',
  'inviteTakenBack',
  'memberSuspended',
  'memberReinstated',
  'memberRemoved',
  'memberDeleted',
  'roleChanged',
  'policyChanged',
  'textAdded',
  'textChanged',
  'textRetired',
  'textOffered',
] as const;

/** Who, what, when: ids and closed words, no names and nothing of meetings. */
const AuditEntry = v.strictObject({
  number: v.number(),
  at: v.number(),
  /** An account of the company, or the operator. */
  actor: v.string(),
  act: v.picklist(auditActs),
  /** Whom or what it was done to: the id of an account, a text, an invitation. */
  subject: v.nullable(v.string()),
  /** A version, a role. */
  detail: v.nullable(v.string()),
  /** SHA-256 over this entry and the hash of the one before, as base64url. */
  hash: v.string(),
});
export type AuditEntry = v.InferOutput<typeof AuditEntry>;

/** GET /api/company/audit?before=N: newest first. */
export const AuditPage = v.strictObject({
  entries: v.array(AuditEntry),
  more: v.boolean(),
  /** Whether every hash from the first entry on fits. */
  intact: v.boolean(),
});
export type AuditPage = v.InferOutput<typeof AuditPage>;
