/** Moves the keyboard from one part of the room to the next (F6), and to the controls (F2). */
export class Regions {
  readonly #parts: () => readonly (HTMLElement | undefined)[];

  /** `parts`: head, stage, panel, controls, in this order; those that are not there are left out. */
  constructor(parts: () => readonly (HTMLElement | undefined)[]) {
    this.#parts = parts;
  }

  move(by: 1 | -1): void {
    const parts = this.#parts().filter((part) => part !== undefined);
    const here = parts.findIndex((part) => part.contains(document.activeElement));
    const next = parts[(here + by + parts.length) % parts.length];
    if (next !== undefined) focusInside(next);
  }
}

const FOCUSABLE = 'button:not(:disabled), a[href], input, select, textarea, [tabindex="0"]';

/** The first thing inside that can be used; else the part itself. */
export function focusInside(part: HTMLElement): void {
  const first = part.querySelector<HTMLElement>(FOCUSABLE);
  if (first !== null) {
    first.focus();
    return;
  }
  part.tabIndex = -1;
  part.focus();
}
