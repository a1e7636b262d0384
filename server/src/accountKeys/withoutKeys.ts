import type { AccountId } from '@conclave/shared/ids';
import type { Database } from '../store/Database.ts';

/**
 * Accounts whose key is not there, though they are: those that are being erased in this moment, or that were lost. Nobody can
 * read who they are, and they cannot sign in.
 */
export async function withoutKeys({ query, accountKeys }: Database): Promise<AccountId[]> {
  const names = new Set<string>();
  for await (const name of accountKeys.store.names()) names.add(name);
  const accounts = await query.selectFrom('account').select('id').execute();
  const without: AccountId[] = [];
  for (const { id } of accounts) {
    // One that registered meanwhile has its key by now.
    if (!names.has(id) && (await accountKeys.store.read(id)) === undefined) without.push(id);
  }
  return without;
}
