import { operational } from '@conclave/shared/dataMap/Annotation';
import { moment, text } from '../Column.ts';
import { migration, table } from '../Table.ts';

/** Which migrations this database has seen. */
export const ledger0000 = migration(
  '0000-ledger',
  table('migration', {
    name: text().primary().about(operational),
    /** SHA-256 over its statements: an edited migration is noticed. */
    digest: text().about(operational),
    applied_at: moment().about(operational),
  }),
);
