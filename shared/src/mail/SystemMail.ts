import * as v from 'valibot';
import { MAX_NAME_BYTES } from '../limits.ts';
import { Address } from '../wire/accountApi.ts';
import { fixedBase64Url } from '../wire/base64Url.ts';
import { MAX_SUPPORT_LETTERS } from '../wire/supportApi.ts';
import { MailLanguage } from './MailLanguage.ts';

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const line = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxBytes(MAX_NAME_BYTES),
  v.check((text) => !HIDDEN.test(text), 'control characters'),
);

const moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A place on our own origin that the mail leads to; the relay puts the origin before it. */
const path = v.pipe(v.string(), v.maxLength(300), v.regex(/^\/[\w\-./?=&#%~]*$/u));

/** Without one it goes to a former address, whose earlier mail has the link that takes everything back. */
const ownPath = { path: v.exactOptional(path) };

/** Or it goes to an address that nobody has proven, which can take nothing back. */
const wayBack = { ...ownPath, unproven: v.exactOptional(v.literal(true)) };

/** 32 bytes, base64url. */
const hash = fixedBase64Url(32);

const to = { to: Address, language: MailLanguage };

/**
 * Mails of the instance to addresses of accounts: a closed list of kinds, each with bounded values.
 * Moments are in epoch milliseconds; a mail writes them in UTC, as the server knows nobody's zone.
 */
export const SystemMail = v.variant('kind', [
  /** After registering or naming a new address: opens the account, or proves the address. */
  v.strictObject({ kind: v.literal('verifyAddress'), ...to, path, until: moment }),
  /** To who has an account already when somebody registers with the address: nobody else learns of it. */
  v.strictObject({ kind: v.literal('addressTaken'), ...to, path }),
  /** To the former address; without a link where nobody had proven it. */
  v.strictObject({ kind: v.literal('changedAddress'), ...to, at: moment, ...ownPath }),
  /** To the address that a change was taken back from. */
  v.strictObject({ kind: v.literal('undoneAddress'), ...to, at: moment, path }),
  v.strictObject({ kind: v.literal('changedPassword'), ...to, at: moment, ...ownPath }),
  /** Another recovery kit: with the link the former one is in force again. */
  v.strictObject({ kind: v.literal('renewedKit'), ...to, at: moment, ...wayBack }),
  v.strictObject({
    kind: v.literal('changedSecondFactor'),
    ...to,
    at: moment,
    change: v.picklist(['on', 'off', 'fewer', 'codesRenewed']),
    ...wayBack,
  }),
  v.strictObject({ kind: v.literal('newSignIn'), ...to, at: moment, ...ownPath }),
  /** To whom a company's admin invites as an organizer. */
  v.strictObject({
    kind: v.literal('invitedOrganizer'),
    ...to,
    inviter: line,
    accountName: v.nullable(line),
    path,
    until: moment,
  }),
  v.strictObject({ kind: v.literal('suspendedOrganizer'), ...to, accountName: v.nullable(line) }),
  v.strictObject({
    kind: v.literal('restoredOrganizer'),
    ...to,
    accountName: v.nullable(line),
    path,
  }),
  v.strictObject({ kind: v.literal('removedOrganizer'), ...to, accountName: v.nullable(line) }),
  /** [R81] Once an owner has closed it; it can be kept until then. */
  v.strictObject({ kind: v.literal('closingAccount'), ...to, at: moment, ...ownPath }),
  v.strictObject({ kind: v.literal('closedAccount'), ...to, at: moment }),
  /** When an account has lapsed, after half of its time, and 30, 7 and 1 days before its data go (R79). */
  v.strictObject({
    kind: v.literal('lapsingAccount'),
    ...to,
    days: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(360)),
    until: moment,
    path,
  }),
  /** After each answer to what a meeting asks [G-7, R72]: of what was said, by whom and where it knows nothing. */
  v.strictObject({
    kind: v.literal('consentStep'),
    ...to,
    at: moment,
    position: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    commitment: hash,
    head: hash,
    path,
  }),
  /** [R98] Data of an account are kept and not used from now on, or used again in a moment. */
  v.strictObject({
    kind: v.literal('changedRestriction'),
    ...to,
    restricted: v.boolean(),
    at: moment,
    path,
  }),
  /** [R107] To the organizer: a request came, or waits since twenty days. It says nothing of what is asked. */
  v.strictObject({
    kind: v.literal('rightsRequest'),
    ...to,
    due: moment,
    again: v.boolean(),
    path,
  }),
  /** [R136] To whoever runs the instance. */
  v.strictObject({
    kind: v.literal('supportQuestion'),
    ...to,
    replyTo: Address,
    text: v.pipe(v.string(), v.maxLength(MAX_SUPPORT_LETTERS)),
  }),
  /** Before a new policy takes effect (R9). */
  v.strictObject({ kind: v.literal('changedPolicy'), ...to, from: moment, path }),
]);
export type SystemMail = v.InferOutput<typeof SystemMail>;
export type SystemMailKind = SystemMail['kind'];
