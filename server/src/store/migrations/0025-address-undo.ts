import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import type { AccountId } from '@conclave/shared/ids';
import { moment, text } from '../Column.ts';
import { index, migration, table } from '../Table.ts';

const token = {
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

/** Former addresses, for as long as they can take a change back. Nobody else gets them meanwhile. */
export const addressUndo0025 = migration(
  '0025-address-undo',
  table('address_undo', {
    /** SHA-256 of the token in the link. */
    token_hash: text().primary().about(token),
    account_id: text<AccountId>().references('account', 'id').about(token),
    /** Sealed since 0037. */
    address: text().about({ ...token, sealedUnder: 'accountKey' }),
    expires_at: moment().about(token),
  }),
  index('address_undo', ['account_id']),
  index('address_undo', ['address']),
);
