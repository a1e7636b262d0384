import { isErrorCode, type ErrorCode } from '@conclave/shared/errorCodes';
import { FileId, MeetingId, ParticipantId } from '@conclave/shared/ids';
import {
  MAX_AWARENESS_BYTES,
  MAX_CHECKPOINT_BYTES,
  MAX_NAME_BYTES,
  MAX_TOPIC_BYTES,
  MAX_UPDATE_BYTES,
} from '@conclave/shared/limits';
import { DocumentPlace } from '@conclave/shared/wire/documents';
import { peerRequests, type PeerMethod } from '@conclave/shared/wire/peerRequests';
import { MAX_SEALED_ENVELOPE_BYTES } from '@conclave/shared/wire/filesApi';
import { RecordNumber } from '@conclave/shared/wire/keys';
import { SUMMARY_SELF_BYTES, SummaryId } from '@conclave/shared/wire/summaryApi';
import * as v from 'valibot';
import { SUMMARY_CODE_BYTES } from '../../e2ee/objects/summaryCode.ts';
import { HOST_PROOF_BYTES } from '../../e2ee/objects/hostProof.ts';
import { HostMeeting } from '../../e2ee/host/HostMeeting.ts';

// What the page and the document worker say to each other. Both ends check against these tables.

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bytes = v.instance(Uint8Array<ArrayBuffer>);
const atMost = (max: number) =>
  v.pipe(
    bytes,
    v.check(({ length }) => length <= max),
  );
/** Of one document's entries; where more are held back, its past is not to be had. */
const MAX_LEFT_OUT = 1_000_000;
const key32 = v.pipe(
  bytes,
  v.check(({ length }) => length === 32),
);
const isMethod = (text: string): text is PeerMethod => Object.hasOwn(peerRequests, text);

const RefusalCode = v.pipe(v.string(), v.check(isErrorCode), v.transform(asCode));

/** What the link of a summary opened, and how its requests show it. */
const SummaryRead = v.strictObject({
  meetingId: MeetingId,
  authorization: v.pipe(v.string(), v.maxLength(100)),
  hostKey: key32,
  participantKey: key32,
  notesKey: key32,
  archiveKeys: v.pipe(
    v.array(v.strictObject({ recordNumber: RecordNumber, archiveKey: key32 })),
    v.minLength(1),
    v.maxLength(10_000),
  ),
});
export type SummaryRead = v.InferOutput<typeof SummaryRead>;

const Outcome = v.variant('ok', [
  v.strictObject({ ok: v.literal(true), value: v.unknown() }),
  v.strictObject({ ok: v.literal(false), code: RefusalCode }),
]);
export type Outcome = v.InferOutput<typeof Outcome>;

export const ToDocuments = v.variant('op', [
  /** The first message: as a member, with a port to the key worker and the notes' key of the vault. */
  v.strictObject({
    op: v.literal('openRoom'),
    meetingId: MeetingId,
    clientId: count,
    keys: v.instance(MessagePort),
    notesKey: v.nullable(key32),
  }),
  /** The first message outside of a session: as the organizer, signed in. */
  v.strictObject({ op: v.literal('openOwn'), clientId: count, host: HostMeeting }),
  /** The first message behind the link of a summary [S-8]. */
  v.strictObject({ op: v.literal('openSummary'), clientId: count, read: SummaryRead }),
  /** [S-1] Seals the key of one's own notes to one's own summary. */
  v.strictObject({
    op: v.literal('sealSummary'),
    id: count,
    ask: v.strictObject({
      summaryId: SummaryId,
      publicKey: key32,
      recordNumber: RecordNumber,
      recordHash: key32,
      topic: v.pipe(v.string(), v.maxBytes(MAX_TOPIC_BYTES)),
      organizer: v.pipe(v.string(), v.maxBytes(2 * MAX_NAME_BYTES)),
    }),
  }),
  /** [S-12] */
  v.strictObject({ op: v.literal('summaryCode'), id: count }),
  /** [P-12] */
  v.strictObject({ op: v.literal('letGo'), id: count }),
  /** [G-18] For the organizer outside of a session. */
  v.strictObject({ op: v.literal('hostProof'), id: count }),
  /** [V-20] Which notes are the organizer's own. */
  v.strictObject({ op: v.literal('ownNotes'), id: count }),
  /** [F-13] What a visitor said of a file, for the organizer outside of a session. */
  v.strictObject({
    op: v.literal('openEnvelope'),
    id: count,
    fileId: FileId,
    sealedEnvelope: atMost(MAX_SEALED_ENVELOPE_BYTES),
  }),
  /** Whether anybody looks at the page. */
  v.strictObject({ op: v.literal('visible'), isVisible: v.boolean() }),
  v.strictObject({ op: v.literal('decoder'), id: count, port: v.instance(MessagePort) }),
  v.strictObject({ op: v.literal('open'), doc: count, place: DocumentPlace, clientId: count }),
  v.strictObject({ op: v.literal('write'), doc: count, update: atMost(MAX_UPDATE_BYTES) }),
  v.strictObject({ op: v.literal('signal'), doc: count, awareness: atMost(MAX_AWARENESS_BYTES) }),
  v.strictObject({ op: v.literal('restorePoints'), doc: count, id: count }),
  v.strictObject({
    op: v.literal('at'),
    doc: count,
    id: count,
    position: count,
    without: v.pipe(v.array(count), v.maxLength(MAX_LEFT_OUT)),
  }),
  /** [G-18] */
  v.strictObject({ op: v.literal('holding'), doc: count, isHolding: v.boolean() }),
  /** The answer to that question of the worker. */
  v.strictObject({ op: v.literal('holds'), id: count, isHolding: v.boolean() }),
  /** [P-13] */
  v.strictObject({
    op: v.literal('beginAnew'),
    doc: count,
    id: count,
    state: atMost(MAX_CHECKPOINT_BYTES),
  }),
  /** The answer to a request of the worker. */
  v.strictObject({ op: v.literal('answer'), id: count, outcome: Outcome }),
  v.strictObject({ op: v.literal('notification'), name: v.string(), payload: v.unknown() }),
  v.strictObject({
    op: v.literal('connection'),
    state: v.picklist(['connected', 'disconnected']),
  }),
]);
export type ToDocuments = v.InferOutput<typeof ToDocuments>;

const waiting = { waiting: count };
const State = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['opening', 'saved', 'stopped']) }),
  v.strictObject({ kind: v.picklist(['saving', 'offline', 'refused']), ...waiting }),
]);

const Somebody = v.union([ParticipantId, v.undefined()]);
const Origin = v.union([
  v.strictObject({ by: ParticipantId, generation: count, position: count }),
  v.undefined(),
]);

const Fault = v.variant('kind', [
  v.strictObject({
    kind: v.picklist([
      'omitted',
      'replayed',
      'reordered',
      'forked',
      'altered',
      'foreign',
      'rolledBack',
      'withheld',
    ]),
  }),
  v.strictObject({
    kind: v.picklist(['quarantined', 'falseCheckpoint']),
    by: Somebody,
  }),
  v.strictObject({ kind: v.literal('unconsented'), by: ParticipantId }),
]);

/** The answers to `restorePoints` and to `at`. */
export const Points = v.array(
  v.strictObject({ position: count, at: count, by: v.array(ParticipantId) }),
);
export const Updates = v.array(bytes);
/** The answers to `sealSummary` and to `summaryCode`. */
export const SealedSelf = atMost(SUMMARY_SELF_BYTES);
export const SummaryCode = atMost(SUMMARY_CODE_BYTES);
/** The answer to `hostProof`. */
export const HostProof = atMost(HOST_PROOF_BYTES);
/** The answer to `ownNotes`. */
export const Places = v.array(DocumentPlace);

export const FromDocuments = v.variant('op', [
  v.strictObject({ op: v.literal('content'), doc: count, update: bytes, origin: Origin }),
  v.strictObject({ op: v.literal('opened'), doc: count }),
  v.strictObject({ op: v.literal('state'), doc: count, state: State }),
  /** One more that was written is among what `state` speaks of. */
  v.strictObject({ op: v.literal('taken'), doc: count }),
  v.strictObject({ op: v.literal('faults'), doc: count, faults: v.array(Fault) }),
  v.strictObject({ op: v.literal('author'), doc: count, clientId: count, by: ParticipantId }),
  v.strictObject({ op: v.literal('awareness'), doc: count, update: bytes }),
  v.strictObject({ op: v.literal('announce'), doc: count }),
  v.strictObject({ op: v.literal('replaced'), doc: count, begun: v.boolean() }),
  /** [G-18] Whether something of all that was told of it is held back. */
  v.strictObject({ op: v.literal('holds'), doc: count, id: count }),
  v.strictObject({ op: v.literal('done'), id: count, outcome: Outcome }),
  v.strictObject({ op: v.literal('startDecoder'), id: count }),
  v.strictObject({ op: v.literal('endDecoder'), id: count }),
  v.strictObject({
    op: v.literal('request'),
    id: count,
    method: v.pipe(v.string(), v.check(isMethod), v.transform(asMethod)),
    params: v.unknown(),
  }),
]);
export type FromDocuments = v.InferOutput<typeof FromDocuments>;

function asMethod(text: string): PeerMethod {
  if (isMethod(text)) return text;
  throw new TypeError('checked before');
}

function asCode(text: string): ErrorCode {
  if (isErrorCode(text)) return text;
  throw new TypeError('checked before');
}
