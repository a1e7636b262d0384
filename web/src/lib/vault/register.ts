import { toBase64Url } from '@conclave/shared/bytes';
import { AccountId } from '@conclave/shared/ids';
import type { Registration } from '@conclave/shared/wire/accountApi';
import * as v from 'valibot';
import { newVault } from './newVault.ts';
import { kitOpener, newVaultKey, passwordOpener } from './opener.ts';
import { freshKdf, keysFromKit, keysFromPassword } from './passwordKeys.ts';
import { encodeKit, newKit } from './recoveryKit.ts';
import type { OpenAccount, Tools } from './signIn.ts';
import { Vault } from './Vault.ts';
import { takeVaultKey } from './vaultKeys.ts';

/** What a person fills in. */
export interface Applicant extends Omit<Registration, 'accountId' | 'password' | 'kit' | 'vault'> {
  readonly password: string;
}

export interface Registered extends OpenAccount {
  /** Shown once; nobody can show it again. */
  readonly kitCode: string;
}

/** Makes an account with an empty vault. The password and the kit never leave this page. */
export async function register(
  { password, ...applicant }: Applicant,
  { api, storage, argon2 }: Tools,
): Promise<Registered> {
  const accountId = v.parse(AccountId, toBase64Url(crypto.getRandomValues(new Uint8Array(16))));
  const { address } = applicant;
  const kdf = freshKdf();
  const kit = newKit();
  const vaultKey = newVaultKey();
  const passwordKeys = await keysFromPassword({ password, address, kdf }, argon2);
  const kitKeys = await keysFromKit(kit);
  const wrapping = { accountId, vaultKey, version: 1 };
  const openers = {
    password: await passwordOpener({ ...wrapping, keys: passwordKeys }, kdf),
    kit: await kitOpener({ ...wrapping, keys: kitKeys }),
  };
  const keys = await takeVaultKey(vaultKey);
  const account = await api.register({
    ...applicant,
    ...openers,
    accountId,
    vault: await newVault(accountId, keys),
  });
  const vault = await Vault.open({ accountId, keys, api, floors: storage });
  await storage.keepKey(accountId, keys.base);
  return { account, vault, kitCode: await encodeKit(kit) };
}
