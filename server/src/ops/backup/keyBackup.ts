import { join } from 'node:path';
import type { AccountId } from '@conclave/shared/ids';
import type { Secret } from '@conclave/shared/Secret';
import { AccountKeys } from '../../accountKeys/AccountKeys.ts';
import { copyKeys } from '../../accountKeys/copyKeys.ts';
import { DiskKeyStore } from '../../accountKeys/DiskKeyStore.ts';
import { mirrorKeys } from '../../accountKeys/mirrorKeys.ts';
import { withoutKeys } from '../../accountKeys/withoutKeys.ts';
import type { Database } from '../../store/Database.ts';
import { CopyError } from './copyDatabase.ts';

/**
 * Beside the backups, not inside one: there is only the newest state. Whoever was erased since a backup was made is
 * unreadable in it from the next one on.
 */
const NAME = 'account-keys';

const beside = (under: string): DiskKeyStore => new DiskKeyStore(join(under, NAME));

export interface KeysCopied {
  readonly count: number;
  /** Accounts whose keys were lost: what lies beside the backups of theirs stays. */
  readonly without: readonly AccountId[];
}

/** After the database, so that no account in it is without its key. */
export async function backUpKeys(database: Database, under: string): Promise<KeysCopied> {
  const { accountKeys: keys } = database;
  const without = await withoutKeys(database);
  // Nothing to keep; and what lies there already stays, whatever became of the store.
  if ((await keys.mark()) === undefined) return { count: 0, without };
  return { count: await mirrorKeys(keys.store, beside(under), new Set(without)), without };
}

/**
 * Before the database is there. Keys that are there already are newer than any copy, and stay. Throws where neither is
 * what the backup's database was sealed with. Returns how many came.
 */
export async function restoreKeys(
  under: string,
  keys: AccountKeys,
  { pepper, mark }: { pepper: Secret<string>; mark: string | undefined },
): Promise<number> {
  const copy = new AccountKeys({ store: beside(under), pepper, uptimeMs: () => 0 });
  if (mark !== undefined && ![await keys.mark(), await copy.mark()].includes(mark)) {
    throw new CopyError(
      `The keys of accounts are not in ${join(under, NAME)}, and without them nobody in the backup can be read; nothing was changed.`,
    );
  }
  return takeKeys(copy, keys);
}

/** What an operator is told of accounts whose keys are gone; nothing where there is none. */
export function keyLines(without: readonly AccountId[]): string[] {
  if (without.length === 0) return [];
  return [
    `missing   the keys of ${without.length} accounts: put them back from beside the backups (${NAME}). Whoever is being erased in this moment counts too`,
  ];
}

/** Brings to a store the keys that it does not have. Returns how many came. */
export async function takeKeys(from: AccountKeys, to: AccountKeys): Promise<number> {
  const [given, there] = [await from.mark(), await to.mark()];
  if (given === undefined) return 0;
  if (there !== undefined && there !== given) {
    throw new CopyError(
      'There are keys of another instance where the keys of accounts go (ACCOUNT_KEYS_DIR); nothing was changed.',
    );
  }
  const { added } = await copyKeys(from.store, to.store, { replace: false });
  return added;
}
