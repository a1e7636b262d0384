import type * as Y from 'yjs';
import { readText, type ReadText } from './readText.ts';

/** People do not wait for lists beside the text; a long text is read seldom, so that typing stays quick. */
const LEAST_PAUSE_MS = 250;
/** Of the time, at most one part in so many goes into reading. */
const SHARE = 20;

/** What a text holds, some moments behind the typing. Whoever makes it closes it. */
export class TextWatch {
  #read = $state.raw<ReadText>({ kind: 'text', blocks: [] });
  readonly #doc: Y.Doc;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pauseMs = LEAST_PAUSE_MS;

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
    this.#timer ??= setTimeout(() => this.#now(), this.#pauseMs);
  };

  #now(): void {
    this.#timer = undefined;
    const began = performance.now();
    this.#read = readText(this.#doc);
    this.#pauseMs = Math.max(LEAST_PAUSE_MS, (performance.now() - began) * SHARE);
  }
}
