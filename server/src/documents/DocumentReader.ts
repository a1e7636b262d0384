import { Readable } from 'node:stream';
import type { Bytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import {
  encodeLogPage,
  LOG_PAGE_BYTES,
  servedCheckpointHead,
  type CheckpointList,
} from '@conclave/shared/wire/documentsApi';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { asOf, type LogReads } from './asOf.ts';
import { checkPlace } from './checkEntry.ts';
import type { ReadingCaller } from './DocumentCaller.ts';
import type { LogStore, StoredCheckpoint, StoredDocument } from './LogStore.ts';

/** [V-20] Serves what is on the disk to those who may have it. */
export class DocumentReader {
  readonly #store: LogStore;

  constructor(store: LogStore) {
    this.#store = store;
  }

  /** The entries after a position, with the certificates of their authors. */
  async page(
    caller: ReadingCaller,
    place: DocumentPlace,
    from: { generation: number; after: number },
  ): Promise<Bytes> {
    const document = await this.#document(caller, place);
    if (from.generation !== document.generation) throw new RefusedError('generationOver');
    const store = this.#shown(caller);
    const entries = await store.page(document, from.after, LOG_PAGE_BYTES);
    const authorIds = [...new Set(entries.map(({ authorId }) => authorId))];
    const authors = await store.authors(caller.meetingId, authorIds);
    const { generation, position } = document;
    return encodeLogPage({
      generation,
      // Written since we looked at the document.
      end: Math.max(position, entries.at(-1)?.position ?? 0),
      entries,
      certificates: authors.map(({ certificate }) => certificate),
    });
  }

  async checkpoints(caller: ReadingCaller, place: DocumentPlace): Promise<CheckpointList> {
    const document = await this.#document(caller, place);
    const checkpoints = await this.#shown(caller).checkpoints(document);
    return {
      generation: document.generation,
      checkpoints: checkpoints.map(({ position, at, size, letsGo }) => ({
        position,
        at,
        bytes: size,
        letsGo,
      })),
    };
  }

  /** Piece by piece: nobody's memory holds many of 32 MB. */
  async checkpoint(
    caller: ReadingCaller,
    place: DocumentPlace,
    position: number,
  ): Promise<Readable> {
    const document = await this.#document(caller, place);
    const checkpoints = await this.#shown(caller).checkpoints(document);
    const found = checkpoints.find((one) => one.position === position);
    if (found === undefined) throw new RefusedError('notFound');
    const [author] = await this.#store.authors(caller.meetingId, [found.authorId]);
    if (author === undefined) throw new Error('a checkpoint without its author');
    return Readable.from(this.#pieces(found, author.certificate));
  }

  async *#pieces(checkpoint: StoredCheckpoint, certificate: Bytes): AsyncGenerator<Bytes> {
    yield servedCheckpointHead({ at: checkpoint.at, certificate }, checkpoint.size);
    yield* this.#store.checkpointBytes(checkpoint);
  }

  async #document(caller: ReadingCaller, place: DocumentPlace): Promise<StoredDocument> {
    checkPlace(place, caller);
    const document = await this.#shown(caller).document(caller.meetingId, place);
    if (document === undefined) throw new RefusedError('notFound');
    return document;
  }

  /** [S-13] */
  #shown(caller: ReadingCaller): LogReads {
    return asOf(this.#store, caller.as === 'summary' ? caller.until : null);
  }
}
