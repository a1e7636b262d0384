import type { ParticipantId } from '@conclave/shared/ids';
import type { FinalCommit, GroupPosition } from './GroupPosition.ts';

/** Commits kept for those who come back. Higher holds more of our memory; lower sends more people to re-enter. */
export const KEPT_COMMITS = 64;

/** Positions kept while nobody has acknowledged the newest. The last of them was acknowledged. */
const KEPT_POSITIONS = 4;

/**
 * The positions of a group: the newest, and behind it those that it may have to go back to, because
 * whoever made the newest was alone and nobody has been able to check it yet.
 */
export class Lineage {
  #positions: readonly [GroupPosition, ...GroupPosition[]];
  #commits: readonly FinalCommit[];

  constructor(positions: readonly GroupPosition[], commits: readonly FinalCommit[]) {
    const [newest, ...older] = positions;
    if (newest === undefined) throw new Error('a session has a position');
    this.#positions = [newest, ...older];
    this.#commits = commits;
  }

  get newest(): GroupPosition {
    return this.#positions[0];
  }

  get epoch(): number {
    return this.newest.head.epoch;
  }

  /** Final commits, oldest first. */
  get commits(): readonly FinalCommit[] {
    return this.#commits;
  }

  /** The position so many steps behind the newest, or the last one there is. */
  behind(steps: number): GroupPosition {
    return this.#positions[Math.min(steps, this.#positions.length - 1)] ?? this.newest;
  }

  /** How many steps back there is a position in which the participant had a leaf; 0 if there is none. */
  stepsBackFor(participantId: ParticipantId, from: number): number {
    const steps = from + 1;
    const position = this.#positions[steps];
    if (position === undefined) return 0;
    return [...position.leaves.values()].includes(participantId) ? steps : 0;
  }

  get stepsKept(): number {
    return this.#positions.length - 1;
  }

  /** What the positions are once a commit counts. Unacknowledged, those before it stay. */
  positionsAfter(next: GroupPosition, acknowledged: boolean): readonly GroupPosition[] {
    if (acknowledged) return [next];
    const older = this.#positions.slice(0, -1).slice(0, KEPT_POSITIONS - 2);
    return [next, ...older, ...this.#positions.slice(-1)];
  }

  advance(positions: readonly GroupPosition[], commit: FinalCommit): void {
    const [newest, ...older] = positions;
    if (newest === undefined) throw new Error('a session has a position');
    this.#positions = [newest, ...older];
    const before = this.#commits.filter(({ epoch }) => epoch < commit.epoch);
    this.#commits = [...before, commit].slice(-KEPT_COMMITS);
  }

  /** Most live in the newest: nobody goes back behind it. */
  forgetOlder(): void {
    this.#positions = [this.newest];
  }

  replaceNewest(position: GroupPosition): void {
    const [, ...older] = this.#positions;
    this.#positions = [position, ...older];
  }

  /** The commits that lead from an epoch to the newest, or undefined if that epoch is too long ago. */
  missedSince(epoch: number): readonly FinalCommit[] | undefined {
    const missed = this.#commits.filter((commit) => commit.epoch >= epoch);
    return epoch <= this.epoch && missed.length === this.epoch - epoch ? missed : undefined;
  }

  find(commitId: string): FinalCommit | undefined {
    return this.#commits.find((commit) => commit.commitId === commitId);
  }
}
