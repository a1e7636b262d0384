import * as v from 'valibot';
import { AccountId } from '../ids.ts';
import { MAX_ADDRESS_LETTERS, MAX_NAME_BYTES } from '../limits.ts';
import { KdfParameters } from '../kdfPolicy.ts';
import { languages } from '../text/language.ts';
import { SecondStep, StepTicket } from './secondFactorApi.ts';
import {
  AuthKey,
  FirstVault,
  NewKit,
  NewPassword,
  Opener,
  VaultChange,
  VaultHead,
  VaultVersion,
} from './vaultApi.ts';

const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** The one spelling of an address, on both sides: it salts the password (web/src/lib/vault). */
export function canonicalAddress(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

/** An e-mail address as people type it. Whether mail arrives there, only mail can tell. */
export const Address = v.pipe(
  v.string(),
  v.maxLength(MAX_ADDRESS_LETTERS),
  v.transform(canonicalAddress),
  v.regex(/^[^\s@<>()[\],;:\\"]{1,64}@[^\s@<>()[\],;:\\"]+\.[^\s@<>()[\],;:\\".]+$/u),
  v.check((text) => !CONTROL.test(text), 'control characters'),
);

const line = (bytes: number): v.GenericSchema<string> =>
  v.pipe(
    v.string(),
    v.trim(),
    v.maxBytes(bytes),
    v.check((text) => !CONTROL.test(text), 'control characters'),
  );

/** A first or a last name; both together fit where a name fits. */
export const PersonName = v.pipe(line(MAX_NAME_BYTES / 2 - 1), v.minLength(1));
export const CompanyName = v.pipe(line(MAX_NAME_BYTES), v.minLength(1));
export const AccountLanguage = v.picklist(languages);
export const Role = v.picklist(['admin', 'organizer']);
export type Role = v.InferOutput<typeof Role>;

/** 256 random bits of a one-time link; the server keeps its hash. */
export const InviteToken = v.pipe(v.string(), v.regex(/^[\w-]{43}$/u));

/** POST /api/invites/look: what an invitation leads to. The token travels in the body, never in a path. */
export const AskInvite = v.strictObject({ token: InviteToken });
export const InviteOffer = v.strictObject({ accountName: v.nullable(v.string()), role: Role });
export type InviteOffer = v.InferOutput<typeof InviteOffer>;

/** POST /api/accounts. The browser chooses the id, as it binds it into what it seals. */
export const Registration = v.strictObject({
  accountId: AccountId,
  address: Address,
  firstName: PersonName,
  lastName: PersonName,
  language: AccountLanguage,
  /** Appears on invoices only (R28). */
  companyName: v.nullable(CompanyName),
  invite: v.nullable(InviteToken),
  /** The versions that the person accepted: those of GET /api/instance, else `termsRequired` (R10). */
  termsVersion: v.nullish(v.pipe(v.string(), v.maxLength(40))),
  dpaVersion: v.nullish(v.pipe(v.string(), v.maxLength(40))),
  password: NewPassword,
  kit: NewKit,
  vault: FirstVault,
});
export type Registration = v.InferOutput<typeof Registration>;

/** GET /api/account */
export const Account = v.strictObject({
  accountId: AccountId,
  address: v.string(),
  /** Whether mail is known to arrive there; until then nobody is mailed from it. */
  verified: v.boolean(),
  /** [R81] When everything goes, if the owner has closed it. */
  closesAt: v.nullable(v.number()),
  firstName: v.string(),
  lastName: v.string(),
  language: AccountLanguage,
  role: Role,
  /** Only the admin of a company has these fields (R27). */
  company: v.nullable(
    v.strictObject({ accountName: v.nullable(v.string()), companyName: v.nullable(v.string()) }),
  ),
});
export type Account = v.InferOutput<typeof Account>;

/** PATCH /api/account */
export const ProfileChange = v.strictObject({
  firstName: PersonName,
  lastName: PersonName,
  language: AccountLanguage,
});
export type ProfileChange = v.InferOutput<typeof ProfileChange>;

/** PATCH /api/company, by its admin */
export const CompanyChange = v.strictObject({
  accountName: v.nullable(CompanyName),
  companyName: v.nullable(CompanyName),
});
export type CompanyChange = v.InferOutput<typeof CompanyChange>;

/** POST /api/prelogin. Unknown addresses get parameters too, always the same ones. */
export const AskPrelogin = v.strictObject({ address: Address });
export const Prelogin = v.strictObject({ kdf: KdfParameters });
export type Prelogin = v.InferOutput<typeof Prelogin>;

/** GET /api/session: who is signed in here, if anybody is. */
export const WhoIsHere = v.strictObject({ account: v.nullable(Account) });

/** Of a proven second step, where one is asked for; null at first. */
const ProvenStep = v.optional(v.nullable(StepTicket), null);

/** POST /api/session */
export const SignIn = v.strictObject({ address: Address, authKey: AuthKey, step: ProvenStep });
export type SignIn = v.InferOutput<typeof SignIn>;
export const SignedIn = v.strictObject({
  state: v.literal('signedIn'),
  account: Account,
  opener: Opener,
});
export type SignedIn = v.InferOutput<typeof SignedIn>;
/** What the password opens is served after the second step only. */
export const SignInReply = v.variant('state', [SecondStep, SignedIn]);
export type SignInReply = v.InferOutput<typeof SignInReply>;

/** PUT /api/account/password: ends all other sessions. */
export const PasswordChange = v.strictObject({
  authKey: AuthKey,
  password: NewPassword,
  vault: VaultChange,
});
export type PasswordChange = v.InferOutput<typeof PasswordChange>;

/** PUT /api/account/kit: the former kit opens nothing from then on. */
export const KitRenewal = v.strictObject({ authKey: AuthKey, kit: NewKit, vault: VaultChange });
export type KitRenewal = v.InferOutput<typeof KitRenewal>;

/** A mailed link that took a change back. With it the password of before the change opens the vault as the kit does. */
const UsedLink = v.optional(v.nullable(InviteToken), null);

/** POST /api/recovery/open: what the kit needs to open the vault. `authKey` is the kit's, or with `link` the password's. */
export const AskRecovery = v.strictObject({
  address: Address,
  authKey: AuthKey,
  link: UsedLink,
  step: ProvenStep,
});
export type AskRecovery = v.InferOutput<typeof AskRecovery>;
/** Versions of openers that a mailed link has brought back; the vault's list of contents may name newer ones. */
const Restored = v.strictObject({ password: VaultVersion, kit: VaultVersion });
export type Restored = v.InferOutput<typeof Restored>;
export const Recovery = v.strictObject({
  state: v.literal('recovery'),
  accountId: AccountId,
  opener: Opener,
  restored: v.nullable(Restored),
  vault: VaultHead,
});
export type Recovery = v.InferOutput<typeof Recovery>;
export const RecoveryReply = v.variant('state', [SecondStep, Recovery]);
export type RecoveryReply = v.InferOutput<typeof RecoveryReply>;

/** POST /api/recovery/password: a new password, proven as before. Ends all sessions and starts one. */
export const PasswordReset = v.strictObject({
  address: Address,
  authKey: AuthKey,
  link: UsedLink,
  step: ProvenStep,
  password: NewPassword,
  vault: VaultChange,
});
export type PasswordReset = v.InferOutput<typeof PasswordReset>;
