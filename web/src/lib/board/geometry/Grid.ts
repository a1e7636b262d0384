import { type Box, touches } from './Box.ts';

/** About the size of a hand-drawn word. Smaller cells hold fewer shapes each, but a stroke lies in more of them. */
const CELL = 256;
/** What would lie in more cells than this is kept in a list of its own. */
const MANY_CELLS = 64;

interface Cells {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly count: number;
}

/** Finds what lies in a part of the board without looking at everything. */
export class Grid {
  readonly #cells = new Map<string, Set<string>>();
  readonly #large = new Set<string>();
  readonly #boxes = new Map<string, Box>();

  get size(): number {
    return this.#boxes.size;
  }

  boxOf(id: string): Box | undefined {
    return this.#boxes.get(id);
  }

  boxes(): Iterable<Box> {
    return this.#boxes.values();
  }

  set(id: string, box: Box): void {
    this.delete(id);
    this.#boxes.set(id, box);
    const cells = cellsOf(box);
    if (cells.count > MANY_CELLS) this.#large.add(id);
    else for (const key of keysOf(cells)) this.#cell(key).add(id);
  }

  delete(id: string): void {
    const box = this.#boxes.get(id);
    if (box === undefined) return;
    this.#boxes.delete(id);
    if (this.#large.delete(id)) return;
    for (const key of keysOf(cellsOf(box))) {
      const cell = this.#cells.get(key);
      cell?.delete(id);
      if (cell?.size === 0) this.#cells.delete(key);
    }
  }

  /** The ids of all boxes that touch this one, in no order. */
  query(box: Box): Set<string> {
    const found = new Set<string>();
    const look = (id: string): void => {
      const known = this.#boxes.get(id);
      if (known !== undefined && touches(known, box)) found.add(id);
    };
    const cells = cellsOf(box);
    // Zoomed far out, the view has more cells than the board.
    if (cells.count > this.#cells.size) {
      for (const id of this.#boxes.keys()) look(id);
      return found;
    }
    for (const id of this.#large) look(id);
    for (const key of keysOf(cells)) this.#cells.get(key)?.forEach(look);
    return found;
  }

  #cell(key: string): Set<string> {
    const known = this.#cells.get(key);
    if (known !== undefined) return known;
    const fresh = new Set<string>();
    this.#cells.set(key, fresh);
    return fresh;
  }
}

function cellsOf({ x, y, w, h }: Box): Cells {
  const left = Math.floor(x / CELL);
  const top = Math.floor(y / CELL);
  const right = Math.floor((x + w) / CELL);
  const bottom = Math.floor((y + h) / CELL);
  return { left, top, right, bottom, count: (right - left + 1) * (bottom - top + 1) };
}

function* keysOf({ left, top, right, bottom }: Cells): Iterable<string> {
  for (let x = left; x <= right; x += 1) {
    for (let y = top; y <= bottom; y += 1) yield `${x},${y}`;
  }
}
