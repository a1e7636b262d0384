import { operational, type Annotation } from '@conclave/shared/dataMap/Annotation';
import { moment, text, word } from '../Column.ts';
import { addColumns, dropColumns, index, migration, table } from '../Table.ts';

/** A keyed hash of an address: finds it, and tells nothing of it. */
const found = {
  purpose: 'login',
  basis: '6.1.b',
  retention: 'account',
  reads: ['server'],
  subject: 'organizer',
  required: true,
  export: false,
  erase: 'row',
  requirement: 'R131',
} as const satisfies Annotation;

/**
 * Names and addresses lie sealed under the key of their account; what an older version wrote plain is sealed at the next
 * start (accountKeys/sealPlainRows). Two columns go that nobody writes or reads.
 */
export const accountKeys0037 = migration(
  '0037-account-keys',
  addColumns('account', {
    /** Null: an older version wrote this row, and it is plain. */
    address_index: text().nullable().about(found),
  }),
  index('account', ['address_index'], { unique: true }),
  addColumns('address_undo', {
    address_index: text()
      .nullable()
      .about({ ...found, retention: 'oneTimeToken', basis: '6.1.f', erase: 'reference' }),
  }),
  index('address_undo', ['address_index']),
  table('key_store', {
    name: word('accounts').primary().about(operational),
    /** By which the database knows its keys: it is never opened with others. */
    mark: text().about(operational),
    /** When nothing plain was left in free pages and journals either. */
    clean_at: moment().nullable().about(operational),
  }),
  dropColumns('known_browser', 'told_at'),
  dropColumns('account', 'claimed_address'),
);
