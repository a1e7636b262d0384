import type { ParticipantId, PeerId } from '@conclave/shared/ids';
import type { Cancel, Timers } from '../ops/Timers.ts';
import type { GroupMembers } from './GroupMembers.ts';
import type { Lineage } from './Lineage.ts';

/** [V-7] Time for a member to provide a fresh head. */
const ANSWER_MS = 3_000;

export interface HeadRepairOptions {
  readonly timers: Timers;
  readonly lineage: Lineage;
  readonly members: GroupMembers;
  /** Whether members object to the newest position. */
  isContested(): boolean;
  ask(peerId: PeerId): void;
  /** Nobody is asked any more: joins go on. */
  done(): void;
}

/**
 * What happens when joiners find the stored head wrong: first a member is asked for a fresh one. If
 * that does not help, or nobody is there, the joiner is served the position before, which exists as
 * long as nobody could acknowledge the newest. With members connected only who had a leaf in that
 * position may go back to it: a stranger's word must not undo what members live in.
 */
export class HeadRepair {
  readonly #options: HeadRepairOptions;
  readonly #stepsBack = new Map<ParticipantId, number>();
  readonly #asked = new Set<PeerId>();
  #repairedFor = new Set<ParticipantId>();
  #current: { peerId: PeerId; cancel: Cancel } | undefined;

  constructor(options: HeadRepairOptions) {
    this.#options = options;
  }

  get running(): boolean {
    return this.#current !== undefined;
  }

  /** How many positions behind the newest a joiner is served. */
  stepsBackFor(participantId: ParticipantId): number {
    return this.#stepsBack.get(participantId) ?? 0;
  }

  /** Whether members are being asked now. */
  report(participantId: ParticipantId): boolean {
    const { members, lineage } = this.#options;
    const others = members.awake.filter((member) => member.participantId !== participantId);
    const steps = this.stepsBackFor(participantId);
    if (others.length === 0) {
      this.#stepsBack.set(participantId, Math.min(steps + 1, lineage.stepsKept));
      return false;
    }
    if (this.#repairedFor.has(participantId)) {
      const contested = this.#options.isContested();
      const back = contested ? lineage.stepsBackFor(participantId, steps) : 0;
      this.#stepsBack.set(participantId, back);
      return false;
    }
    this.#repairedFor.add(participantId);
    if (!this.running) this.#askNext();
    return true;
  }

  isAsked(peerId: PeerId): boolean {
    return this.#current?.peerId === peerId;
  }

  /** Somebody who might be asked is gone. */
  drop(peerId: PeerId): void {
    if (this.isAsked(peerId)) this.#askNext();
  }

  finish(): void {
    if (!this.running) return;
    this.#stop();
    this.#options.done();
  }

  /** The group moved on: what was reported is of the past. */
  reset(): void {
    this.#stop();
    this.#stepsBack.clear();
    this.#repairedFor = new Set();
  }

  #askNext(): void {
    this.#current?.cancel();
    const { members, timers } = this.#options;
    const next = members.awake.find(({ peerId }) => !this.#asked.has(peerId));
    if (next === undefined) {
      this.finish();
      return;
    }
    this.#asked.add(next.peerId);
    this.#current = { peerId: next.peerId, cancel: timers.after(ANSWER_MS, () => this.#askNext()) };
    this.#options.ask(next.peerId);
  }

  #stop(): void {
    this.#current?.cancel();
    this.#current = undefined;
    this.#asked.clear();
  }
}
