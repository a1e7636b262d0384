/** One measured figure, as docs/benchmarks.md lists it. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  /** The target of the design, where there is one. */
  readonly target?: string;
}

/** A measurement: its name on the command line, and what it finds out. */
export interface Bench {
  readonly name: string;
  readonly measure: () => Promise<readonly Row[]>;
}

/** The middle one; of two middle ones the higher. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The value below which this share of them lies. */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}
