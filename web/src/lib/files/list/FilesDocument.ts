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
  #stop: () => void;
  /** Something stands there of which it is not told yet who wrote it. */
  #unowned = false;

  constructor({ document, leads }: FilesDocumentOptions) {
    this.#leads = leads;
    this.#document = document;
    this.#events = eventsOf(document);
    this.#stop = this.#listen();
  }

  /** [E-6] The list goes on as another document. */
  follow(document: SharedDocument): void {
    this.#stop();
    this.#document = document;
    this.#events = eventsOf(document);
    this.#stop = this.#listen();
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

  /** Whose the first of one's own events is, the log says only after it was written. */
  #listen(): () => void {
    const events = this.#events;
    events.observe(this.#tell);
    const stop = this.#document.onChange(() => {
      if (this.#unowned) this.#tell();
    });
    return () => {
      events.unobserve(this.#tell);
      stop();
    };
  }

  #push(event: FileEvent): void {
    this.#events.push([event]);
  }

  /** Events whose author the log proves; the others do not count. */
  #authored(): AuthoredEvent[] {
    const events: AuthoredEvent[] = [];
    this.#unowned = false;
    for (const [index, value] of this.#events.slice(0, MAX_EVENTS).entries()) {
      const event = readEvent(value);
      const author = event && this.#authorAt(index);
      if (event && author !== undefined) events.push({ event, author });
      else if (event) this.#unowned = true;
    }
    return events;
  }

  /** A relative position names the client that inserted what stands there. */
  #authorAt(index: number): ParticipantId | undefined {
    const { item } = Y.createRelativePositionFromTypeIndex(this.#events, index);
    return item ? this.#document.authorOf(item.client) : undefined;
  }
}

function eventsOf({ doc }: SharedDocument): Y.Array<unknown> {
  return doc.getArray<unknown>(EVENTS);
}
