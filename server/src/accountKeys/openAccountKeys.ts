import type { Secret } from '@conclave/shared/Secret';
import { AccountKeys } from './AccountKeys.ts';
import { openKeyStore, type KeyStoreSettings } from './openKeyStore.ts';

/** The keys of accounts as configured. */
export async function openAccountKeys(
  settings: KeyStoreSettings,
  pepper: Secret<string>,
): Promise<AccountKeys> {
  const store = await openKeyStore(settings);
  return new AccountKeys({ store, pepper, uptimeMs: () => performance.now() });
}
