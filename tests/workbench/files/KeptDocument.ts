import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { fromBase64Url, toBase64Url } from '../../../shared/src/bytes.ts';
import type { ParticipantId } from '../../../shared/src/ids.ts';
import type { SaveState, SharedDocument } from '../../../web/src/lib/documents/SharedDocument.ts';

const STATE = 'workbench.state';
const AUTHORS = 'workbench.authors';

/** A document that the tabs of one browser share by its storage: it outlives a reload and needs no keys. */
export class KeptDocument implements SharedDocument {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly faults = [];
  readonly saveState: SaveState;

  constructor(participantId: ParticipantId, saveState: SaveState = { kind: 'saved' }) {
    this.saveState = saveState;
    localStorage.setItem(`${AUTHORS}.${this.doc.clientID}`, participantId);
    this.#read();
    addEventListener('storage', () => this.#read());
    this.doc.on('update', (_update: Uint8Array, origin: unknown) => {
      if (origin === 'kept') return;
      this.#read();
      localStorage.setItem(STATE, toBase64Url(Y.encodeStateAsUpdate(this.doc)));
    });
  }

  onChange(): () => void {
    return () => undefined;
  }

  authorOf(clientId: number): ParticipantId | undefined {
    // The page of tests vouches for what it wrote itself.
    const kept: unknown = localStorage.getItem(`${AUTHORS}.${clientId}`);
    return isParticipantId(kept) ? kept : undefined;
  }

  restorePoints(): Promise<[]> {
    return Promise.resolve([]);
  }

  at(): Promise<Y.Doc> {
    return Promise.resolve(new Y.Doc());
  }

  close(): void {
    this.doc.destroy();
  }

  #read(): void {
    const kept = localStorage.getItem(STATE);
    if (kept !== null) Y.applyUpdate(this.doc, fromBase64Url(kept), 'kept');
  }
}

function isParticipantId(value: unknown): value is ParticipantId {
  return typeof value === 'string' && value.length === 22;
}
