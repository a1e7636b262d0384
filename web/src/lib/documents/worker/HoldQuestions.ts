import type { FromDocuments, ToDocuments } from './messages.ts';

/**
 * [G-18] Asks the page whether it holds something back. Its answer comes behind all that it was told before, so that
 * nothing is on its way to it any more.
 */
export class HoldQuestions {
  readonly #post: (message: FromDocuments) => void;
  readonly #asked = new Map<number, (isHolding: boolean) => void>();
  #next = 0;

  constructor(post: (message: FromDocuments) => void) {
    this.#post = post;
  }

  /** Never resolves where the page is gone: the worker goes with it. */
  ask(doc: number): Promise<boolean> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      this.#post({ op: 'holds', doc, id });
    });
  }

  answer({ id, isHolding }: Extract<ToDocuments, { op: 'holds' }>): void {
    this.#asked.get(id)?.(isHolding);
    this.#asked.delete(id);
  }
}
