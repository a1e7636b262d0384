import * as v from 'valibot';
import { DocumentAuthorId, ParticipantId } from '../ids.ts';
import { MAX_AWARENESS_BYTES, MAX_ENTRY_BYTES, MAX_SOCKET_ENTRY_BYTES } from '../limits.ts';
import { blob, fixedBlob } from './blob.ts';

/** What people write together. `notes` are one document for each participant, all others one for the meeting. */
export const DOCUMENT_KINDS = [
  'chat',
  'board',
  'minutes',
  'agenda',
  'files',
  'roster',
  'notes',
] as const;
export const DocumentKind = v.picklist(DOCUMENT_KINDS);
export type DocumentKind = v.InferOutput<typeof DocumentKind>;

/** [D-10] Which document of a meeting. Only notes have an owner. */
export const DocumentPlace = v.pipe(
  v.strictObject({ kind: DocumentKind, owner: v.nullable(ParticipantId) }),
  v.check(({ kind, owner }) => (kind === 'notes') === (owner !== null), 'only notes have an owner'),
);
export type DocumentPlace = v.InferOutput<typeof DocumentPlace>;

const count = (min: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(0xffff_ffff));

/** [D-12] From 1. */
export const Generation = count(1);
/** [D-11] Of an entry, from 1; 0 is before the first. */
export const Position = count(0);

/** Where a log stands. */
export const DocumentHead = v.strictObject({
  place: DocumentPlace,
  generation: Generation,
  position: Position,
  /** Of the newest checkpoint, where reading begins; null without one. */
  checkpoint: v.nullable(Position),
});
export type DocumentHead = v.InferOutput<typeof DocumentHead>;

/** 180 bytes as they are now. */
export const AuthorCertificate = blob(512);
export const SocketEntry = blob(MAX_SOCKET_ENTRY_BYTES);
export const AnyEntry = blob(MAX_ENTRY_BYTES);
export const SealedAwareness = blob(MAX_AWARENESS_BYTES);
/** Opens the logs over HTTP for as long as the connection lasts: `Authorization: Bearer <base64url>`. */
export const DocumentToken = fixedBlob(32);

/** An entry as the log has it. */
export const StoredEntry = v.strictObject({
  position: count(1),
  /** When the server took it, in ms since 1970. */
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  authorId: DocumentAuthorId,
  entry: AnyEntry,
});
export type StoredEntry = v.InferOutput<typeof StoredEntry>;
