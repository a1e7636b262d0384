import type { PeerId } from '@conclave/shared/ids';
import type { GroupMember } from '../keys/GroupMembers.ts';
import type { LeafTable } from '../keys/GroupPosition.ts';
import type { Cancel, Timers } from '../ops/Timers.ts';

/** [V-7] A connection may break for so long before its leaf is removed. */
const GRACE_MS = 5_000;

/** After a restart of the server people come back one after the other. */
const RESTART_GRACE_MS = 20_000;

/** Time for a member to remove leaves before the next one is asked. */
const TIDY_MS = 3_000;

/** Leaves that nobody manages to remove are asked for again after this. */
const TIDY_AGAIN_MS = 15_000;

/** Keys are renewed when nothing else has renewed them for so long. */
const UPDATE_MS = 5 * 60_000;

/** Time for a member to make its empty commit before the next one is asked. */
const UPDATE_ANSWER_MS = 10_000;

export interface CaretakerOptions {
  readonly timers: Timers;
  /** Members who can be asked, lowest leaf first. */
  members(): readonly GroupMember[];
  leaves(): LeafTable;
  askTidy(peerId: PeerId, leaves: readonly number[]): void;
  askUpdate(peerId: PeerId): void;
}

/** Has leaves without a connection removed, and keys renewed in quiet times. */
export class Caretaker {
  readonly #options: CaretakerOptions;
  /** Leaves whose connection is gone, until their grace is over. */
  readonly #grace = new Map<number, Cancel>();
  readonly #due = new Set<number>();
  readonly #asked = new Set<PeerId>();
  #tidying: Cancel | undefined;
  #cancelUpdate: Cancel;
  #lastUpdater = -1;

  constructor(options: CaretakerOptions) {
    this.#options = options;
    this.#cancelUpdate = options.timers.after(UPDATE_MS, () => this.#update());
  }

  /** Nobody has come yet: all leaves have time to. */
  awaitAll(): void {
    for (const leaf of this.#options.leaves().keys()) this.#gone(leaf, RESTART_GRACE_MS);
  }

  /** A connection broke, or somebody left for good. */
  gone(leaf: number, forGood: boolean): void {
    this.#gone(leaf, forGood ? 0 : GRACE_MS);
  }

  /** Somebody is there for a leaf. */
  present(leaf: number): void {
    this.#grace.get(leaf)?.();
    this.#grace.delete(leaf);
    this.#due.delete(leaf);
    if (this.#due.size > 0 && this.#tidying === undefined) this.#tidy();
  }

  /** A commit is final: leaves may be gone, and keys are fresh. */
  committed(): void {
    const leaves = this.#options.leaves();
    for (const leaf of [...this.#due, ...this.#grace.keys()]) {
      if (!leaves.has(leaf)) this.present(leaf);
    }
    this.#cancelUpdate();
    this.#cancelUpdate = this.#options.timers.after(UPDATE_MS, () => this.#update());
  }

  close(): void {
    for (const cancel of this.#grace.values()) cancel();
    this.#grace.clear();
    this.#due.clear();
    this.#tidying?.();
    this.#cancelUpdate();
  }

  #gone(leaf: number, graceMs: number): void {
    this.#grace.get(leaf)?.();
    const cancel = this.#options.timers.after(graceMs, () => {
      this.#grace.delete(leaf);
      if (!this.#options.leaves().has(leaf)) return;
      this.#due.add(leaf);
      if (this.#tidying === undefined) this.#tidy();
    });
    this.#grace.set(leaf, cancel);
  }

  #tidy(): void {
    this.#tidying = undefined;
    if (this.#due.size === 0) {
      this.#asked.clear();
      return;
    }
    const members = this.#options.members();
    const next = members.find(({ peerId }) => !this.#asked.has(peerId));
    if (next === undefined) this.#asked.clear();
    else {
      this.#asked.add(next.peerId);
      this.#options.askTidy(
        next.peerId,
        [...this.#due].sort((a, b) => a - b),
      );
    }
    // With nobody there, whoever comes next is asked.
    if (members.length === 0) return;
    const wait = next === undefined ? TIDY_AGAIN_MS : TIDY_MS;
    this.#tidying = this.#options.timers.after(wait, () => this.#tidy());
  }

  #update(): void {
    const members = this.#options.members();
    const next = members.find(({ leaf }) => leaf > this.#lastUpdater) ?? members[0];
    if (next !== undefined) {
      this.#lastUpdater = next.leaf;
      this.#options.askUpdate(next.peerId);
    }
    const wait = next === undefined ? UPDATE_MS : UPDATE_ANSWER_MS;
    this.#cancelUpdate = this.#options.timers.after(wait, () => this.#update());
  }
}
