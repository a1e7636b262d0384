import * as v from 'valibot';
import { MeetingId, ParticipantId, PeerId, RequestId, SessionId } from '../ids.ts';
import {
  MAX_HELD_BYTES,
  MAX_KEY_RECORD_BYTES,
  MAX_KNOCK_BYTES,
  MAX_LETTER_BYTES,
  MAX_LOBBY_CARD_BYTES,
  MAX_RELAYED_BYTES,
} from '../limits.ts';
import { blob, fixedBlob } from './blob.ts';
import { documentRequests } from './documents.ts';
import {
  Commit,
  Epoch,
  GroupHead,
  Leaves,
  LeafIndex,
  NumberedRecord,
  RecordNumber,
} from './keys.ts';
import {
  DtlsParameters,
  IceParameters,
  IceServer,
  Kind,
  RtpCapabilities,
  RtpParameters,
  Source,
  TransportOptions,
} from './media.ts';
import { ROLE_CERTIFICATE_BYTES } from './signed/roleCertificate.ts';

const nothing = v.strictObject({});
const mediaId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const iceServers = v.pipe(v.array(IceServer), v.maxLength(8));
const layer = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(3));

/** Which of a meeting's links somebody came by. The server tells them apart by their proofs. */
export const LinkKind = v.picklist(['copied', 'mailed']);
export type LinkKind = v.InferOutput<typeof LinkKind>;

/** A signature with the participant key over the challenge of this connection (protocol.md, 5.1). */
const ParticipantProof = v.strictObject({
  participantKey: fixedBlob(32),
  signature: fixedBlob(64),
});

/** What a member shows of a running session. */
const SessionView = v.strictObject({
  sessionId: SessionId,
  recordNumber: RecordNumber,
  members: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

export const ProducerView = v.strictObject({
  producerId: mediaId,
  source: Source,
  kind: Kind,
  paused: v.boolean(),
});
export type ProducerView = v.InferOutput<typeof ProducerView>;

export const PeerView = v.strictObject({
  peerId: PeerId,
  participantId: ParticipantId,
  leaf: LeafIndex,
  producers: v.array(ProducerView),
});
export type PeerView = v.InferOutput<typeof PeerView>;

/**
 * Everything a peer may ask of the server on the signaling connection. One table types and validates
 * both ends: `socket.emit(method, params, callback)` is answered once with
 * `{ ok: true, result }` or `{ ok: false, code }`. A request id makes repeats harmless.
 */
export const peerRequests = {
  // the connection ------------------------------------------------------------------------------
  /** Whether this connection still leads anywhere. Answered at once, also before `enter`. */
  ping: { params: nothing, result: nothing },

  // the door ------------------------------------------------------------------------------------
  enter: {
    params: v.strictObject({
      meetingId: MeetingId,
      joinProof: fixedBlob(32),
      /** [V-24] The session that this browser comes back to. */
      returning: v.optional(SessionId),
    }),
    result: v.strictObject({
      peerId: PeerId,
      challenge: fixedBlob(32),
      linkKind: LinkKind,
      linkVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
      hostKey: fixedBlob(32),
      sealedCard: blob(MAX_LOBBY_CARD_BYTES),
      record: blob(MAX_KEY_RECORD_BYTES),
      openKeys: v.nullable(blob(MAX_LETTER_BYTES)),
      session: v.nullable(SessionView),
    }),
  },
  knock: {
    params: v.strictObject({ knockId: RequestId, sealedKnock: blob(MAX_KNOCK_BYTES) }),
    result: nothing,
  },
  withdrawKnock: { params: v.strictObject({ knockId: RequestId }), result: nothing },
  answerKnock: {
    params: v.strictObject({
      knockId: RequestId,
      answer: v.variant('kind', [
        v.strictObject({ kind: v.literal('letter'), sealedLetter: blob(MAX_LETTER_BYTES) }),
        v.strictObject({ kind: v.literal('needsClick') }),
        /** Not now: whoever says so answers again when that has changed. */
        v.strictObject({ kind: v.literal('held'), sealedHeld: blob(MAX_HELD_BYTES) }),
        v.strictObject({ kind: v.literal('refused') }),
      ]),
    }),
    result: nothing,
  },

  // the group -----------------------------------------------------------------------------------
  startSession: {
    params: v.strictObject({
      sessionId: SessionId,
      proof: ParticipantProof,
      /** Host's or deputy's signature over the start (protocol.md, 4.2); absent only when the door is open. */
      start: v.nullable(blob(1024)),
      head: GroupHead,
      record: v.nullable(NumberedRecord),
      openKeys: v.nullable(blob(MAX_LETTER_BYTES)),
    }),
    result: v.strictObject({ participantId: ParticipantId }),
  },
  takeTicket: {
    params: v.strictObject({
      sessionId: SessionId,
      proof: ParticipantProof,
      recordNumber: RecordNumber,
      /** A kick goes before all who want to join and holds them until it is through. */
      purpose: v.picklist(['join', 'return', 'kick']),
      /** Whom the host certified needs neither letter nor leaf to queue (protocol.md, V-14). */
      certificate: v.nullable(fixedBlob(ROLE_CERTIFICATE_BYTES)),
    }),
    result: nothing,
  },
  commit: {
    params: v.strictObject({
      commitId: RequestId,
      sessionId: SessionId,
      /** The epoch that this commit ends. */
      epoch: Epoch,
      commit: Commit,
      head: GroupHead,
      /** Own leaf after the commit, and the leaves it removes, so that the server knows whom to ask. */
      leaf: LeafIndex,
      removes: Leaves,
      record: v.nullable(NumberedRecord),
      openKeys: v.nullable(blob(MAX_LETTER_BYTES)),
    }),
    result: v.strictObject({ epoch: Epoch }),
  },
  ackCommit: {
    params: v.strictObject({
      commitId: RequestId,
      verdict: v.variant('kind', [
        v.strictObject({ kind: v.literal('applied'), confirmation: v.nullable(blob(256)) }),
        v.strictObject({ kind: v.literal('refused') }),
      ]),
    }),
    result: nothing,
  },
  /** After a connection broke: missed commits in order, or the word that re-entry is needed. */
  resume: {
    params: v.strictObject({
      sessionId: SessionId,
      proof: ParticipantProof,
      leaf: LeafIndex,
      epoch: Epoch,
    }),
    result: v.variant('kind', [
      v.strictObject({
        kind: v.literal('resumed'),
        missed: v.array(
          v.strictObject({
            commitId: RequestId,
            epoch: Epoch,
            commit: Commit,
            leaf: LeafIndex,
            removes: Leaves,
            record: v.nullable(NumberedRecord),
          }),
        ),
      }),
      v.strictObject({ kind: v.literal('reenter') }),
    ]),
  },
  /** A joiner found the served GroupInfo or room state wrong; a member is asked for a fresh pair. */
  reportHead: { params: v.strictObject({ epoch: Epoch }), result: nothing },
  provideHead: { params: v.strictObject({ head: GroupHead }), result: nothing },
  relay: {
    params: v.strictObject({ to: v.nullable(PeerId), sealed: blob(MAX_RELAYED_BYTES) }),
    result: nothing,
  },
  endSession: {
    params: v.strictObject({ sessionId: SessionId, order: blob(1024) }),
    result: nothing,
  },
  leave: { params: nothing, result: nothing },

  // documents -----------------------------------------------------------------------------------
  ...documentRequests,

  // media ---------------------------------------------------------------------------------------
  openMedia: {
    params: nothing,
    result: v.strictObject({
      routerRtpCapabilities: RtpCapabilities,
      send: TransportOptions,
      receive: TransportOptions,
      iceServers,
      iceTransportPolicy: v.picklist(['all', 'relay']),
    }),
  },
  joinMedia: {
    params: v.strictObject({ rtpCapabilities: RtpCapabilities }),
    result: v.strictObject({ peers: v.array(PeerView) }),
  },
  connectTransport: {
    params: v.strictObject({ transportId: mediaId, dtlsParameters: DtlsParameters }),
    result: nothing,
  },
  restartIce: {
    params: v.strictObject({ transportId: mediaId }),
    /** The relays' credentials too: those of the beginning may have run out. */
    result: v.strictObject({ iceParameters: IceParameters, iceServers }),
  },
  produce: {
    params: v.strictObject({
      kind: Kind,
      source: Source,
      rtpParameters: RtpParameters,
      paused: v.boolean(),
    }),
    result: v.strictObject({ producerId: mediaId }),
  },
  pauseProducer: { params: v.strictObject({ producerId: mediaId }), result: nothing },
  resumeProducer: { params: v.strictObject({ producerId: mediaId }), result: nothing },
  closeProducer: { params: v.strictObject({ producerId: mediaId }), result: nothing },
  consume: {
    params: v.strictObject({ producerId: mediaId }),
    result: v.strictObject({
      consumerId: mediaId,
      peerId: PeerId,
      producerId: mediaId,
      source: Source,
      kind: Kind,
      rtpParameters: RtpParameters,
      producerPaused: v.boolean(),
    }),
  },
  resumeConsumer: { params: v.strictObject({ consumerId: mediaId }), result: nothing },
  pauseConsumer: { params: v.strictObject({ consumerId: mediaId }), result: nothing },
  closeConsumer: { params: v.strictObject({ consumerId: mediaId }), result: nothing },
  setPreferredLayers: {
    params: v.strictObject({
      consumerId: mediaId,
      spatialLayer: layer,
      temporalLayer: v.nullable(layer),
    }),
    result: nothing,
  },
  requestKeyFrame: { params: v.strictObject({ consumerId: mediaId }), result: nothing },
} as const;

export type PeerMethod = keyof typeof peerRequests;
/** What a caller passes and what a handler gets (after the schema). */
export type Params<M extends PeerMethod> = v.InferOutput<(typeof peerRequests)[M]['params']>;
/** What a handler returns and what a caller gets (after the schema). */
export type Result<M extends PeerMethod> = v.InferOutput<(typeof peerRequests)[M]['result']>;
