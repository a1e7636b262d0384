/** How a long test is run. The same seed gives the same choices. */
export interface LongRun {
  readonly rounds: number;
  readonly seed: number;
}

export interface LongResult {
  readonly passed: boolean;
  /** What was measured or counted, in a few words. */
  readonly figures: string;
}

/** A test whose full figures take too long for every change. */
export interface LongTest {
  /** Of the requirements: T01. */
  readonly name: string;
  readonly what: string;
  /** Of a full run. */
  readonly rounds: number;
  readonly run: (run: LongRun) => Promise<LongResult>;
}
