import * as v from 'valibot';
import { ParticipantId, PeerId, RequestId, SessionId } from '../ids.ts';
import {
  MAX_HELD_BYTES,
  MAX_KNOCK_BYTES,
  MAX_LETTER_BYTES,
  MAX_LOBBY_CARD_BYTES,
  MAX_RELAYED_BYTES,
} from '../limits.ts';
import { blob } from './blob.ts';
import { documentNotifications } from './documents.ts';
import {
  Commit,
  Epoch,
  GroupHead,
  LeafIndex,
  Leaves,
  NumberedRecord,
  RecordNumber,
} from './keys.ts';
import { LinkKind, ProducerView } from './peerRequests.ts';

const nothing = v.strictObject({});
const mediaId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** Everything the server tells a peer unasked. Not answered, except where a request is named. */
export const serverNotifications = {
  // the door: to whoever knocked --------------------------------------------------------------------
  /** A session is open now, or is over. Sent to everybody who has entered and is not a member. */
  sessionOpened: v.strictObject({ sessionId: SessionId, recordNumber: RecordNumber }),
  sessionEnded: v.strictObject({
    sessionId: SessionId,
    reason: v.picklist(['ended', 'expired', 'deleted']),
  }),
  letter: v.strictObject({ knockId: RequestId, sealedLetter: blob(MAX_LETTER_BYTES) }),
  knockRefused: v.strictObject({ knockId: RequestId }),
  /** Not now; the knock stays, and is answered when that has changed. */
  knockHeld: v.strictObject({ knockId: RequestId, sealedHeld: blob(MAX_HELD_BYTES) }),
  /** Nobody can answer yet (`nobody`), or a person has been asked (`asked`). */
  knockWaiting: v.strictObject({ knockId: RequestId, for: v.picklist(['nobody', 'asked']) }),
  ticket: v.strictObject({
    head: GroupHead,
    recordNumber: RecordNumber,
    /** Whether anybody is connected who could confirm the join. */
    alone: v.boolean(),
    leaseMs: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
  /** Members confirm that the joiner's epoch is theirs (protocol.md, 5.5). */
  confirmation: v.strictObject({ commitId: RequestId, confirmation: blob(256) }),

  // the meeting: to everybody who has entered ------------------------------------------------------
  /** Its organizer renewed the card under the link by which this connection came. */
  cardRenewed: v.strictObject({
    linkVersion: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    sealedCard: blob(MAX_LOBBY_CARD_BYTES),
  }),

  // the group: to members ---------------------------------------------------------------------------
  /**
   * `asked`: the doorkeeper alone is asked first; `all`: everybody, because it needs a click; `keeper`: another member
   * holds it, and everybody sees who waits.
   */
  knock: v.strictObject({
    knockId: RequestId,
    sealedKnock: blob(MAX_KNOCK_BYTES),
    linkKind: LinkKind,
    asked: v.picklist(['doorkeeper', 'all', 'keeper']),
  }),
  knockGone: v.strictObject({ knockId: RequestId }),
  /** A commit to check and answer with ackCommit. It counts only once commitFinal says so. */
  commit: v.strictObject({
    commitId: RequestId,
    epoch: Epoch,
    commit: Commit,
    /** As its author stated to the server; who applies it checks that the commit says the same. */
    leaf: LeafIndex,
    removes: Leaves,
    record: v.nullable(NumberedRecord),
  }),
  commitFinal: v.strictObject({ commitId: RequestId, epoch: Epoch, allApplied: v.boolean() }),
  commitVoid: v.strictObject({ commitId: RequestId }),
  /** Leaves whose connection is gone: remove them with one commit. Asked of the lowest connected leaf. */
  tidyRequest: v.strictObject({ leaves: Leaves }),
  /** Five minutes are over: make an empty commit. */
  updateRequest: nothing,
  headRequest: v.strictObject({ epoch: Epoch }),
  peerJoined: v.strictObject({ peerId: PeerId, participantId: ParticipantId, leaf: LeafIndex }),
  peerLeft: v.strictObject({ peerId: PeerId }),
  relayed: v.strictObject({ from: PeerId, sealed: blob(MAX_RELAYED_BYTES) }),
  /** Another tab or device of the same participant took over this connection's place. */
  replaced: nothing,
  serverStopping: nothing,

  // documents ---------------------------------------------------------------------------------------
  ...documentNotifications,

  // media -------------------------------------------------------------------------------------------
  producerAdded: v.strictObject({ peerId: PeerId, producer: ProducerView }),
  producerPaused: v.strictObject({ peerId: PeerId, producerId: mediaId }),
  producerResumed: v.strictObject({ peerId: PeerId, producerId: mediaId }),
  producerClosed: v.strictObject({ peerId: PeerId, producerId: mediaId }),
  consumerClosed: v.strictObject({ consumerId: mediaId }),
  /** The layers that the SFU forwards now; null when the line has room for none. */
  consumerLayers: v.strictObject({
    consumerId: mediaId,
    spatialLayer: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(3))),
  }),
  /** The worker behind this room's media died: open media again. */
  mediaLost: nothing,
} as const;

export type NotificationName = keyof typeof serverNotifications;
export type Notification<N extends NotificationName> = v.InferOutput<
  (typeof serverNotifications)[N]
>;
