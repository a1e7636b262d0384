import type * as Y from 'yjs';
import { readText, type ReadText } from './readText.ts';

/** The lists beside the text follow when the typing rests for so long. */
const REST_MS = 300;
/** Where nobody rests, they follow all the same, but at most one part in so many of the time goes into reading. */
const SHARE = 60;
const LONGEST_WAIT_MS = 2000;

/** What a text holds, some moments behind the typing. Whoever makes it closes it. */
export class TextWatch {
  #read = $state.raw<ReadText>({ kind: 'text', blocks: [] });
  readonly #doc: Y.Doc;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #longestMs = LONGEST_WAIT_MS;
  #waitsSince: number | undefined;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#now();
    doc.on('update', this.#later);
  }

  get read(): ReadText {
    return this.#read;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#doc.off('update', this.#later);
  }

  readonly #later = (): void => {
    const now = performance.now();
    this.#waitsSince ??= now;
    clearTimeout(this.#timer);
    const left = this.#waitsSince + this.#longestMs - now;
    this.#timer = setTimeout(() => this.#now(), Math.max(0, Math.min(REST_MS, left)));
  };

  #now(): void {
    this.#waitsSince = undefined;
    const began = performance.now();
    this.#read = readText(this.#doc);
    this.#longestMs = Math.max(LONGEST_WAIT_MS, (performance.now() - began) * SHARE);
  }
}
