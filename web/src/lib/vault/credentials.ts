import type { Bytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { kitOpener, passwordOpener, unwrapVaultKey } from './opener.ts';
import { freshKdf, keysFromKit, keysFromPassword, type OpenerKeys } from './passwordKeys.ts';
import { encodeKit, newKit } from './recoveryKit.ts';
import type { OpenAccount, Tools } from './signIn.ts';
import { VaultRefusal } from './VaultRefusal.ts';

/**
 * Sets another password; every other browser is signed out, the kit stays valid. The key that this
 * browser keeps cannot be read out, so the present password opens the vault key once more.
 */
export async function changePassword(
  passwords: { present: string; next: string },
  { account, vault }: OpenAccount,
  tools: Tools,
): Promise<void> {
  const { address, accountId } = account;
  const opened = await openAgain(passwords.present, account, tools);
  const kdf = freshKdf();
  const keys = await keysFromPassword({ password: passwords.next, address, kdf }, tools.argon2);
  try {
    await vault.replaceOpener('password', async (version, change) => {
      const { vaultKey } = opened;
      const password = await passwordOpener({ accountId, keys, vaultKey, version }, kdf);
      await tools.api.changePassword({ authKey: opened.keys.authKey, password, vault: change });
    });
  } finally {
    opened.vaultKey.fill(0);
  }
}

/**
 * Gives the account the address that a link was mailed to. The address salts the password, so the same
 * password becomes another opener; the kit stays valid, and every other browser is signed out.
 */
export async function changeAddress(
  { password, address, token }: { password: string; address: string; token: string },
  { account, vault }: OpenAccount,
  tools: Tools,
): Promise<void> {
  const { accountId } = account;
  const opened = await openAgain(password, account, tools);
  const kdf = freshKdf();
  const keys = await keysFromPassword({ password, address, kdf }, tools.argon2);
  const { authKey } = opened.keys;
  try {
    await vault.replaceOpener('password', async (version, change) => {
      const { vaultKey } = opened;
      const opener = await passwordOpener({ accountId, keys, vaultKey, version }, kdf);
      await tools.api.changeAddress({ token, authKey, password: opener, vault: change });
    });
  } finally {
    opened.vaultKey.fill(0);
  }
}

/** Makes a new recovery kit and returns its code; the former kit opens nothing from then on. */
export async function renewKit(
  password: string,
  { account, vault }: OpenAccount,
  tools: Tools,
): Promise<string> {
  const { accountId } = account;
  const opened = await openAgain(password, account, tools);
  const kit = newKit();
  const keys = await keysFromKit(kit);
  try {
    await vault.replaceOpener('kit', async (version, change) => {
      const opener = await kitOpener({ accountId, keys, vaultKey: opened.vaultKey, version });
      await tools.api.renewKit({ authKey: opened.keys.authKey, kit: opener, vault: change });
    });
  } finally {
    opened.vaultKey.fill(0);
  }
  return encodeKit(kit);
}

interface Opened {
  readonly keys: OpenerKeys;
  /** Whoever asked for it wipes it. */
  readonly vaultKey: Bytes;
}

/** Opens the vault key again, with the password that the person has just typed. */
async function openAgain(
  password: string,
  { address, accountId }: OpenAccount['account'],
  { api, argon2 }: Tools,
): Promise<Opened> {
  const opener = await api.opener();
  if (opener.kdf === null) throw new VaultRefusal('openerDoesNotFit');
  const keys = await keysFromPassword({ password, address, kdf: opener.kdf }, argon2);
  try {
    return { keys, vaultKey: await unwrapVaultKey(opener, 'password', { accountId, keys }) };
  } catch (cause) {
    // A slip of the finger is far more likely than a lie here; nothing was sent either way.
    throw new RefusedError('wrongCredentials', { cause });
  }
}
