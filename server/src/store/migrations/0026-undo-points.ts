import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { AccountId } from '@conclave/shared/ids';
import type { FactorKind } from '@conclave/shared/wire/secondFactorApi';
import type { OpenerKind } from '@conclave/shared/wire/vaultApi';
import { bytes, flag, integer, moment, text, word } from '../Column.ts';
import { addColumns, index, migration, table } from '../Table.ts';

/** Goes with the link that it belongs to. */
const former = {
  purpose: 'login',
  basis: '6.1.f',
  retention: 'oneTimeToken',
  reads: ['server'],
  subject: 'organizer',
  required: true,
  export: false,
  erase: 'reference',
  requirement: 'R30',
} as const satisfies Annotation;

const sealed = { ...former, reads: ['owner'] } as const satisfies Annotation;

const factor = { ...former, purpose: 'secondFactor', basis: '6.1.b' } as const satisfies Annotation;

/** [T16] Which browsers an account knows: under a hash that differs from account to account. */
const browser = {
  ...former,
  purpose: 'abuse',
  retention: 'statistics',
  reads: ['server', 'operator'],
  requirement: 'T16',
} as const satisfies Annotation;

/**
 * What opened an account before its address, its kit or a second factor changed: a mailed link brings it back for
 * seven days. And in which browsers somebody signed in, so that owners are told of new ones.
 */
export const undoPoints0026 = migration(
  '0026-undo-points',
  addColumns('address_undo', {
    /** When the account was going to go at that time, if its owner had closed it. */
    closes_at: moment().nullable().about(former),
  }),
  table(
    'former_opener',
    {
      token_hash: text().references('address_undo', 'token_hash').about(former),
      kind: word<readonly OpenerKind[]>('password', 'kit').about(sealed),
      version: integer().about(sealed),
      kdf: text().nullable().about(former),
      auth_hash: text().about(former),
      sealed_vault_key: bytes().about(sealed),
    },
    { primaryKey: ['token_hash', 'kind'] },
  ),
  table(
    'former_factor',
    {
      token_hash: text().references('address_undo', 'token_hash').about(factor),
      kind: word<readonly FactorKind[]>('totp', 'sms').about(factor),
      sealed_value: bytes().about(factor),
      since: moment().about(factor),
      last_step: integer().nullable().about(factor),
    },
    { primaryKey: ['token_hash', 'kind'] },
  ),
  table(
    'former_code',
    {
      token_hash: text().references('address_undo', 'token_hash').about(factor),
      code_hash: text().about(factor),
    },
    { primaryKey: ['token_hash', 'code_hash'] },
  ),
  addColumns('opener', {
    /** A mailed link brought it back: the vault's list of contents still names what came after it. */
    restored: flag()
      .default(0)
      .about({ ...sealed, retention: 'account', reads: ['server'] }),
  }),
  table('way_back', {
    /** SHA-256 of the token in the link that was used: with it the password of before sets another one. */
    token_hash: text().primary().about(former),
    account_id: text<AccountId>().references('account', 'id').about(former),
    auth_hash: text().about(former),
    expires_at: moment().about(former),
  }),
  index('way_back', ['account_id']),
  table(
    'known_browser',
    {
      account_id: text<AccountId>().references('account', 'id').about(browser),
      /** SHA-256 of the account and the token in the browser's cookie. */
      browser_hash: text().about(browser),
      seen_at: moment().about(browser),
      /** When its owner was told of it. */
      told_at: moment().nullable().about(browser),
    },
    { primaryKey: ['account_id', 'browser_hash'] },
  ),
  index('known_browser', ['seen_at']),
);
