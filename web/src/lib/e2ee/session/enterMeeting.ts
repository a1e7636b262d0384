import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { Result } from '@conclave/shared/wire/peerRequests';
import { decodeRecord, isRecordGenuine, type KeyRecord } from '../objects/keyRecord.ts';
import { openCard, type SignedCard } from '../objects/lobbyCard.ts';
import { openOpenKeys, type OpenKeys } from '../objects/openKeys.ts';
import { isSecretOf } from '../objects/recordSecret.ts';
import type { Meeting } from '../objects/roleCertificate.ts';
import type { Memory, RememberedLink } from '../storage/Memory.ts';
import type { RoomPhase } from './RoomView.ts';

/** Why a meeting cannot be entered at all; each has its own screen. */
export class EntryRefused extends Error {
  override readonly name = 'EntryRefused';
  readonly code: Extract<RoomPhase, { kind: 'refused' }>['code'];

  constructor(code: Extract<RoomPhase, { kind: 'refused' }>['code']) {
    super(code);
    this.code = code;
  }
}

/** What the server said of a meeting, after all of it was checked against the meeting's id. */
export interface Entered {
  readonly meeting: Meeting;
  readonly challenge: Bytes;
  readonly link: RememberedLink;
  readonly linkVersion: number;
  readonly card: SignedCard;
  readonly record: KeyRecord;
  /** [K-6] By a deputy of a session that is over, and unknown to this browser: nothing is sealed to it. */
  readonly isRecordPast: boolean;
  readonly openKeys: OpenKeys | undefined;
  readonly session: Result<'enter'>['session'];
}

/** Checks the answer to `enter`: card [C-1], newest record [K-4], floors, open keys [D-5]. */
export async function checkEntered(
  meetingId: MeetingId,
  answer: Result<'enter'>,
  { link, memory }: { link: RememberedLink; memory: Memory },
): Promise<Entered> {
  const { linkVersion, challenge, session } = answer;
  const card = await openCard(meetingId, { ...link, linkVersion }, answer.sealedCard);
  if (card === undefined || !equalBytes(card.hostKey, answer.hostKey)) {
    throw new EntryRefused('forgedCard');
  }
  if (card.version < memory.cardFloor) throw new EntryRefused('forgedCard');
  const meeting = { meetingId, hostKey: card.hostKey };
  const record = await newestRecord(meeting, answer.record, memory);
  const openKeys = await openKeysOf(record, answer, link);
  const permits = card.door === 'open' && openKeys !== undefined;
  const isRecordPast = !permits && !isPresent(record, session, memory);
  // Every session begins with a record by who may begin one, but at an open door.
  if (isRecordPast && session !== null) throw new EntryRefused('forked');
  const known = { ...link, exposed: isExposed(link, linkVersion, memory) };
  return {
    meeting,
    challenge,
    link: known,
    linkVersion,
    card,
    record,
    isRecordPast,
    openKeys,
    session,
  };
}

/** [L-3] Once a server has seen it, also where the link comes in its right form next time. */
function isExposed(link: RememberedLink, linkVersion: number, memory: Memory): boolean {
  return link.kind === 'copied' && (link.exposed || memory.exposedLinks.includes(linkVersion));
}

async function newestRecord(
  meeting: Meeting,
  bytes: Bytes,
  { recordFloor, recordHash }: Memory,
): Promise<KeyRecord> {
  const record = await decodeRecord(bytes);
  if (record === undefined || !(await isRecordGenuine(meeting, record))) {
    throw new EntryRefused('wrongKey');
  }
  // Older keys than this browser has seen: somebody who was removed since could read along.
  if (record.number < recordFloor) throw new EntryRefused('forked');
  const isAnother = recordHash !== undefined && !equalBytes(record.hash, recordHash);
  if (record.number === recordFloor && isAnother) throw new EntryRefused('forked');
  return record;
}

/**
 * [K-6] A deputy's word counts in its session. Later somebody who has been here knows what was recorded
 * then; to others the server could show whatever such a deputy signs afterwards.
 */
function isPresent(
  { certificate, number, hash }: KeyRecord,
  session: Entered['session'],
  { recordFloor, recordHash }: Memory,
): boolean {
  if (certificate?.sessionId === undefined) return true;
  if (certificate.sessionId === session?.sessionId) return true;
  return number === recordFloor && recordHash !== undefined && equalBytes(hash, recordHash);
}

/** [D-5] Keys that are not those of the record open nothing: whoever may write may put any there. */
async function openKeysOf(
  record: KeyRecord,
  { openKeys, linkVersion }: Result<'enter'>,
  link: RememberedLink,
): Promise<OpenKeys | undefined> {
  if (openKeys === null) return undefined;
  const opened = await openOpenKeys(record.meetingId, { ...link, linkVersion }, openKeys);
  if (opened?.recordNumber !== record.number) return undefined;
  return (await isSecretOf(record, opened.secret)) ? opened : undefined;
}
