import { createHash } from 'node:crypto';
import { copyBytes, equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { MAX_ENTRY_BYTES } from '@conclave/shared/limits';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import {
  decodeEntry,
  type DocumentAddress,
  type DocumentEntry,
} from '@conclave/shared/wire/signed/documentEntry';
import { decoding } from '../room/authority.ts';
import { isSigned } from '../room/ed25519.ts';
import type { Author } from './Authors.ts';
import type { DocumentCaller, ReadingCaller } from './DocumentCaller.ts';
import type { Link } from './LogStore.ts';

/** Nonce and tag: what is shorter was not sealed. */
export const MIN_SEALED_BYTES = 12 + 16;

/** An entry of this meeting, taken apart. */
export function readEntry(bytes: Bytes, meetingId: MeetingId): DocumentEntry {
  if (bytes.length > MAX_ENTRY_BYTES) throw new RefusedError('tooLarge');
  const entry = decoding(() => decodeEntry(bytes));
  if (entry === undefined || entry.sealed.length < MIN_SEALED_BYTES)
    throw new RefusedError('malformed');
  if (entry.header.meetingId !== meetingId) throw new RefusedError('notAllowed');
  return entry;
}

/** [V-20] Notes are their owner's participant's alone; the organizer is one in each of its browsers. */
export function mayRead({ owner }: DocumentPlace, caller: ReadingCaller): boolean {
  if (owner === null) return true;
  if (caller.as === 'member') return caller.participantId === owner;
  return caller.participantIds.includes(owner);
}

export function checkPlace(place: DocumentPlace, caller: ReadingCaller): void {
  if (!mayRead(place, caller)) throw new RefusedError('notAllowed');
}

/** What members hand in is their own; the meeting's owner is who signed in. */
export function checkAuthor(author: Author | undefined, caller: DocumentCaller): Author {
  if (author === undefined) throw new RefusedError('notAllowed');
  if (caller.as === 'member' && caller.participantId !== author.participantId)
    throw new RefusedError('notAllowed');
  return author;
}

/** [E-4] Sealed under the newest record; notes are sealed under none. */
export function checkRecord({ place, recordNumber }: DocumentAddress, newest: number): void {
  if (place.kind !== 'notes' && recordNumber !== newest) throw new RefusedError('recordOutdated');
  if (place.kind === 'notes' && recordNumber !== 0) throw new RefusedError('malformed');
}

/** [E-1] Follows the author's last entry, and is signed by its key. */
export function checkChain(entry: DocumentEntry, last: Link | undefined, author: Author): void {
  const { header, labelled, signature } = entry;
  const expected = (last?.sequence ?? 0) + 1;
  if (header.sequence > expected) throw new RefusedError('notNow');
  const previous = last?.hash ?? new Uint8Array(32);
  if (header.sequence < expected || !equalBytes(header.previousHash, previous))
    throw new RefusedError('entryConflict');
  if (!isSigned(author.authorKey, { bytes: labelled, signature }))
    throw new RefusedError('notAllowed');
}

export function sha256(bytes: Uint8Array): Bytes {
  return copyBytes(createHash('sha256').update(bytes).digest());
}
