import type { ParticipantId } from '@conclave/shared/ids';
import type { Member, RoomView } from '../e2ee/session/RoomView.ts';
import type { RosterEntry } from '../media/IncomingStream.ts';

/**
 * Whom media may come from: the MLS roster without oneself, and since which epoch each leaf is
 * whose. Leaves are given to newcomers again, and frames of who had it before must not pass as theirs.
 */
export class RosterMemory {
  #since = new Map<ParticipantId, { leaf: number; epoch: number }>();

  /** [G-13] In a meeting that asks, without those who do not say that they agreed to be seen and heard. */
  see(
    { members, epoch }: Pick<RoomView, 'members' | 'epoch'>,
    asksConsent: boolean,
  ): RosterEntry[] {
    this.#since = new Map(
      members.map(({ participantId, leaf }) => {
        const known = this.#since.get(participantId);
        return [participantId, known?.leaf === leaf ? known : { leaf, epoch }];
      }),
    );
    return members
      .filter(({ consents }) => consents || !asksConsent)
      .flatMap((member) => this.#entry(member) ?? []);
  }

  #entry({ participantId, peerId, leaf, self }: Member): RosterEntry | undefined {
    const since = this.#since.get(participantId);
    if (self || peerId === null || since === undefined) return undefined;
    return { participantId, peerId, leaf, sinceEpoch: BigInt(since.epoch) };
  }
}
