import type { Page } from '@playwright/test';
import { AccountApi } from '../../../web/src/lib/vault/AccountApi.ts';
import { HttpApi } from '../../../web/src/lib/vault/HttpApi.ts';
import { unwrapVaultKey } from '../../../web/src/lib/vault/opener.ts';
import { keysFromKit } from '../../../web/src/lib/vault/passwordKeys.ts';
import { decodeKit } from '../../../web/src/lib/vault/recoveryKit.ts';
import { register, type Applicant } from '../../../web/src/lib/vault/register.ts';
import { MemoryVaultStorage } from '../../../web/src/lib/vault/VaultStorage.ts';
import { applicant, quickArgon2 } from '../../support/NodeBrowser.ts';

/** A page of this origin with nothing of the product on it. */
const EMPTY_PAGE = '/healthz';

/**
 * Signs a browser in with an account of its own: registered by the product's code, over requests of
 * this browser that keep its cookie, and with the vault's key where the product keeps it. The form, its
 * key stretching and the kit are accounts.spec's.
 */
export async function giveAccount(page: Page, person: Partial<Applicant>): Promise<void> {
  const who = applicant(person);
  await page.goto(EMPTY_PAGE);
  const http = new HttpApi({ fetch: fetchOf(page), onSignedOut: () => undefined });
  const api = new AccountApi(http);
  const storage = new MemoryVaultStorage();
  const secondStep = (): Promise<never> => Promise.reject(new Error('nobody has a second factor'));
  const tools = { api, storage, argon2: quickArgon2, secondStep };
  const { account, vault, kitCode } = await register(who, tools);
  vault.close();
  const { accountId } = account;
  const keys = await keysFromKit(await decodeKit(kitCode));
  const opened = await api.openRecovery({
    address: who.address,
    authKey: keys.authKey,
    link: null,
    step: null,
  });
  if (opened.state !== 'recovery') throw new Error('nobody has a second factor');
  const vaultKey = await unwrapVaultKey(opened.opener, 'kit', { accountId, keys });
  await page.evaluate(keepKey, { accountId, vaultKey: [...vaultKey] });
}

/** Requests as the page itself would make them. */
function fetchOf(page: Page): typeof fetch {
  const { origin } = new URL(page.url());
  return async (path, { method = 'GET', headers, body } = {}) => {
    if (typeof path !== 'string') throw new Error('the product asks by path');
    const answer = await page.request.fetch(path, {
      method,
      headers: { ...Object.fromEntries(new Headers(headers)), origin },
      ...(typeof body === 'string' && { data: body }),
    });
    const empty = answer.status() === 204;
    return new Response(empty ? null : Uint8Array.from(await answer.body()), {
      status: answer.status(),
      // Two cookies are two headers.
      headers: answer.headersArray().map(({ name, value }): [string, string] => [name, value]),
    });
  };
}

/** In the page, what IndexedDbVaultStorage does: a key that nobody can read out. */
async function keepKey(kept: { accountId: string; vaultKey: number[] }): Promise<void> {
  const usages = ['deriveBits', 'deriveKey'] as const;
  const bytes = Uint8Array.from(kept.vaultKey);
  const base = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, usages);
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the key was not kept'));
    });
  const opening = indexedDB.open('conclave-vault', 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore('keys');
  const db = await done(opening);
  const store = db.transaction('keys', 'readwrite').objectStore('keys');
  await done(store.put(base, kept.accountId));
  db.close();
}
