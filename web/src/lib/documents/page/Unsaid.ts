import type { SaveState } from '../SharedDocument.ts';

/**
 * [E-5] What was written on this page and the document worker does not have yet: until it says that it does, its
 * word on how the document stands is about what was before.
 */
export class Unsaid {
  #adrift: Uint8Array[] = [];
  #untaken = 0;

  /** Waits for a socket, or for the worker. */
  get count(): number {
    return (this.#adrift.length > 0 ? 1 : 0) + this.#untaken;
  }

  /** Written while there was no socket. */
  keep(update: Uint8Array): void {
    this.#adrift.push(update);
  }

  /** For the next socket. */
  takeKept(): Uint8Array[] {
    const kept = this.#adrift;
    this.#adrift = [];
    return kept;
  }

  sent(): void {
    this.#untaken += 1;
  }

  taken(): void {
    this.#untaken -= 1;
  }
}

/** How a document stands, when so much is not among what the worker spoke of. */
export function stateWith(state: SaveState, unsaid: number): SaveState {
  if (unsaid === 0) return state;
  if ('waiting' in state) return { ...state, waiting: state.waiting + unsaid };
  return state.kind === 'saved' ? { kind: 'saving', waiting: unsaid } : state;
}
