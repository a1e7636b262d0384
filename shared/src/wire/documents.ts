import * as v from 'valibot';
import { ParticipantId, PeerId } from '../ids.ts';
import { MAX_AWARENESS_BYTES, MAX_SOCKET_ENTRY_BYTES } from '../limits.ts';
import { blob, fixedBlob } from './blob.ts';
import { RecordNumber } from './keys.ts';

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

/** When the server took something, in ms since 1970. */
export const Moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** 149 bytes as they are now. */
const AuthorCertificate = blob(512);
const SocketEntry = blob(MAX_SOCKET_ENTRY_BYTES);
const SealedAwareness = blob(MAX_AWARENESS_BYTES);
/** Opens the logs over HTTP for as long as the connection lasts: `Authorization: Bearer <base64url>`. */
const DocumentToken = fixedBlob(32);

const nothing = v.strictObject({});

/** What a member asks about documents on the signaling connection. */
export const documentRequests = {
  registerAuthor: { params: v.strictObject({ certificate: AuthorCertificate }), result: nothing },
  /** From its answer on, the peer is told of every entry, of authors and generations [V-21]. */
  openDocuments: {
    params: nothing,
    result: v.strictObject({
      token: DocumentToken,
      /** The newest key record, under which entries are taken [E-4]. */
      recordNumber: RecordNumber,
      /** Those that hold something; notes of others are left out. */
      documents: v.array(DocumentHead),
    }),
  },
  /** Answered when the entry is on the disk. A repetition, byte for byte, gets the same answer [E-1]. */
  appendEntry: {
    params: v.strictObject({ entry: SocketEntry }),
    result: v.strictObject({ position: count(1), at: Moment }),
  },
  /** Relayed and not stored [V-22]. */
  signalDocument: {
    params: v.strictObject({ place: DocumentPlace, sealed: SealedAwareness }),
    result: nothing,
  },
} as const;

/** What members who have opened the documents are told of them. */
export const documentNotifications = {
  /** Always before the first entry of that author that this peer is told of. */
  documentAuthor: v.strictObject({ certificate: AuthorCertificate }),
  /** In the order of positions. Null: longer than 64 KB, to be read over HTTP. */
  documentEntry: v.strictObject({
    place: DocumentPlace,
    generation: Generation,
    position: count(1),
    at: Moment,
    entry: v.nullable(SocketEntry),
  }),
  /** A checkpoint at this position can be read. */
  documentCheckpoint: v.strictObject({
    place: DocumentPlace,
    generation: Generation,
    position: Position,
  }),
  /** The document was begun anew with a checkpoint at position 0 [P-13]. */
  documentGeneration: v.strictObject({ place: DocumentPlace, generation: Generation }),
  documentSignal: v.strictObject({ from: PeerId, place: DocumentPlace, sealed: SealedAwareness }),
} as const;
