import type { Database } from '../store/Database.ts';
import { KeyStoreError } from './KeyStoreError.ts';

const MEND =
  'Put the folder of ACCOUNT_KEYS_DIR (or DATA_DIR/account-keys, or the prefix account-keys/ of the bucket) back: its copy lies beside the backups. Without it nobody in this database can be read.';

/** Throws unless the keys at hand are those of the database. One that never had any is content with all. */
export async function requireOwnKeys(database: Database): Promise<void> {
  const known = await knownMark(database);
  if (known === undefined) return;
  const mark = await database.accountKeys.mark();
  if (mark === undefined) throw new KeyStoreError(`The keys of accounts are not there. ${MEND}`);
  if (mark !== known) {
    throw new KeyStoreError(`The keys of accounts are those of another instance. ${MEND}`);
  }
}

/** The mark of the keys that a database was sealed with. */
async function knownMark(database: Database): Promise<string | undefined> {
  const row = await database.query.selectFrom('key_store').select('mark').executeTakeFirst();
  return row?.mark;
}
