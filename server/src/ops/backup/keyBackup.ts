import { join } from 'node:path';
import type { Secret } from '@conclave/shared/Secret';
import { AccountKeys } from '../../accountKeys/AccountKeys.ts';
import { DiskKeyStore } from '../../accountKeys/DiskKeyStore.ts';
import { mirrorKeys } from '../../accountKeys/mirrorKeys.ts';
import { CopyError } from './copyDatabase.ts';

/**
 * Beside the backups, not inside one: there is only the newest state. Whoever was erased since a backup was made is
 * unreadable in it from the next one on.
 */
const NAME = 'account-keys';

const beside = (under: string): DiskKeyStore => new DiskKeyStore(join(under, NAME));

/** After the database, so that no account in it is without its key. Returns how many there are. */
export async function backUpKeys(keys: AccountKeys, under: string): Promise<number> {
  // Nothing to keep; and what lies there already stays, whatever became of the store.
  if ((await keys.mark()) === undefined) return 0;
  return mirrorKeys(keys.store, beside(under));
}

/** Before the database is opened. Keys that are there already are newer than any copy, and stay. */
export function restoreKeys(
  under: string,
  keys: AccountKeys,
  pepper: Secret<string>,
): Promise<number> {
  return takeKeys(new AccountKeys({ store: beside(under), pepper, uptimeMs: () => 0 }), keys);
}

/** Brings keys to a store that has none. Returns how many came. */
export async function takeKeys(from: AccountKeys, to: AccountKeys): Promise<number> {
  const [given, there] = [await from.mark(), await to.mark()];
  if (given === undefined) return 0;
  if (there === undefined) return mirrorKeys(from.store, to.store);
  if (there === given) return 0;
  throw new CopyError(
    'There are keys of another instance where the keys of accounts go (ACCOUNT_KEYS_DIR); nothing was changed.',
  );
}
