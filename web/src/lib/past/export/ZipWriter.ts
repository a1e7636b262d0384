import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** Where the ZIP goes, piece by piece. */
export interface ZipTarget {
  write(piece: Bytes): Promise<void>;
}

/** Pieces of this size keep the page answering while a long text is packed. */
const PIECE_BYTES = 256 * 1024;

/** Writes a ZIP entry by entry; never more than a piece of it is held here. */
export class ZipWriter {
  readonly #target: ZipTarget;
  readonly #zip: Zip;
  #ready: Bytes[] = [];
  #fault: Error | undefined;

  constructor(target: ZipTarget) {
    this.#target = target;
    this.#zip = new Zip((fault, piece) => {
      if (fault === null) this.#ready.push(copyBytes(piece));
      else this.#fault = fault;
    });
  }

  /** Text is packed; what else there is, pictures and PDFs, is packed already. */
  async add(path: string, content: Blob | string, signal: AbortSignal): Promise<void> {
    const isText = typeof content === 'string';
    const entry = isText ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path);
    this.#zip.add(entry);
    const blob = isText ? new Blob([content]) : content;
    for (let at = 0; at < blob.size; at += PIECE_BYTES) {
      signal.throwIfAborted();
      entry.push(new Uint8Array(await blob.slice(at, at + PIECE_BYTES).arrayBuffer()));
      await this.#flush();
    }
    entry.push(new Uint8Array(0), true);
    await this.#flush();
  }

  /** Writes the list of contents, without which nothing opens it. */
  async finish(): Promise<void> {
    this.#zip.end();
    await this.#flush();
  }

  async #flush(): Promise<void> {
    const pieces = this.#ready;
    this.#ready = [];
    if (this.#fault !== undefined) throw this.#fault;
    for (const piece of pieces) await this.#target.write(piece);
  }
}
