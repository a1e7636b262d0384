import { fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { ParticipantId, type MeetingId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { openWith, sealTo, type BoxPair } from '../e2ee/crypto/hpke.ts';
import type { Purpose } from '../e2ee/crypto/seal.ts';
import { idBytes } from '../e2ee/objects/idBytes.ts';

/** [R43] Whose connection it was, for the organizer alone: the server has a random number. */
export async function sealParticipant(
  participantId: ParticipantId,
  { meetingId, hostBoxKey }: { meetingId: MeetingId; hostBoxKey: Bytes },
): Promise<string> {
  const sealed = await sealTo(hostBoxKey, purposeOf(meetingId), idBytes(participantId));
  return toBase64Url(sealed);
}

/** Undefined for what is not sealed to this host for this meeting. */
export async function openParticipant(
  host: BoxPair,
  meetingId: MeetingId,
  sealed: string,
): Promise<ParticipantId | undefined> {
  const opened = await openWith(host, purposeOf(meetingId), fromBase64Url(sealed));
  if (opened === undefined) return undefined;
  const id = v.safeParse(ParticipantId, toBase64Url(opened));
  return id.success ? id.output : undefined;
}

function purposeOf(meetingId: MeetingId): Purpose {
  return { label: 'statistics', context: idBytes(meetingId) };
}
