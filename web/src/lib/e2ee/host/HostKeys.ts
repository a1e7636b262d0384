import { fromBase64Url } from '@conclave/shared/bytes';
import { importBoxSeed, type BoxPair } from '../crypto/hpke.ts';
import { importSigningSeed, type SigningKey } from '../crypto/sign.ts';
import type { SignedCard } from '../objects/lobbyCard.ts';
import { linkKeys, type LinkKeys } from '../objects/linkKeys.ts';
import type { Meeting } from '../objects/roleCertificate.ts';
import type { HostMeeting } from './HostMeeting.ts';

/** A link with its keys, as the host knows all of them. */
export interface HostLink extends LinkKeys {
  readonly linkVersion: number;
}

/** The host's keys ready for use and not readable any more. */
export interface HostKeys {
  readonly meeting: Meeting;
  readonly signing: SigningKey;
  readonly box: BoxPair;
  readonly links: readonly HostLink[];
  readonly linksSince: number;
  readonly card: SignedCard;
}

export async function importHostKeys(host: HostMeeting): Promise<HostKeys> {
  const hostKey = fromBase64Url(host.hostKey);
  const hostBoxKey = fromBase64Url(host.hostBoxKey);
  const links = host.links.map(async ({ kind, version, secret }) => {
    const keys = await linkKeys(host.meetingId, { kind, secret: fromBase64Url(secret) });
    return { ...keys, linkVersion: version };
  });
  return {
    meeting: { meetingId: host.meetingId, hostKey },
    signing: await importSigningSeed(fromBase64Url(host.hostSeed), hostKey),
    box: await importBoxSeed(fromBase64Url(host.hostBoxSeed), hostBoxKey),
    links: await Promise.all(links),
    linksSince: host.linksSince,
    card: cardOf(host),
  };
}

/** The card as the host's vault has it. */
function cardOf(host: HostMeeting): SignedCard {
  return {
    version: host.cardVersion,
    meetingId: host.meetingId,
    hostKey: fromBase64Url(host.hostKey),
    hostBoxKey: fromBase64Url(host.hostBoxKey),
    door: host.door,
    ...host.text,
    summary: host.text.summary ?? 'sealed',
    createdAt: host.createdAt,
    ...(host.time && { time: host.time }),
  };
}
