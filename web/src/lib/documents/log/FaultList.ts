import type { DocumentFault } from '../SharedDocument.ts';

/** What was found wrong with one document, each thing once. */
export class FaultList {
  readonly #changed: (faults: readonly DocumentFault[]) => void;
  #faults: readonly DocumentFault[] = [];

  constructor(changed: (faults: readonly DocumentFault[]) => void) {
    this.#changed = changed;
  }

  add(fault: DocumentFault): void {
    if (this.#faults.some((known) => isSame(known, fault))) return;
    this.#faults = [...this.#faults, fault];
    this.#changed(this.#faults);
  }

  /** It is not so any more. */
  remove(kind: DocumentFault['kind']): void {
    const left = this.#faults.filter((fault) => fault.kind !== kind);
    if (left.length === this.#faults.length) return;
    this.#faults = left;
    this.#changed(left);
  }
}

function isSame(a: DocumentFault, b: DocumentFault): boolean {
  const by = (fault: DocumentFault): unknown => ('by' in fault ? fault.by : undefined);
  return a.kind === b.kind && by(a) === by(b);
}
