import type { MeetingId } from '@conclave/shared/ids';
import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import type { Vault } from '../vault/Vault.ts';
import type { DeputyApi } from './DeputyApi.ts';
import { hostLinkKeys, openHost, type HostLinkKeys } from './hostLink.ts';

/** A host link that this account accepted, with the meetings whose keys it gives; none: it leads nowhere any more. */
export interface HeldLink {
  readonly linkId: string;
  readonly hosts: readonly HostMeeting[];
}

/** The meetings of one link as the server has them now; undefined: it is not for this account, or gone. */
export async function meetingsOf(
  keys: HostLinkKeys,
  api: Pick<DeputyApi, 'open'>,
  accept = false,
): Promise<HostMeeting[] | undefined> {
  const sealed = await api.open(keys, accept);
  if (sealed === undefined) return undefined;
  const hosts = await Promise.all(sealed.map((one) => openHost(keys, one)));
  // What does not open was not sealed by whoever made the link: it is dropped.
  return hosts.filter((host) => host !== undefined);
}

/** Everything that this account is deputy of. */
export async function heldLinks(
  vault: Pick<Vault, 'list'>,
  api: Pick<DeputyApi, 'open'>,
): Promise<HeldLink[]> {
  const held: HeldLink[] = [];
  for (const { id, value } of await vault.list('deputy')) {
    const keys = await hostLinkKeys(value.secret);
    const hosts = keys === undefined ? [] : ((await meetingsOf(keys, api)) ?? []);
    held.push({ linkId: id, hosts });
  }
  return held;
}

/** The keys of one meeting that this account is deputy of. */
export async function heldMeeting(
  id: MeetingId,
  vault: Pick<Vault, 'list'>,
  api: Pick<DeputyApi, 'open'>,
): Promise<HostMeeting | undefined> {
  const links = await heldLinks(vault, api);
  return links.flatMap(({ hosts }) => hosts).find(({ meetingId }) => meetingId === id);
}

/** [H-3] Meetings that have become this account's own: their keys go where all own keys lie. */
export async function adopt(
  links: readonly HeldLink[],
  served: ReadonlyMap<string, unknown>,
  vault: Pick<Vault, 'update'>,
): Promise<HostMeeting[]> {
  const own = links.flatMap(({ hosts }) => hosts).filter(({ meetingId }) => served.has(meetingId));
  for (const host of own) await vault.update('meeting', host.meetingId, (known) => known ?? host);
  return own;
}
