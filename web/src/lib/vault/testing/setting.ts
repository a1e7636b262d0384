import { AccountId, MeetingId } from '@conclave/shared/ids';
import * as v from 'valibot';
import type { VaultValue } from '../kinds.ts';
import { newVault } from '../newVault.ts';
import { newVaultKey } from '../opener.ts';
import { Vault } from '../Vault.ts';
import { takeVaultKey, type VaultKeys } from '../vaultKeys.ts';
import { MemoryVaultStorage } from '../VaultStorage.ts';
import { FakeVaultServer } from './FakeVaultServer.ts';

export const mara = v.parse(AccountId, 'AAAAAAAAAAAAAAAAAAAAAA');
export const jonas = v.parse(AccountId, 'BBBBBBBBBBBBBBBBBBBBBA');
export const meetingId = v.parse(MeetingId, 'MMMMMMMMMMMMMMMMMMMMMA');

export interface Setting {
  readonly keys: VaultKeys;
  readonly server: FakeVaultServer;
  readonly storage: MemoryVaultStorage;
  /** A browser of its own; give it `storage` to be the first one again. */
  readonly open: (storage?: MemoryVaultStorage) => Promise<Vault>;
}

export async function setting(accountId: AccountId = mara): Promise<Setting> {
  const keys = await takeVaultKey(newVaultKey());
  const server = new FakeVaultServer(await newVault(accountId, keys));
  const storage = new MemoryVaultStorage();
  return {
    keys,
    server,
    storage,
    open: (floors = new MemoryVaultStorage()) =>
      Vault.open({ accountId, keys, api: server, floors }),
  };
}

export function meeting(topic: string): VaultValue<'meeting'> {
  const key = 'A'.repeat(43);
  return {
    format: 1,
    meetingId,
    hostKey: key,
    hostSeed: key,
    hostBoxKey: key,
    hostBoxSeed: key,
    cardVersion: 1,
    text: { topic, organizer: 'Mara Feldhaus', company: '', notice: '' },
    mailedTopic: false,
    door: 'greeted',
    createdAt: 1,
    links: [{ kind: 'copied', version: 1, secret: 'A'.repeat(22) }],
    linksSince: 1,
  };
}

export const contact = (name: string): VaultValue<'contact'> => ({
  format: 1,
  name,
  address: `${name}@example.org`,
});
