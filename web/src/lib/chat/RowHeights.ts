/** How high a line is before it was seen. */
const ESTIMATED_PX = { day: 44, new: 32, message: 44 } as const;

export type RowKind = keyof typeof ESTIMATED_PX;

/** Where the lines of a long list stand, of which only some were ever measured. */
export class RowHeights {
  readonly #measured = new Map<string, number>();
  #rows: readonly { key: string; kind: RowKind }[] = [];
  /** Ends of the lines, one more than lines; valid up to and including `#valid`. */
  #ends = new Float64Array(1);
  #valid = 0;

  /** The list has these lines now. What was measured before still counts. */
  use(rows: readonly { key: string; kind: RowKind }[]): void {
    let same = 0;
    const most = Math.min(rows.length, this.#rows.length);
    while (same < most && rows[same]?.key === this.#rows[same]?.key) same++;
    this.#rows = rows;
    if (this.#ends.length < rows.length + 1) {
      const longer = new Float64Array(Math.ceil((rows.length + 1) * 1.5));
      longer.set(this.#ends);
      this.#ends = longer;
    }
    this.#valid = Math.min(this.#valid, same);
  }

  /** Whether that changes anything. */
  measure(index: number, height: number): boolean {
    const row = this.#rows[index];
    if (row === undefined || this.#measured.get(row.key) === height) return false;
    this.#measured.set(row.key, height);
    this.#valid = Math.min(this.#valid, index);
    return true;
  }

  /** Lines are another width: nothing that was measured holds. */
  forget(): void {
    this.#measured.clear();
    this.#valid = 0;
  }

  /** Where a line begins. */
  top(index: number): number {
    this.#fill();
    return this.#ends[Math.max(0, Math.min(index, this.#rows.length))] ?? 0;
  }

  get total(): number {
    return this.top(this.#rows.length);
  }

  /** The line in which a point lies. */
  indexAt(y: number): number {
    this.#fill();
    let low = 0;
    let high = Math.max(0, this.#rows.length - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#ends[middle] ?? 0) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #fill(): void {
    for (let index = this.#valid; index < this.#rows.length; index++) {
      const row = this.#rows[index];
      if (row === undefined) break;
      const height = this.#measured.get(row.key) ?? ESTIMATED_PX[row.kind];
      this.#ends[index + 1] = (this.#ends[index] ?? 0) + height;
    }
    this.#valid = this.#rows.length;
  }
}
