import * as Y from 'yjs';

/** By this, undo knows that a restore is one's own step. */
export const restoringBoard = Symbol('restoring');

/**
 * Brings an earlier state of the board back, as new edits on top of everything: what is the same stays
 * untouched, and undo takes it back. `earlier` is a document apart, from `SharedDocument.at`.
 */
export function restoreBoard(doc: Y.Doc, earlier: Y.Doc): void {
  doc.transact(() => {
    for (const name of ['pages', 'shapes']) restoreMap(doc.getMap(name), earlier.getMap(name));
  }, restoringBoard);
}

function restoreMap(now: Y.Map<unknown>, wanted: Y.Map<unknown>): void {
  for (const key of [...now.keys()]) if (!wanted.has(key)) now.delete(key);
  for (const [key, value] of wanted.entries()) {
    if (spelling(now.get(key)) === spelling(value)) continue;
    now.set(key, value instanceof Y.AbstractType ? value.clone() : value);
  }
}

/** The same for the same content. */
function spelling(value: unknown): string {
  return JSON.stringify([value instanceof Y.AbstractType ? value.toJSON() : value]);
}
