import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import type { Vault } from '../vault/Vault.ts';
import type { MeetingsApi, ServedMeeting } from './MeetingsApi.ts';

export type FoundMeeting =
  | { readonly kind: 'found'; readonly host: HostMeeting; readonly served: ServedMeeting }
  /** Deleted on the server, from elsewhere or halfway: only the vault still names it. */
  | { readonly kind: 'gone'; readonly host: HostMeeting }
  /** Not this account's, or none at all: told apart for nobody. */
  | { readonly kind: 'missing' };

export async function findMeeting(
  id: string,
  { vault, api }: { vault: Vault; api: MeetingsApi },
): Promise<FoundMeeting> {
  const [host, served] = await Promise.all([
    vault.get('meeting', id),
    api.list().then((all) => all.get(id)),
  ]);
  if (host === undefined) return { kind: 'missing' };
  return served === undefined ? { kind: 'gone', host } : { kind: 'found', host, served };
}
