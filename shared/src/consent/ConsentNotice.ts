import * as v from 'valibot';
import { MAX_ADDRESS_LETTERS } from '../limits.ts';
import { languages } from '../text/language.ts';
import type { DocumentKind } from '../wire/documents.ts';

/** What consent is asked for, each on its own [R13]. */
export const consentPurposes = ['live', 'archive', 'summary'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

const line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));
const words = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** Which version of which text. A template that is changed is another version. */
export const NoticeVersion = v.strictObject({
  templateId: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/u)),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});

/** Who decides on purposes and means (GDPR Article 4(7)), as the participants are told. */
export const ConsentController = v.strictObject({
  name: words(200),
  address: line(400),
  /** An address of mail. */
  contact: line(MAX_ADDRESS_LETTERS),
  dpo: line(200),
  /** The authority to complain to. */
  authority: line(200),
});

/** The whole text in one language, as it stands beside camera and microphone. */
export const ConsentText = v.strictObject({
  /** What this is about and what may come up. */
  intro: words(2_000),
  /** The full sentence beside each box. */
  statements: v.strictObject({ live: words(600), archive: words(600), summary: words(600) }),
  /** Recipients, how long, where, rights, and how to withdraw. */
  details: words(4_000),
});
export type ConsentText = v.InferOutput<typeof ConsentText>;

const number = (min: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(0xffff_ffff));

/** [G-18] What people write together, and what they are asked about: a name in the roster stands on its own. */
export const askedKinds = [
  'chat',
  'board',
  'minutes',
  'agenda',
  'files',
] as const satisfies readonly DocumentKind[];

/** How far a document had come. */
const DocumentEnd = v.strictObject({ generation: number(1), position: number(0) });

/**
 * [S-16] That what is written stands in mails, in words of the program and not of the company's: where the meeting has
 * such mails, in every language that it asks in.
 */
const InMails = v.record(v.picklist(languages), words(600));

/** What a meeting asks of its participants; part of the signed lobby card (protocol.md, C-1). */
export const ConsentNotice = v.pipe(
  v.strictObject({
    format: v.literal(1),
    ...NoticeVersion.entries,
    controller: ConsentController,
    purposes: v.pipe(
      v.array(v.picklist(consentPurposes)),
      v.minLength(1),
      v.maxLength(consentPurposes.length),
      v.check((list) => new Set(list).size === list.length, 'named twice'),
    ),
    texts: v.pipe(
      v.record(v.picklist(languages), ConsentText),
      v.check((texts) => Object.keys(texts).length > 0, 'no text'),
    ),
    inMails: v.exactOptional(InMails),
    /**
     * [G-18] Where the documents stood when the meeting began to ask; of one that asks from the beginning none is named.
     * Absent in meetings that are older than the rule.
     */
    asksFrom: v.exactOptional(v.record(v.picklist(askedKinds), DocumentEnd)),
  }),
  v.check(
    ({ texts, inMails }) =>
      inMails === undefined || Object.keys(texts).every((language) => language in inMails),
    'not said in every language',
  ),
);
export type ConsentNotice = v.InferOutput<typeof ConsentNotice>;

/** Reads the notice of a card: undefined where the meeting asks for no consent. Throws a ValiError for anything else. */
export function readNotice(notice: string): ConsentNotice | undefined {
  if (notice === '') return undefined;
  const json: unknown = JSON.parse(notice);
  return v.parse(ConsentNotice, json);
}
