const HOUR_MS = 3_600_000;

/**
 * How far the clock may be ahead of the last round. Higher lets a wrong clock erase more; lower makes a server
 * doubt its clock after every weekend on which it was off.
 */
const FARTHEST_STEP_MS = 36 * HOUR_MS;
/** For how long a clock that is doubted has to go on evenly. Lower leaves a person less time to set it right. */
const PROOF_MS = 24 * HOUR_MS;

/** Higher lets a clock that is set back and forth prove itself; lower lets the nodes of one instance never do. */
const CLOCKS_DIFFER_MS = 60_000;

/** A clock that is far ahead of everything seen before. */
export interface Doubt {
  /** What it said when it was first doubted. */
  readonly since: number;
  /** The latest that it said in a round. */
  readonly lastAt: number;
  /** How long it has gone on evenly since, by a counter that no clock sets. */
  readonly provenMs: number;
}

export interface Witnessed {
  /** What the machine's clock says. */
  readonly machine: number;
  /** The latest moment that was believed; undefined in a new database. */
  readonly seen: number | undefined;
  readonly doubt: Doubt | undefined;
  /** What really passed since this process last asked: 0 for the first time. */
  readonly passedMs: number;
}

export interface Belief {
  /** By which moment to judge what has come to its end. Never earlier than one that was believed. */
  readonly now: number;
  /** Undefined if the clock is believed. */
  readonly doubt: Doubt | undefined;
}

/**
 * [T29] Whether the clock is believed. One that has jumped ahead would make everything due at once, and what is
 * erased does not come back: so it is doubted, and time passes as fast as the counter runs, until
 * somebody confirms it, it is set right, or it has gone on evenly for a day.
 */
export function believe({ machine, seen = machine, doubt, passedMs }: Witnessed): Belief {
  if (!isAhead(machine, seen)) return { now: Math.max(machine, seen), doubt: undefined };
  if (doubt === undefined || isBehind(machine, doubt.lastAt) || isAhead(machine, doubt.lastAt)) {
    return { now: seen, doubt: { since: machine, lastAt: machine, provenMs: 0 } };
  }
  // Several nodes that each count do not prove more than one.
  const stepMs = Math.max(0, Math.min(passedMs, machine - doubt.lastAt));
  const provenMs = doubt.provenMs + stepMs;
  if (provenMs >= PROOF_MS) return { now: machine, doubt: undefined };
  const lastAt = Math.max(machine, doubt.lastAt);
  return { now: seen + stepMs, doubt: { since: doubt.since, lastAt, provenMs } };
}

/** Whether a clock was set back: those of several nodes, which judge in turn, are never quite the same. */
function isBehind(machine: number, lastAt: number): boolean {
  return machine < lastAt - CLOCKS_DIFFER_MS;
}

/** Whether a clock is further ahead of a moment than it can have got unseen. */
export function isAhead(machine: number, seen: number): boolean {
  return machine - seen > FARTHEST_STEP_MS;
}
