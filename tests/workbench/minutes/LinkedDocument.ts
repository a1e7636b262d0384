import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ParticipantId } from '../../../shared/src/ids.ts';
import type { SharedDocument } from '../../../web/src/lib/documents/SharedDocument.ts';

/** A document whose other end is in the same page: no server, no keys. A broken link holds updates back. */
export class LinkedDocument implements SharedDocument {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly saveState = { kind: 'saved' } as const;
  readonly faults = [];
  readonly owner: ParticipantId;
  #peer: LinkedDocument | undefined;
  #changedBy: ParticipantId | undefined;

  constructor(owner: ParticipantId) {
    this.owner = owner;
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'link') this.#peer?.hear(update, owner);
    });
    this.awareness.on('update', (_: unknown, origin: unknown) => {
      if (origin === 'link' || this.#peer === undefined) return;
      const update = encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]);
      applyAwarenessUpdate(this.#peer.awareness, update, 'link');
    });
  }

  get changedBy(): ParticipantId | undefined {
    return this.#changedBy;
  }

  hear(update: Uint8Array, by: ParticipantId): void {
    this.#changedBy = by;
    Y.applyUpdate(this.doc, update, 'link');
    this.#changedBy = undefined;
  }

  static link(a: LinkedDocument, b: LinkedDocument): void {
    const [fromA, fromB] = [Y.encodeStateAsUpdate(a.doc), Y.encodeStateAsUpdate(b.doc)];
    Y.applyUpdate(b.doc, fromA, 'link');
    Y.applyUpdate(a.doc, fromB, 'link');
    a.#peer = b;
    b.#peer = a;
  }

  static cut(a: LinkedDocument, b: LinkedDocument): void {
    a.#peer = undefined;
    b.#peer = undefined;
  }

  onChange(): () => void {
    return () => undefined;
  }

  authorOf(clientId: number): ParticipantId | undefined {
    if (clientId === this.doc.clientID) return this.owner;
    return clientId === this.#peer?.doc.clientID ? this.#peer.owner : undefined;
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
