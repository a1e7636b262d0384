import type { Bytes } from '@conclave/shared/bytes';
import type { ParticipantId, SessionId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { SummaryId } from '@conclave/shared/wire/summaryApi';
import { participantIdOf } from '../objects/idBytes.ts';
import { sealSummaryKey } from '../objects/summaryKeys.ts';
import type { AgentContext } from './AgentContext.ts';
import { keyBytes } from '../room/keyText.ts';
import type { RoomState } from '../room/roomState.ts';
import type { InsideRoom } from './InsideRoom.ts';

/** The public half of a summary's pair, as its participant wrote it into the roster [S-4]. */
export interface SummaryTarget {
  readonly summaryId: SummaryId;
  readonly publicKey: Bytes;
  /** Whose it is. */
  readonly participantId: ParticipantId;
  /** [S-13] In which it was prepared. */
  readonly sessionId: SessionId;
}

/** Who gets keys in the room as it is. */
export interface SummaryRoom {
  readonly sessionId: SessionId;
  /** [S-5] Whom somebody removed: they get no newer key. */
  readonly kicked: readonly ParticipantId[];
}

/** The newest archive key, sealed to each target that may have it. */
export interface SealedSummaryKeys extends SummaryRoom {
  readonly recordNumber: number;
  readonly recordHash: Bytes;
  readonly boxes: readonly { readonly summaryId: SummaryId; readonly sealedKey: Bytes }[];
}

/** What summaries ask of the room's agent (summary.md). The archive key stays on this side. */
export class SummaryAgent {
  readonly #context: () => AgentContext | undefined;
  readonly #room: () => InsideRoom | undefined;

  constructor(context: () => AgentContext | undefined, room: () => InsideRoom | undefined) {
    this.#context = context;
    this.#room = room;
  }

  /**
   * [S-1, S-5] Not to who was kicked, and not to what was prepared in another session, whatever the page asks
   * for. Throws `notNow` outside of the room.
   */
  async sealKeys(targets: readonly SummaryTarget[]): Promise<SealedSummaryKeys> {
    const [context, room] = [this.#context(), this.#room()];
    if (context === undefined || room === undefined) throw new RefusedError('notNow');
    const { meetingId } = context;
    const { state, secret, session } = room.epoch;
    const { recordNumber, recordHash } = state;
    const { sessionId } = session;
    const kicked = await kickedOf(state);
    const entitled = targets.filter(
      (one) => one.sessionId === sessionId && !kicked.includes(one.participantId),
    );
    const boxes = entitled.map(async ({ summaryId, publicKey }) => ({
      summaryId,
      sealedKey: await sealSummaryKey(
        publicKey,
        { meetingId, summaryId, recordNumber },
        secret.archiveKey,
      ),
    }));
    // A key that nothing can be sealed to costs nobody else theirs.
    const sealed = await Promise.allSettled(boxes);
    return {
      ...{ sessionId, kicked, recordNumber, recordHash },
      boxes: sealed.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    };
  }
}

function kickedOf({ kicked }: RoomState): Promise<ParticipantId[]> {
  return Promise.all([...kicked].map((key) => participantIdOf(keyBytes(key))));
}
