/* eslint svelte/prefer-svelte-reactivity: ["off"] -- what is on screen depends on maps that are replaced, never on one that changes */

import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentFiles, FileReference } from '../documents/SharedDocument.ts';

/** A file on its way to the server. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly fault: ErrorCode | undefined;
}

/** Files that are being sealed and sent; each ends as a reference, or with what went wrong. */
export class Uploads {
  readonly #files: DocumentFiles;
  readonly #aborts = new Map<number, AbortController>();
  #all = $state.raw<readonly Upload[]>([]);
  #lastId = 0;

  constructor(files: DocumentFiles) {
    this.#files = files;
  }

  get all(): readonly Upload[] {
    return this.#all;
  }

  get areRunning(): boolean {
    return this.#all.some(({ fault }) => fault === undefined);
  }

  /** Undefined when it was given up or refused. */
  async add(file: File): Promise<FileReference | undefined> {
    const id = ++this.#lastId;
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    this.#all = [...this.#all, { id, name: file.name, share: 0, fault: undefined }];
    try {
      const onProgress = (share: number): void => this.#change(id, { share });
      const reference = await this.#files.add(file, { onProgress, signal: abort.signal });
      this.drop(id);
      return reference;
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      if (!(error instanceof RefusedError)) throw error;
      this.#change(id, { fault: error.code });
      return undefined;
    }
  }

  /** Gives an upload up, or takes away what was said of its failure. */
  drop(id: number): void {
    this.#aborts.get(id)?.abort();
    this.#aborts.delete(id);
    this.#all = this.#all.filter((upload) => upload.id !== id);
  }

  close(): void {
    for (const { id } of this.#all) this.drop(id);
  }

  #change(id: number, part: Partial<Upload>): void {
    this.#all = this.#all.map((upload) => (upload.id === id ? { ...upload, ...part } : upload));
  }
}
