import type { Bytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { SummaryId } from '@conclave/shared/wire/summaryApi';
import { sealSummaryKey } from '../objects/summaryKeys.ts';
import type { AgentContext } from './AgentContext.ts';
import type { InsideRoom } from './InsideRoom.ts';

/** The public half of a summary's pair, as its participant wrote it into the roster [S-4]. */
export interface SummaryTarget {
  readonly summaryId: SummaryId;
  readonly publicKey: Bytes;
}

/** The newest archive key, sealed to each target. */
export interface SealedSummaryKeys {
  readonly recordNumber: number;
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

  /** [S-1, S-5] Throws `notNow` outside of the room. */
  async sealKeys(targets: readonly SummaryTarget[]): Promise<SealedSummaryKeys> {
    const [context, room] = [this.#context(), this.#room()];
    if (context === undefined || room === undefined) throw new RefusedError('notNow');
    const { meetingId } = context;
    const { state, secret } = room.epoch;
    const { recordNumber } = state;
    const boxes = targets.map(async ({ summaryId, publicKey }) => ({
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
      recordNumber,
      boxes: sealed.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    };
  }
}
