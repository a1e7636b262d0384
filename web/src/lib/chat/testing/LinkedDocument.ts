import { toBase64Url, utf8 } from '@conclave/shared/bytes';
import { ParticipantId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { SaveState, SharedDocument } from '../../documents/SharedDocument.ts';

/** An id that every test can tell apart. */
export function personId(name: string): ParticipantId {
  const bytes = new Uint8Array(16);
  bytes.set(utf8(name).slice(0, 16));
  return v.parse(ParticipantId, toBase64Url(bytes));
}

/** A document without server and keys: linked ones hear of each other at once, and know whose each client id is. */
export class LinkedDocument implements SharedDocument {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  readonly faults = [];
  readonly #authors: Map<number, ParticipantId>;
  readonly #listeners = new Set<() => void>();
  #saveState: SaveState = { kind: 'saved' };

  private constructor(self: ParticipantId, authors: Map<number, ParticipantId>) {
    this.doc = new Y.Doc();
    this.awareness = new Awareness(this.doc);
    this.#authors = authors;
    authors.set(this.doc.clientID, self);
  }

  /** One for each person, all linked. */
  static link(...people: readonly ParticipantId[]): LinkedDocument[] {
    const authors = new Map<number, ParticipantId>();
    const all = people.map((self) => new LinkedDocument(self, authors));
    for (const from of all) for (const to of all) if (from !== to) from.#tell(to);
    return all;
  }

  get saveState(): SaveState {
    return this.#saveState;
  }

  set saveState(state: SaveState) {
    this.#saveState = state;
    for (const listen of this.#listeners) listen();
  }

  onChange(listen: () => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  authorOf(clientId: number): ParticipantId | undefined {
    return this.#authors.get(clientId);
  }

  restorePoints(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  at(): Promise<Y.Doc> {
    return Promise.resolve(this.doc);
  }

  close(): void {
    this.awareness.destroy();
    this.doc.destroy();
  }

  #tell(other: LinkedDocument): void {
    this.doc.on('update', (update: Uint8Array) => Y.applyUpdate(other.doc, update));
    this.awareness.on('update', ({ added, updated, removed }: Changed) => {
      const changed = [...added, ...updated, ...removed];
      const update = encodeAwarenessUpdate(this.awareness, changed);
      applyAwarenessUpdate(other.awareness, update, this);
    });
  }
}

interface Changed {
  readonly added: number[];
  readonly updated: number[];
  readonly removed: number[];
}
