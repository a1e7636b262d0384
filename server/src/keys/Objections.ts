import type { ParticipantId } from '@conclave/shared/ids';
import type { Ballot } from './Ballot.ts';
import type { GroupMembers } from './GroupMembers.ts';

/**
 * Who could not apply what is final. One that applied a commit makes it final, and may be its author's
 * accomplice: what was before is given up only when more say that they live in it than say that they do not.
 */
export class Objections {
  readonly #members: GroupMembers;
  readonly #by = new Set<ParticipantId>();
  #ballot: Ballot | undefined;

  constructor(members: GroupMembers) {
    this.#members = members;
  }

  /** Whether the newest position is not that of most who were asked; also when nobody was. */
  get isContested(): boolean {
    return this.#ballot === undefined || this.#by.size >= this.#ballot.applied;
  }

  /** The members' word about the newest commit, once it counts and whenever it changes. */
  note(ballot: Ballot): void {
    this.#ballot = ballot;
    for (const peerId of ballot.refused) {
      const member = this.#members.get(peerId);
      if (member !== undefined) this.#by.add(member.participantId);
    }
  }

  /** Whether all have spoken, and most could apply it. */
  isOverruledBy(ballot: Ballot): boolean {
    this.note(ballot);
    return ballot.isComplete && !this.isContested;
  }

  /** One has joined what it refused before, or what was refused is behind us. */
  withdraw(participantId: ParticipantId): void {
    this.#by.delete(participantId);
  }

  clear(): void {
    this.#by.clear();
  }
}
