import { fromBase64Url } from '@conclave/shared/bytes';
import type { RequestList } from '@conclave/shared/wire/rightsApi';
import { importBoxSeed } from '../e2ee/crypto/hpke.ts';
import type { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import type { Vault } from '../vault/Vault.ts';
import { openRequest, type GuestRequest } from './guestRequest.ts';
import type { RightsApi } from './RightsApi.ts';

/** A request as its organizer sees it; what does not open is shown as such and still has its date. */
export interface OpenedRequest {
  readonly stored: RequestList['requests'][number];
  readonly topic: string | undefined;
  readonly request: GuestRequest | undefined;
}

/** Unanswered ones first, then by their date. */
export async function openInbox(vault: Vault, api: RightsApi): Promise<OpenedRequest[]> {
  const [stored, meetings] = await Promise.all([api.requests(), vault.list('meeting')]);
  const hosts = new Map(meetings.map(({ id, value }) => [id, value]));
  const opened = await Promise.all(stored.map((one) => open(one, hosts.get(one.meetingId))));
  return opened.toSorted(
    (a, b) =>
      Number(a.stored.answeredAt !== null) - Number(b.stored.answeredAt !== null) ||
      a.stored.dueAt - b.stored.dueAt,
  );
}

async function open(
  stored: RequestList['requests'][number],
  host: HostMeeting | undefined,
): Promise<OpenedRequest> {
  if (host === undefined) return { stored, topic: undefined, request: undefined };
  const seed = fromBase64Url(host.hostBoxSeed);
  const box = await importBoxSeed(seed, fromBase64Url(host.hostBoxKey));
  const request = await openRequest(box, stored.meetingId, stored.sealedRequest);
  return { stored, topic: host.text.topic, request };
}
