import * as Y from 'yjs';
import { commonBlocks } from './text/commonBlocks.ts';
import { cleanText } from './text/guardText.ts';
import { fitsBounds } from './text/measureText.ts';
import { TEXT_FIELD } from './text/richRules.ts';

/** By this, undo knows that a restore is one's own edit. */
export const restoring = Symbol('restoring');

/**
 * Brings an earlier state of minutes, notes or agenda back, as new edits on top of everything: what is the same stays
 * untouched, so that others' cursors stay too, and undo takes it back. `earlier` is a document apart, from
 * `SharedDocument.at`; what the rules do not know is taken out of it. Who may write is not restored.
 */
export function restoreTo(doc: Y.Doc, earlier: Y.Doc): void {
  const wanted = earlier.getXmlFragment(TEXT_FIELD);
  if (!fitsBounds(wanted)) return;
  cleanText(wanted);
  doc.transact(() => {
    restoreText(doc.getXmlFragment(TEXT_FIELD), wanted);
    restoreMap(doc.getMap('points'), earlier.getMap('points'));
  }, restoring);
}

function restoreText(now: Y.XmlFragment, wanted: Y.XmlFragment): void {
  const there = now.toArray();
  const kept = commonBlocks(there.map(spelling), wanted.toArray().map(spelling));
  const keptNow = new Set(kept.map(([at]) => at));
  for (const at of [...there.keys()].reverse()) if (!keptNow.has(at)) now.delete(at, 1);
  const keptWanted = new Set(kept.map(([, at]) => at));
  for (const [at, block] of wanted.toArray().entries()) {
    if (!keptWanted.has(at) && !(block instanceof Y.XmlHook)) now.insert(at, [block.clone()]);
  }
}

function restoreMap(now: Y.Map<unknown>, wanted: Y.Map<unknown>): void {
  for (const key of [...now.keys()]) if (!wanted.has(key)) now.delete(key);
  for (const [key, value] of wanted.entries()) {
    if (!(value instanceof Y.Map) || spelling(now.get(key)) === spelling(value)) continue;
    now.set(key, value.clone());
  }
}

/** The same for the same content. */
function spelling(value: unknown): string {
  if (value instanceof Y.XmlText) return JSON.stringify(value.toDelta());
  if (value instanceof Y.XmlElement) {
    const attributes = Object.entries(value.getAttributes()).sort(([a], [b]) => (a < b ? -1 : 1));
    const children: unknown[] = value.toArray();
    return JSON.stringify([value.nodeName, attributes, children.map(spelling)]);
  }
  return value instanceof Y.AbstractType ? JSON.stringify(value.toJSON()) : '';
}
