import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { AccountId } from '@conclave/shared/ids';
import type { FactorKind } from '@conclave/shared/wire/secondFactorApi';
import { bytes, integer, moment, text, word } from '../Column.ts';
import { addColumns, index, migration, table } from '../Table.ts';

/** What a second proof is checked with. Sealed under a key that is not in the database. */
const factor = {
  purpose: 'secondFactor',
  basis: '6.1.a',
  retention: 'untilReplaced',
  reads: ['server'],
  subject: 'organizer',
  required: false,
  export: false,
  erase: 'reference',
  requirement: 'R116',
} as const satisfies Annotation;

const attempt = { ...factor, retention: 'oneTimeToken' } as const satisfies Annotation;

/** What keeps strangers from having us pay for texts. */
const pumping = {
  ...factor,
  purpose: 'abuse',
  basis: '6.1.f',
  retention: 'shortAddress',
  erase: 'expiry',
  requirement: 'T17',
} as const satisfies Annotation;

const signIn = {
  purpose: 'login',
  basis: '6.1.b',
  retention: 'signIn',
  reads: ['server', 'operator', 'owner'],
  subject: 'organizer',
  required: true,
  export: true,
  erase: 'reference',
  requirement: 'T16',
} as const satisfies Annotation;

const address = {
  ...signIn,
  retention: 'account',
  erase: 'row',
  requirement: 'R30',
} as const satisfies Annotation;

const token = {
  ...address,
  retention: 'oneTimeToken',
  reads: ['server'],
  export: false,
  erase: 'reference',
} as const satisfies Annotation;

/** Second proofs, attempts at them, texts that were sent; and what an account says of its address and its end. */
export const secondFactor0009 = migration(
  '0009-second-factor',
  table(
    'second_factor',
    {
      account_id: text<AccountId>().references('account', 'id').about(factor),
      kind: word<readonly FactorKind[]>('totp', 'sms').about(factor),
      /** The secret of the app, or the number [R117]. */
      sealed_value: bytes().about(factor),
      since: moment().about({ ...factor, reads: ['server', 'operator', 'owner'], export: true }),
      /** [T17] The last half minute whose code was used: none serves twice. */
      last_step: integer().nullable().about(factor),
    },
    { primaryKey: ['account_id', 'kind'] },
  ),
  table(
    'factor_offer',
    {
      account_id: text<AccountId>().references('account', 'id').about(attempt),
      kind: word<readonly FactorKind[]>('totp', 'sms').about(attempt),
      sealed_value: bytes().about(attempt),
      /** HMAC of the code that was sent. */
      code_hash: text().nullable().about(attempt),
      tries: integer().about(attempt),
      expires_at: moment().about(attempt),
    },
    { primaryKey: ['account_id', 'kind'] },
  ),
  table(
    'backup_code',
    {
      account_id: text<AccountId>().references('account', 'id').about(factor),
      /** HMAC of the code: what is stored opens nothing. */
      code_hash: text().about(factor),
    },
    { primaryKey: ['account_id', 'code_hash'] },
  ),
  table('second_step', {
    /** SHA-256 of the ticket. */
    ticket_hash: text().primary().about(attempt),
    account_id: text<AccountId>().references('account', 'id').about(attempt),
    /** What was proven before: this ticket serves for nothing else. */
    after: word('password', 'kit', 'change').about(attempt),
    /** The sign-in that asked, where something changes. */
    sign_in: text().nullable().about(attempt),
    tries: integer().about(attempt),
    proven_at: moment().nullable().about(attempt),
    expires_at: moment().about(attempt),
    code_hash: text().nullable().about(attempt),
    code_expires_at: moment().nullable().about(attempt),
  }),
  index('second_step', ['account_id']),
  table('second_tries', {
    account_id: text<AccountId>().primary().references('account', 'id').about(attempt),
    since: moment().about(attempt),
    tries: integer().about(attempt),
  }),
  table('text_sent', {
    id: text().primary().about(pumping),
    account_id: text<AccountId>().references('account', 'id').about(pumping),
    /** HMAC of the number. */
    number_hash: text().about(pumping),
    /** HMAC of the network address. */
    place_hash: text().about(pumping),
    sent_at: moment().about(pumping),
    /** By which the provider is asked to forget the text [R119]. */
    message_id: text().nullable().about(pumping),
  }),
  index('text_sent', ['account_id']),
  index('text_sent', ['sent_at']),
  addColumns('sign_in', {
    /** A browser and a system, each from a short list, as `firefox linux`. */
    device: text().nullable().about(signIn),
    /** The network (/24 or /48) it began from. */
    network: text().nullable().about(signIn),
  }),
  addColumns('account', {
    address_verified_at: moment().nullable().about(address),
    /** What was typed, while another account holds the address. */
    claimed_address: text().nullable().about(address),
    /** [R81] The owner closed it: then everything goes. */
    closes_at: moment().nullable().about(address),
  }),
  index('account', ['closes_at']),
  table('address_token', {
    /** SHA-256 of the token in the link. */
    token_hash: text().primary().about(token),
    account_id: text<AccountId>().references('account', 'id').about(token),
    /** Sealed since 0037. */
    address: text().about({ ...token, sealedUnder: 'accountKey' }),
    does: word('verify', 'change').about(token),
    expires_at: moment().about(token),
  }),
  index('address_token', ['account_id']),
);
