import { MAX_LINK_MEETINGS } from '@conclave/shared/wire/deputyApi';
import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import type { DeputyApi } from './DeputyApi.ts';
import { hostLinkKeys, sealHost } from './hostLink.ts';

/** [H-2] Puts the keys of meetings under a host link. `fresh`: makes it if need be, and while nobody has accepted it, it waits a whole week again. */
export async function giveKeys(
  secret: string,
  hosts: readonly HostMeeting[],
  { api, fresh }: { api: Pick<DeputyApi, 'put'>; fresh: boolean },
): Promise<void> {
  const keys = await hostLinkKeys(secret);
  const some = hosts.slice(0, MAX_LINK_MEETINGS);
  if (keys === undefined || some.length === 0) return;
  await api.put(keys, {
    keys: await Promise.all(some.map((host) => sealHost(keys, host))),
    fresh,
  });
}

/** Nobody gets keys by it any more. Who has them keeps them. */
export async function takeBack(secret: string, api: Pick<DeputyApi, 'drop'>): Promise<void> {
  const keys = await hostLinkKeys(secret);
  if (keys !== undefined) await api.drop(keys);
}
