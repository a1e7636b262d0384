import type { Clock } from '../ops/Clock.ts';
import type { Database } from '../store/Database.ts';
import type { Cleared } from '../retention/Residue.ts';
import { requireOwnKeys } from './requireOwnKeys.ts';
import { hasPlainRows, sealPlainRows } from './sealPlainRows.ts';

interface Adoption {
  readonly database: Database;
  readonly clock: Clock;
  /** Takes what sealing overwrote out of free pages and journals. */
  readonly clear: () => Promise<Cleared>;
}

/**
 * At every start: from now on these keys and no others belong to the database, and what an older version wrote plain is
 * sealed. Several nodes may do it at once, and each may be killed at any moment: the next goes on. Returns how many
 * rows were sealed.
 */
export async function adoptKeys({ database, clock, clear }: Adoption): Promise<number> {
  await requireOwnKeys(database);
  const mark = await database.accountKeys.makeMark();
  await database.query
    .insertInto('key_store')
    .values({
      ...{ name: 'accounts', mark },
      clean_at: (await hasPlainRows(database)) ? null : clock.now(),
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  // Two nodes with a folder each: the second has other keys, and must not begin with them.
  await requireOwnKeys(database);
  const sealed = await sealPlainRows(database);
  if (await hasResidue(database)) {
    // What is held by others is tried again at the next start.
    if ((await clear()) === 'held') return sealed;
    await database.query.updateTable('key_store').set({ clean_at: clock.now() }).execute();
  }
  return sealed;
}

async function hasResidue({ query }: Database): Promise<boolean> {
  const row = await query
    .selectFrom('key_store')
    .select('mark')
    .where('clean_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
