import { createHash } from 'node:crypto';
import { toBase64Url, type Bytes } from '../../shared/src/bytes.ts';
import type { MeetingId } from '../../shared/src/ids.ts';
import type { CreateMeeting } from '../../shared/src/wire/meetingApi.ts';
import { NodeBrowser } from './NodeBrowser.ts';
import { meetingIdOf, newSigner, random, recordBy, type Signer } from './signers.ts';

/** A meeting as its organizer knows it, with bytes that mean nothing in place of what is sealed. */
export interface TestMeeting {
  readonly meetingId: MeetingId;
  readonly host: Signer;
  readonly proofs: { readonly copied: Bytes; readonly mailed: Bytes };
  readonly request: CreateMeeting;
}

const hashOf = (bytes: Uint8Array): string =>
  toBase64Url(createHash('sha256').update(bytes).digest());

/** A meeting that no server knows yet. */
export function draftMeeting(change: Partial<CreateMeeting> = {}): TestMeeting {
  const host = newSigner();
  const meetingId = meetingIdOf(host);
  const first = recordBy(host, { meetingId, previous: undefined });
  const proofs = { copied: random(32), mailed: random(32) };
  const link = (kind: 'copied' | 'mailed') => ({
    kind,
    version: 1,
    proofHash: hashOf(proofs[kind]),
    sealedCard: toBase64Url(random(300)),
  });
  const request: CreateMeeting = {
    meetingId,
    hostKey: toBase64Url(host.publicKey),
    open: false,
    links: [link('copied'), link('mailed')],
    record: { number: 1, record: toBase64Url(first.record) },
    openKeys: null,
    asksConsent: false,
    ...change,
  };
  return { meetingId, host, proofs, request };
}

/** Registers an organizer. */
export async function newOrganizer(origin: string): Promise<NodeBrowser> {
  const organizer = new NodeBrowser(origin);
  await organizer.register();
  return organizer;
}

/** Has an organizer create a meeting on the server. */
export async function createMeeting(
  organizer: NodeBrowser,
  change: Partial<CreateMeeting> = {},
): Promise<TestMeeting> {
  const meeting = draftMeeting(change);
  const response = await organizer.send('POST', '/api/meetings', meeting.request);
  if (!response.ok) throw new Error(`creating a meeting answered ${response.status}`);
  return meeting;
}
