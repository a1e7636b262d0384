import { fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { CreateMeeting } from '@conclave/shared/wire/meetingApi';
import { encodeLinkCode, linkPath } from '../objects/link.ts';
import { proofHash } from '../objects/linkKeys.ts';
import { sealCard } from '../objects/lobbyCard.ts';
import { sealOpenKeys } from '../objects/openKeys.ts';
import type { KeySecret } from '../objects/keySecret.ts';
import type { HostKeys, HostLink } from './HostKeys.ts';
import type { HostMeeting } from './HostMeeting.ts';

/** Path and fragment of each link, ready to stand behind an origin. */
export interface LinkPaths {
  readonly copied: string;
  readonly mailed: string | undefined;
}

type LinkRegistration = CreateMeeting['links'][number];

/** What the server is told of each link: the hash of its proof, and the card under its key. */
export async function registerLinks(
  host: HostMeeting,
  keys: HostKeys,
): Promise<LinkRegistration[]> {
  return Promise.all(keys.links.map((link) => register(host, keys, link)));
}

async function register(
  host: HostMeeting,
  keys: HostKeys,
  link: HostLink,
): Promise<LinkRegistration> {
  const tellsTopic = link.kind === 'copied' || host.mailedTopic;
  const card = tellsTopic ? keys.card : { ...keys.card, topic: '' };
  return {
    kind: link.kind,
    version: link.linkVersion,
    proofHash: toBase64Url(await proofHash(link)),
    sealedCard: toBase64Url(await sealCard(card, keys.signing, link)),
  };
}

/** [D-5] The present record's keys under every link, if the door is open. */
export async function openKeysFor(
  keys: HostKeys,
  recordNumber: number,
  secret: KeySecret,
): Promise<Bytes> {
  return sealOpenKeys(keys.meeting.meetingId, keys.links, { recordNumber, secret });
}

export async function linkPaths(host: HostMeeting): Promise<LinkPaths> {
  const pathOf = async (kind: 'copied' | 'mailed'): Promise<string | undefined> => {
    const link = host.links.find((candidate) => candidate.kind === kind);
    if (link === undefined) return undefined;
    const code = { kind, secret: fromBase64Url(link.secret) };
    return linkPath(host.meetingId, await encodeLinkCode(host.meetingId, code));
  };
  const copied = await pathOf('copied');
  if (copied === undefined) throw new TypeError('a meeting without a link to copy');
  return { copied, mailed: await pathOf('mailed') };
}
