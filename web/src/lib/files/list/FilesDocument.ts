import type { FileId, ParticipantId } from '@conclave/shared/ids';
import * as Y from 'yjs';
import type { SharedDocument } from '../../documents/SharedDocument.ts';
import { Listeners } from '../../signaling/Listeners.ts';
import type { AuthoredEvent, FileEvent, ListedFile } from './fileEvents.ts';
import { addedEvent, listFiles, readEvent, renamedEvent } from './fileEvents.ts';

const EVENTS = 'events';
/** 1,000 files, each renamed and removed. What comes after is somebody filling the page's memory. */
const MAX_EVENTS = 4_000;

export interface FilesDocumentOptions {
  readonly document: SharedDocument;
  /** Whether somebody is host or deputy, as far as this browser knows. */
  readonly leads: (participantId: ParticipantId) => boolean;
}

/** The `files` document as a list. Everything in it is somebody else's word until a schema has seen it. */
export class FilesDocument {
  readonly #leads: FilesDocumentOptions['leads'];
  readonly #changed = new Listeners<undefined>();
  readonly #tell = (): void => this.#changed.tell(undefined);
  #document: SharedDocument;
  #events: Y.Array<unknown>;

  constructor({ document, leads }: FilesDocumentOptions) {
    this.#leads = leads;
    this.#document = document;
    this.#events = this.#observed(document);
  }

  /** [E-6] The list goes on as another document. */
  follow(document: SharedDocument): void {
    this.#events.unobserve(this.#tell);
    this.#document = document;
    this.#events = this.#observed(document);
    this.#tell();
  }

  get files(): readonly ListedFile[] {
    return listFiles(this.#authored(), this.#leads);
  }

  onChange(listen: () => void): () => void {
    return this.#changed.add(listen);
  }

  /** Repeating it adds nothing that shows. */
  add(file: Omit<ListedFile, 'addedBy'>): void {
    this.#push(addedEvent(file));
  }

  rename(fileId: FileId, name: string): void {
    this.#push(renamedEvent(fileId, name));
  }

  remove(fileId: FileId): void {
    this.#push({ kind: 'removed', fileId });
  }

  #observed({ doc }: SharedDocument): Y.Array<unknown> {
    const events = doc.getArray<unknown>(EVENTS);
    events.observe(this.#tell);
    return events;
  }

  #push(event: FileEvent): void {
    this.#events.push([event]);
  }

  /** Events whose author the log proves; the others do not count. */
  #authored(): AuthoredEvent[] {
    const events: AuthoredEvent[] = [];
    for (const [index, value] of this.#events.slice(0, MAX_EVENTS).entries()) {
      const event = readEvent(value);
      const author = event && this.#authorAt(index);
      if (event && author !== undefined) events.push({ event, author });
    }
    return events;
  }

  /** A relative position names the client that inserted what stands there. */
  #authorAt(index: number): ParticipantId | undefined {
    const { item } = Y.createRelativePositionFromTypeIndex(this.#events, index);
    return item ? this.#document.authorOf(item.client) : undefined;
  }
}
