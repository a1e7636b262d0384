import { toBase64Url, utf8 } from '@conclave/shared/bytes';
import { ParticipantId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { SaveState, SharedDocument } from '../../web/src/lib/documents/SharedDocument.ts';

/** An id that every test can tell apart. */
export function personId(name: string): ParticipantId {
  const bytes = new Uint8Array(16);
  bytes.set(utf8(name).slice(0, 16));
  return v.parse(ParticipantId, toBase64Url(bytes));
}

/** With this origin a change is not sent on, as if it came from the log. */
export const FROM_LINK = 'link';

/** A document without server and keys: linked ones hear of each other at once, and know whose each client id is. */
export class LinkedDocument implements SharedDocument {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly faults = [];
  readonly owner: ParticipantId;
  /** Updates that went out: one for each entry that the log would get. */
  readonly sent: Uint8Array[] = [];
  readonly #peers = new Set<LinkedDocument>();
  readonly #authors = new Map<number, ParticipantId>();
  readonly #listeners = new Set<() => void>();
  #saveState: SaveState = { kind: 'saved' };
  #changedBy: ParticipantId | undefined;

  constructor(owner: ParticipantId) {
    this.owner = owner;
    this.#authors.set(this.doc.clientID, owner);
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === FROM_LINK) return;
      this.sent.push(update);
      for (const peer of this.#peers) peer.#hear(update, owner);
    });
    this.awareness.on('update', (_: unknown, origin: unknown) => {
      if (origin === FROM_LINK) return;
      const update = encodeAwarenessUpdate(this.awareness, [this.awareness.clientID]);
      for (const peer of this.#peers) applyAwarenessUpdate(peer.awareness, update, FROM_LINK);
    });
  }

  /** What either has goes to the other, from now on at once. */
  static link(one: LinkedDocument, other: LinkedDocument): void {
    const [fromOne, fromOther] = [one, other].map(({ doc }) => Y.encodeStateAsUpdate(doc));
    if (fromOne !== undefined) Y.applyUpdate(other.doc, fromOne, FROM_LINK);
    if (fromOther !== undefined) Y.applyUpdate(one.doc, fromOther, FROM_LINK);
    one.#meet(other);
    other.#meet(one);
  }

  static cut(one: LinkedDocument, other: LinkedDocument): void {
    one.#peers.delete(other);
    other.#peers.delete(one);
  }

  get changedBy(): ParticipantId | undefined {
    return this.#changedBy;
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
    return Promise.resolve(new Y.Doc());
  }

  close(): void {
    this.awareness.destroy();
    this.doc.destroy();
  }

  #meet(other: LinkedDocument): void {
    this.#peers.add(other);
    this.#authors.set(other.doc.clientID, other.owner);
  }

  #hear(update: Uint8Array, by: ParticipantId): void {
    this.#changedBy = by;
    Y.applyUpdate(this.doc, update, FROM_LINK);
    this.#changedBy = undefined;
  }
}
