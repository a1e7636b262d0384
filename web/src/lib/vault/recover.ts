import type { Recovery } from '@conclave/shared/wire/accountApi';
import type { Bytes } from '@conclave/shared/bytes';
import { openManifest } from './manifest.ts';
import { passwordOpener, unwrapVaultKey } from './opener.ts';
import { freshKdf, keysFromKit, keysFromPassword } from './passwordKeys.ts';
import { decodeKit } from './recoveryKit.ts';
import { pastSecondStep } from './secondStep.ts';
import type { OpenAccount, Tools } from './signIn.ts';
import { Vault } from './Vault.ts';
import { passFloor } from './VaultFloors.ts';
import { takeVaultKey, type VaultKeys } from './vaultKeys.ts';
import { VaultRefusal } from './VaultRefusal.ts';
import { openersStep, type VaultState } from './VaultState.ts';

interface Forgotten {
  readonly address: string;
  readonly kitCode: string;
  readonly password: string;
}

/** Opens the vault with the recovery kit, sets a new password and signs in. The kit stays valid. */
export async function recover(
  { address, kitCode, password }: Forgotten,
  tools: Tools,
): Promise<OpenAccount> {
  const { api, storage, argon2, secondStep } = tools;
  const kitKeys = await keysFromKit(await decodeKit(kitCode));
  const { authKey } = kitKeys;
  const { answer: recovery, step } = await pastSecondStep(
    (step) => api.openRecovery({ address, authKey, step }),
    secondStep,
  );
  const { accountId } = recovery;
  const vaultKey = await unwrapVaultKey(recovery.opener, 'kit', { accountId, keys: kitKeys });
  const keys = await takeVaultKey(Uint8Array.from(vaultKey));
  const state = await checkedState(recovery, keys, tools);

  const kdf = freshKdf();
  const passwordKeys = await keysFromPassword({ password, address, kdf }, argon2);
  const { openers } = state.manifest;
  const version = openers.password + 1;
  const { change } = await openersStep(
    state,
    { ...openers, password: version },
    { accountId, keys },
  );
  const account = await api.resetPassword({
    address,
    authKey,
    step,
    password: await wiping(vaultKey, () =>
      passwordOpener({ accountId, keys: passwordKeys, vaultKey, version }, kdf),
    ),
    vault: change,
  });
  const vault = await Vault.open({ accountId, keys, api, floors: storage });
  await storage.keepKey(accountId, keys.base);
  return { account, vault };
}

/** The vault as the server serves it to the kit, refused like any other that does not fit. */
async function checkedState(
  { accountId, opener, vault: head }: Recovery,
  keys: VaultKeys,
  { storage }: Tools,
): Promise<VaultState> {
  const manifest = await openManifest(keys.manifest, head, accountId);
  await passFloor(head, await storage.floor(accountId), { floors: storage, accountId });
  if (manifest.openers.kit !== opener.version) throw new VaultRefusal('openerOutdated');
  return { head, manifest, shelves: new Map() };
}

async function wiping<T>(bytes: Bytes, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    bytes.fill(0);
  }
}
