import { toBase64Url } from '@conclave/shared/bytes';
import type { CreateMeeting } from '@conclave/shared/wire/meetingApi';
import { newBoxSeed } from '../crypto/hpke.ts';
import { randomBytes } from '../crypto/random.ts';
import { newSigningSeed } from '../crypto/sign.ts';
import { meetingIdOfHost } from '../objects/idBytes.ts';
import { LINK_SECRET_BYTES } from '../objects/link.ts';
import { makeRecord } from '../objects/recordSecret.ts';
import type { Door } from '../session/RoomView.ts';
import { importHostKeys } from './HostKeys.ts';
import type { CardText, HostMeeting } from './HostMeeting.ts';
import { linkPaths, openKeysFor, registerLinks, type LinkPaths } from './registerLinks.ts';

/** What an organizer decides about a new meeting. */
export interface NewMeeting extends CardText {
  readonly door: Door;
  readonly mailedTopic: boolean;
  /** ms since 1970. */
  readonly createdAt: number;
  /** Of a scheduled one: when, and the plan in the vault. */
  readonly planned?: Required<Pick<HostMeeting, 'time' | 'plan'>>;
}

/** First into the vault, then to the server, then a link may be shown [M-2]. */
export interface CreatedMeeting {
  readonly hostMeeting: HostMeeting;
  readonly createRequest: CreateMeeting;
  readonly links: LinkPaths;
}

/** [M-1] A meeting with fresh keys, both links, and its first key record. */
export async function createMeeting(meeting: NewMeeting): Promise<CreatedMeeting> {
  const hostMeeting = await newHostMeeting(meeting);
  const keys = await importHostKeys(hostMeeting);
  const made = await makeRecord({
    meeting: keys.meeting,
    previous: undefined,
    author: keys.signing,
    certificate: undefined,
    boxKeys: [keys.box.publicKey],
  });
  const { number } = made.record;
  const open = meeting.door === 'open';
  return {
    hostMeeting,
    createRequest: {
      meetingId: hostMeeting.meetingId,
      hostKey: hostMeeting.hostKey,
      open,
      links: await registerLinks(hostMeeting, keys),
      record: { number, record: toBase64Url(made.bytes) },
      openKeys: open ? toBase64Url(await openKeysFor(keys, number, made.secret)) : null,
      asksConsent: meeting.notice !== '',
    },
    links: await linkPaths(hostMeeting),
  };
}

async function newHostMeeting(meeting: NewMeeting): Promise<HostMeeting> {
  const signing = await newSigningSeed();
  const box = await newBoxSeed();
  const { topic, organizer, company, notice, summary } = meeting;
  return {
    format: 1,
    meetingId: await meetingIdOfHost(signing.publicKey),
    hostKey: toBase64Url(signing.publicKey),
    hostSeed: toBase64Url(signing.seed),
    hostBoxKey: toBase64Url(box.publicKey),
    hostBoxSeed: toBase64Url(box.seed),
    cardVersion: 1,
    text: { topic, organizer, company, notice, ...(summary && { summary }) },
    mailedTopic: meeting.mailedTopic,
    door: meeting.door,
    createdAt: meeting.createdAt,
    ...meeting.planned,
    links: [newLink('copied', 1), newLink('mailed', 1)],
    linksSince: 1,
    notesKey: toBase64Url(randomBytes(32)),
  };
}

/** A link with a fresh secret. */
export function newLink(kind: 'copied' | 'mailed', version: number): HostMeeting['links'][number] {
  return { kind, version, secret: toBase64Url(randomBytes(LINK_SECRET_BYTES)) };
}
