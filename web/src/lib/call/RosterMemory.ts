import type { ParticipantId } from '@conclave/shared/ids';
import type { Member, RoomView } from '../e2ee/session/RoomView.ts';
import type { RosterEntry } from '../media/IncomingStream.ts';

/**
 * Whom media may come from: the MLS roster without oneself, and since which epoch each leaf is
 * whose. Leaves are given to newcomers again, and frames of who had it before must not pass as theirs.
 */
export class RosterMemory {
  #since = new Map<ParticipantId, { leaf: number; epoch: number }>();

  /**
   * [G-13] In a meeting that asks, without those who did not agree to one of `texts` to be seen and heard.
   * Undefined where nothing is asked.
   */
  see(
    { members, epoch }: Pick<RoomView, 'members' | 'epoch'>,
    texts: ReadonlySet<string> | undefined,
  ): RosterEntry[] {
    this.#since = new Map(
      members.map(({ participantId, leaf }) => {
        const known = this.#since.get(participantId);
        return [participantId, known?.leaf === leaf ? known : { leaf, epoch }];
      }),
    );
    return members
      .filter(({ agreedTo }) => texts === undefined || texts.has(agreedTo))
      .flatMap((member) => this.#entry(member) ?? []);
  }

  #entry({ participantId, peerId, leaf, self }: Member): RosterEntry | undefined {
    const since = this.#since.get(participantId);
    if (self || peerId === null || since === undefined) return undefined;
    return { participantId, peerId, leaf, sinceEpoch: BigInt(since.epoch) };
  }
}
