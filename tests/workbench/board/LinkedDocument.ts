import type { ParticipantId } from '../../../shared/src/ids.ts';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type {
  DocumentFiles,
  DocumentPeople,
  FileReference,
  SaveState,
  SharedDocument,
} from '../../../web/src/lib/documents/SharedDocument.ts';

/** A document as the board gets it, whose other end is in the same page or a test: no server, no keys. */
export class LinkedDocument implements SharedDocument {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly faults = [];
  /** Updates that went out: one for each entry that the log would get. */
  readonly sent: Uint8Array[] = [];
  saveState: SaveState = { kind: 'saved' };
  readonly #listeners = new Set<() => void>();
  readonly #peers: LinkedDocument[] = [];
  readonly #owner: ParticipantId;

  constructor(owner: ParticipantId) {
    this.#owner = owner;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'link') return;
      this.sent.push(update);
      for (const peer of this.#peers) Y.applyUpdate(peer.doc, update, 'link');
    });
    this.awareness.on('update', (_: unknown, origin: unknown) => {
      if (origin === 'link') return;
      const update = encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]);
      for (const peer of this.#peers) applyAwarenessUpdate(peer.awareness, update, 'link');
    });
  }

  static link(a: LinkedDocument, b: LinkedDocument): void {
    a.#peers.push(b);
    b.#peers.push(a);
  }

  setSaveState(saveState: SaveState): void {
    this.saveState = saveState;
    for (const listener of this.#listeners) listener();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  authorOf(clientId: number): ParticipantId | undefined {
    if (clientId === this.doc.clientID) return this.#owner;
    return this.#peers.find(({ doc }) => doc.clientID === clientId)?.owner;
  }

  get owner(): ParticipantId {
    return this.#owner;
  }

  restorePoints(): Promise<[]> {
    return Promise.resolve([]);
  }

  at(): Promise<Y.Doc> {
    return Promise.resolve(new Y.Doc());
  }

  close(): void {
    this.awareness.destroy();
    this.doc.destroy();
  }
}

export function peopleOf(
  self: ParticipantId,
  names: ReadonlyMap<ParticipantId, string>,
): DocumentPeople {
  return {
    self,
    nameOf: (id) => names.get(id) ?? '?',
    hueOf: (id) => ([...names.keys()].indexOf(id) * 137 + 210) % 360,
  };
}

/** Files that stay in this page. */
export class MemoryFiles implements DocumentFiles {
  readonly #files = new Map<string, File>();

  add(file: File): Promise<FileReference> {
    const fileId = `file-${this.#files.size + 1}`;
    this.#files.set(fileId, file);
    return Promise.resolve({ fileId, name: file.name, type: file.type, size: file.size });
  }

  open(fileId: string): Promise<Blob> {
    const file = this.#files.get(fileId);
    return file === undefined ? Promise.reject(new Error('no such file')) : Promise.resolve(file);
  }
}
