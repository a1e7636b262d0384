import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardModel } from './model/BoardModel.ts';
import { restoreBoard } from './restoreBoard.ts';
import { words } from './testShapes.ts';

/** The same document as it is now, apart. */
function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

describe('bringing an earlier board back', () => {
  it('puts back what went, takes away what came, leaves the rest alone, and can be undone', () => {
    const doc = new Y.Doc();
    const board = new BoardModel(doc);
    board.write([words('stays', { text: 'as it was' }), words('goes', { text: 'still here' })]);
    const earlier = copyOf(doc);
    board.write([words('comes', { text: 'later' })], ['goes']);
    const stays = doc.getMap('shapes').get('stays');
    restoreBoard(doc, earlier);
    expect([...doc.getMap('shapes').keys()].sort()).toEqual(['goes', 'stays']);
    expect(doc.getMap('shapes').get('stays')).toBe(stays);
    board.undo();
    expect([...doc.getMap('shapes').keys()].sort()).toEqual(['comes', 'stays']);
  });
});
