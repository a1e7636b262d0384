import { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { SharedDocument } from './SharedDocument.ts';

/**
 * An earlier state of a document in the shape of a document, for screens that show one. Nobody points in
 * it and nothing of it changes. Ends with its Yjs document.
 */
export function pastDocument(living: SharedDocument, doc: Y.Doc): SharedDocument {
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  doc.on('destroy', () => awareness.destroy());
  return {
    doc,
    awareness,
    saveState: { kind: 'saved' },
    faults: [],
    onChange: () => () => undefined,
    authorOf: (clientId) => living.authorOf(clientId),
    restorePoints: () => Promise.resolve([]),
    at: (position) => living.at(position),
    close: () => undefined,
  };
}
