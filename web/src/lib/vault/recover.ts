import type { Recovery } from '@conclave/shared/wire/accountApi';
import type { Bytes } from '@conclave/shared/bytes';
import type { OpenerKind } from '@conclave/shared/wire/vaultApi';
import { openManifest } from './manifest.ts';
import { passwordOpener, unwrapVaultKey } from './opener.ts';
import { freshKdf, keysFromKit, keysFromPassword, type OpenerKeys } from './passwordKeys.ts';
import { decodeKit } from './recoveryKit.ts';
import { pastSecondStep } from './secondStep.ts';
import type { OpenAccount, Tools } from './signIn.ts';
import { Vault } from './Vault.ts';
import { passFloor } from './VaultFloors.ts';
import { takeVaultKey, type VaultKeys } from './vaultKeys.ts';
import { VaultRefusal } from './VaultRefusal.ts';
import { openersStep, type VaultState } from './VaultState.ts';

/** How somebody without their present password shows that the account is theirs. */
type Way =
  | { readonly by: 'kit'; readonly kitCode: string }
  /** The password of before a change, with the mailed link that took it back. */
  | { readonly by: 'password'; readonly former: string; readonly link: string };

interface Forgotten {
  readonly address: string;
  readonly password: string;
}

/** Opens the vault with the recovery kit, sets a new password and signs in. The kit stays valid. */
export function recover(
  { kitCode, ...forgotten }: Forgotten & { kitCode: string },
  tools: Tools,
): Promise<OpenAccount> {
  return setAnother(forgotten, { by: 'kit', kitCode }, tools);
}

/** Opens the vault with the password of before a change that a mailed link took back, and sets another one. */
export function recoverByLink(
  { former, link, ...forgotten }: Forgotten & { former: string; link: string },
  tools: Tools,
): Promise<OpenAccount> {
  return setAnother(forgotten, { by: 'password', former, link }, tools);
}

async function setAnother(
  { address, password }: Forgotten,
  way: Way,
  tools: Tools,
): Promise<OpenAccount> {
  const { api, storage, argon2, secondStep } = tools;
  const wayKeys = await keysOf(way, address, tools);
  const { authKey } = wayKeys;
  const link = way.by === 'kit' ? null : way.link;
  const { answer: recovery, step } = await pastSecondStep(
    (step) => api.openRecovery({ address, authKey, link, step }),
    secondStep,
  );
  const { accountId } = recovery;
  const opened = { accountId, keys: wayKeys };
  const vaultKey = await unwrapVaultKey(recovery.opener, way.by, opened);
  const keys = await takeVaultKey(Uint8Array.from(vaultKey));
  const state = await checkedState(recovery, { by: way.by, keys }, tools);

  const kdf = freshKdf();
  const passwordKeys = await keysFromPassword({ password, address, kdf }, argon2);
  const { openers } = state.manifest;
  const version = openers.password + 1;
  // What was brought back is named again from now on.
  const kit = recovery.restored?.kit ?? openers.kit;
  const sealer = { accountId, keys };
  const { change } = await openersStep(state, { kit, password: version }, sealer);
  const account = await api.resetPassword({
    ...{ address, authKey, link, step },
    password: await wiping(vaultKey, () =>
      passwordOpener({ accountId, keys: passwordKeys, vaultKey, version }, kdf),
    ),
    vault: change,
  });
  const vault = await Vault.open({ accountId, keys, api, floors: storage });
  await storage.keepKey(accountId, keys.base);
  return { account, vault };
}

async function keysOf(way: Way, address: string, { api, argon2 }: Tools): Promise<OpenerKeys> {
  if (way.by === 'kit') return keysFromKit(await decodeKit(way.kitCode));
  const kdf = await api.prelogin(address);
  return keysFromPassword({ password: way.former, address, kdf }, argon2);
}

/**
 * The vault as the server serves it to this opener, refused like any other that does not fit. An opener that is not
 * the one in force is refused, unless the server says that a mailed link brought it back: whoever holds such an opener
 * and the server would have the vault's key without this page.
 */
async function checkedState(
  { accountId, opener, restored, vault: head }: Recovery,
  { by, keys }: { by: OpenerKind; keys: VaultKeys },
  { storage }: Tools,
): Promise<VaultState> {
  const manifest = await openManifest(keys.manifest, head, accountId);
  await passFloor(head, await storage.floor(accountId), { floors: storage, accountId });
  const named = (restored ?? manifest.openers)[by];
  if (opener.version !== named || named > manifest.openers[by]) {
    throw new VaultRefusal('openerOutdated');
  }
  return { head, manifest, shelves: new Map() };
}

async function wiping<T>(bytes: Bytes, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    bytes.fill(0);
  }
}
