import type { AccountId } from '@conclave/shared/ids';
import { sql, type Queries } from '../store/Database.ts';

/**
 * What opens anything of an account: the two sealed vault keys, the vault's manifest, and second factors.
 * Without the vault key all items of the vault are noise, and with them the host and archive keys of
 * every meeting.
 */
const KEYS = ['opener', 'vault', 'second_factor', 'factor_offer', 'backup_code'] as const;

/** Destroys an account's keys, before anything else of it goes. */
export async function shredKeys(queries: Queries, accountId: AccountId): Promise<void> {
  for (const table of KEYS) {
    await sql`delete from ${sql.table(table)} where account_id = ${accountId}`.execute(queries);
  }
}
