import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { Agenda } from './agenda/Agenda.ts';
import { restoreTo, restoring } from './restoreTo.ts';
import { commonBlocks } from './text/commonBlocks.ts';
import { docWith, element, paragraph, spelled, write } from './testing/yjs.ts';
import { TEXT_FIELD } from './text/richRules.ts';

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

it('[R53] brings an earlier text back as new edits, and undo takes them away', () => {
  const doc = docWith(paragraph('one'), paragraph('two'), paragraph('three'));
  const earlier = copyOf(doc);
  const root = doc.getXmlFragment(TEXT_FIELD);
  const kept = root.get(2);
  root.delete(1, 1);
  write(doc, paragraph('four'));
  const late = spelled(doc);
  const undo = new Y.UndoManager(root, { trackedOrigins: new Set([restoring]) });

  restoreTo(doc, earlier);
  expect(spelled(doc)).toBe(spelled(earlier));
  expect(root.get(2)).toBe(kept); // what did not change is not written again
  undo.undo();
  expect(spelled(doc)).toBe(late);
});

it('[R19] brings back nothing that the rules do not know', () => {
  const doc = docWith(paragraph('now'));
  restoreTo(doc, docWith(element('script', 'x'), paragraph('then')));
  expect(spelled(doc)).toBe('<paragraph>then</paragraph>');
});

it('[R48] brings an earlier agenda back', () => {
  const doc = new Y.Doc();
  const agenda = new Agenda(doc);
  agenda.add('a');
  agenda.add('b');
  const earlier = copyOf(doc);
  const [first] = agenda.points();
  agenda.setTitle(first?.id ?? '', 'changed');
  agenda.remove(agenda.points()[1]?.id ?? '');
  agenda.add('c');
  restoreTo(doc, earlier);
  expect(agenda.points()).toEqual(new Agenda(earlier).points());
});

it('finds the blocks that two states have in common', () => {
  expect(commonBlocks(['a', 'b', 'c', 'd', 'e'], ['a', 'x', 'c', 'd', 'f', 'e'])).toEqual([
    [0, 0],
    [2, 2],
    [3, 3],
    [4, 5],
  ]);
  expect(commonBlocks([], ['a'])).toEqual([]);
  expect(commonBlocks(['a', 'a'], ['a'])).toEqual([[0, 0]]);
});
