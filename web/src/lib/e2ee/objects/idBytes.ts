import { fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { MeetingId, ParticipantId, SessionId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { sha256 } from '../crypto/hash.ts';

const ID_BYTES = 16;

type Id = MeetingId | SessionId | ParticipantId | string;

export function idBytes(id: Id): Bytes {
  return fromBase64Url(id);
}

export function meetingIdOf(bytes: Bytes): MeetingId {
  return v.parse(MeetingId, toBase64Url(bytes));
}

export function sessionIdOf(bytes: Bytes): SessionId {
  return v.parse(SessionId, toBase64Url(bytes));
}

/** [M-1] Who has the id of a meeting can check its host key. */
export async function meetingIdOfHost(hostKey: Bytes): Promise<MeetingId> {
  return meetingIdOf((await sha256(hostKey)).slice(0, ID_BYTES));
}

/** [P-1] */
export async function participantIdOf(participantKey: Bytes): Promise<ParticipantId> {
  const hash = await sha256(participantKey);
  return v.parse(ParticipantId, toBase64Url(hash.subarray(0, ID_BYTES)));
}
