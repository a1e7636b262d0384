import type { Account } from '@conclave/shared/wire/accountApi';
import type { AccountApi } from './AccountApi.ts';
import { unwrapVaultKey } from './opener.ts';
import { keysFromPassword, type Argon2 } from './passwordKeys.ts';
import { Vault } from './Vault.ts';
import { takeVaultKey } from './vaultKeys.ts';
import { pastSecondStep, type AskSecondStep } from './secondStep.ts';
import type { VaultStorage } from './VaultStorage.ts';

/** What the flows of this folder work with. */
export interface Tools {
  readonly api: AccountApi;
  readonly storage: VaultStorage;
  readonly argon2: Argon2;
  /** Has the person give a second proof. */
  readonly secondStep: AskSecondStep;
}

export interface OpenAccount {
  readonly account: Account;
  readonly vault: Vault;
}

/** Signs in with a password and opens the vault; keeps its key in this browser. */
export async function signIn(
  { address, password }: { address: string; password: string },
  { api, storage, argon2, secondStep }: Tools,
): Promise<OpenAccount> {
  const kdf = await api.prelogin(address);
  const keys = await keysFromPassword({ password, address, kdf }, argon2);
  const { authKey } = keys;
  const { answer } = await pastSecondStep(
    (step) => api.signIn({ address, authKey, step }),
    secondStep,
  );
  const { account, opener } = answer;
  const { accountId } = account;
  const vaultKeys = await takeVaultKey(
    await unwrapVaultKey(opener, 'password', { accountId, keys }),
  );
  const vault = await Vault.open({
    accountId,
    keys: vaultKeys,
    api,
    floors: storage,
    opener: { kind: 'password', version: opener.version },
  });
  await storage.keepKey(accountId, vaultKeys.base);
  return { account, vault };
}
