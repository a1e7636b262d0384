import { AccountApi } from '../vault/AccountApi.ts';
import { argon2InWorker } from '../vault/argon2InWorker.ts';
import { HttpApi } from '../vault/HttpApi.ts';
import { openVaultStorage } from '../vault/IndexedDbVaultStorage.ts';
import type { Tools } from '../vault/signIn.ts';
import { CurrentAccount } from './CurrentAccount.svelte.ts';
import { BroadcastTabWord } from './TabWord.ts';

let account: CurrentAccount | undefined;

/**
 * The account of this browser. One for the page's life, made when a route first asks: it must outlive
 * the routes, and visitors without an account never load it.
 */
export function currentAccount(): CurrentAccount {
  account ??= new CurrentAccount({ tools: browserTools(), tabs: new BroadcastTabWord() });
  return account;
}

async function browserTools(): Promise<Tools> {
  const http = new HttpApi({
    fetch: (...request) => fetch(...request),
    onSignedOut: () => void account?.ended(),
  });
  return { api: new AccountApi(http), storage: await openVaultStorage(), argon2: argon2InWorker };
}
