import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { AccountId } from '@conclave/shared/ids';
import type { OpenerKind } from '@conclave/shared/wire/vaultApi';
import { bytes, integer, moment, text, word } from '../Column.ts';
import { index, migration, table } from '../Table.ts';

const profile = {
  purpose: 'login',
  basis: '6.1.b',
  retention: 'account',
  reads: ['server', 'operator', 'owner'],
  subject: 'organizer',
  required: true,
  export: true,
  erase: 'row',
  requirement: 'R29',
} as const satisfies Annotation;

/** Sealed since 0037. */
const personal = { sealedUnder: 'accountKey' } as const;

const company = {
  ...profile,
  purpose: 'company',
  reads: ['server', 'operator', 'companyAdmin'],
  subject: 'companyAdmin',
  requirement: 'R27',
} as const satisfies Annotation;

const terms = {
  ...profile,
  purpose: 'terms',
  basis: '6.1.c',
  requirement: 'R10',
} as const satisfies Annotation;

/** Proves knowledge of a password; tells nothing of it without years of guessing. */
const proof = {
  ...profile,
  reads: ['server'],
  export: false,
  requirement: 'R40',
} as const satisfies Annotation;

const registration = {
  ...profile,
  purpose: 'abuse',
  basis: '6.1.f',
  reads: ['server', 'operator'],
  requirement: 'R39',
} as const satisfies Annotation;

const sealed = {
  ...profile,
  purpose: 'vault',
  reads: ['owner'],
  export: false,
  erase: 'reference',
  requirement: 'design 4',
} as const satisfies Annotation;

const signIn = {
  ...proof,
  retention: 'signIn',
  erase: 'reference',
  requirement: 'T16',
} as const satisfies Annotation;

const invite = {
  ...company,
  reads: ['server'],
  subject: 'invitee',
  export: false,
  retention: 'oneTimeToken',
  erase: 'expiry',
  requirement: 'R40',
} as const satisfies Annotation;

/** Who has an account, what opens its vault, and the vault itself. */
export const accounts0001 = migration(
  '0001-accounts',
  table('company', {
    id: text().primary().about(company),
    /** Chosen by its admin; identifies the account towards the operator. */
    account_name: text()
      .nullable()
      .about({ ...company, required: false }),
    /** For invoices and nothing else. */
    company_name: text()
      .nullable()
      .about({ ...company, required: false, requirement: 'R28' }),
    created_at: moment().about(company),
  }),
  table('account', {
    id: text<AccountId>().primary().about(profile),
    company_id: text().references('company', 'id', 'restrict').about(company),
    /** In its one spelling: small letters. Login name and reply-to. */
    address: text()
      .unique()
      .about({ ...profile, ...personal, requirement: 'R30' }),
    first_name: text().about({ ...profile, ...personal }),
    last_name: text().about({ ...profile, ...personal }),
    language: text().about({ ...profile, requirement: 'R31' }),
    role: word('admin', 'organizer').about({ ...company, requirement: 'R26' }),
    terms_version: text().about(terms),
    dpa_version: text().about(terms),
    /** Also the moment of accepting the terms. */
    registered_at: moment().about(registration),
    /** The network (/24 or /48) of the registration, blanked when its time is over. */
    registered_from: text()
      .nullable()
      .about({ ...registration, retention: 'statistics', erase: 'blank' }),
  }),
  index('account', ['company_id']),
  table(
    'opener',
    {
      account_id: text<AccountId>().references('account', 'id').about(sealed),
      kind: word<readonly OpenerKind[]>('password', 'kit').about(sealed),
      version: integer().about(sealed),
      /** Parameters and salt as JSON; null for the kit. */
      kdf: text().nullable().about(proof),
      /** Argon2id of the authKey, with the pepper. */
      auth_hash: text().about(proof),
      sealed_vault_key: bytes().about(sealed),
    },
    { primaryKey: ['account_id', 'kind'] },
  ),
  table('vault', {
    account_id: text<AccountId>().primary().references('account', 'id').about(sealed),
    version: integer().about(sealed),
    sealed_manifest: bytes().about(sealed),
  }),
  table(
    'vault_item',
    {
      account_id: text<AccountId>().references('account', 'id').about(sealed),
      kind: text().about({ ...sealed, reads: ['server', 'operator', 'owner'] }),
      id: text().about({ ...sealed, reads: ['server', 'operator', 'owner'] }),
      /** The version of the vault with which it was written. */
      version: integer().about(sealed),
      sealed_item: bytes().about(sealed),
    },
    { primaryKey: ['account_id', 'kind', 'id'] },
  ),
  table('sign_in', {
    /** SHA-256 of the token in the cookie: a stolen database signs nobody in. */
    token_hash: text().primary().about(signIn),
    account_id: text<AccountId>().references('account', 'id').about(signIn),
    started_at: moment().about(signIn),
    seen_at: moment().about(signIn),
  }),
  index('sign_in', ['account_id']),
  table('invite', {
    /** SHA-256 of the token in the link. */
    token_hash: text().primary().about(invite),
    company_id: text().references('company', 'id').about(invite),
    role: word('admin', 'organizer').about(invite),
    expires_at: moment().about(invite),
  }),
  index('invite', ['company_id']),
);
