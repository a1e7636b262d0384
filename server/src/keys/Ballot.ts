import type { PeerId } from '@conclave/shared/ids';

export type Verdict = 'applied' | 'refused';

/** `nobody`: there is no one left who could say. */
export type Outcome = 'open' | 'applied' | 'refused' | 'nobody';

/** What the members who were asked say to one provisional commit. */
export class Ballot {
  readonly #waiting: Set<PeerId>;
  readonly #refused = new Set<PeerId>();
  #applied = 0;

  constructor(asked: Iterable<PeerId>) {
    this.#waiting = new Set(asked);
  }

  /** One that applied it suffices: no member can apply what was made without the room's keys. */
  get outcome(): Outcome {
    if (this.#applied > 0) return 'applied';
    if (this.#waiting.size > 0) return 'open';
    return this.#refused.size > 0 ? 'refused' : 'nobody';
  }

  /** So many could apply it. */
  get applied(): number {
    return this.#applied;
  }

  /** Whether there is nobody left who could still refuse. */
  get isComplete(): boolean {
    return this.#waiting.size === 0;
  }

  get allApplied(): boolean {
    return this.#applied > 0 && this.#waiting.size === 0 && this.#refused.size === 0;
  }

  /** Who has not said anything. */
  get silent(): readonly PeerId[] {
    return [...this.#waiting];
  }

  /** Who said no: out of step if the commit is final nevertheless. */
  get refused(): readonly PeerId[] {
    return [...this.#refused];
  }

  /** Whether the verdict counts: each of those asked has one. */
  answer(peerId: PeerId, verdict: Verdict): boolean {
    if (!this.#waiting.delete(peerId)) return false;
    if (verdict === 'applied') this.#applied += 1;
    else this.#refused.add(peerId);
    return true;
  }

  /** One more is asked: it came back in the meantime. */
  ask(peerId: PeerId): void {
    this.#waiting.add(peerId);
  }

  /** Its connection is gone. What it said stays said. */
  drop(peerId: PeerId): void {
    this.#waiting.delete(peerId);
  }
}
