import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import type { ParticipantId } from '../../shared/src/ids.ts';
import type { SharedDocument } from '../../web/src/lib/documents/SharedDocument.ts';

/** One document of several people, kept the same everywhere at once, with its authors known. */
export class FakeDocuments {
  readonly #docs: Y.Doc[] = [];
  readonly #authors = new Map<number, ParticipantId>();

  /** The document as this participant's browser has it. */
  of(participantId: ParticipantId): SharedDocument {
    const doc = new Y.Doc();
    for (const other of this.#docs) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'others');
    this.#docs.push(doc);
    this.#authors.set(doc.clientID, participantId);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'others') return;
      for (const other of this.#docs) if (other !== doc) Y.applyUpdate(other, update, 'others');
    });
    return {
      doc,
      awareness: new Awareness(doc),
      saveState: { kind: 'saved' },
      faults: [],
      onChange: () => () => undefined,
      authorOf: (clientId) => this.#authors.get(clientId),
      restorePoints: () => Promise.resolve([]),
      at: () => Promise.reject(new Error('there is no past')),
      close: () => doc.destroy(),
    };
  }
}
