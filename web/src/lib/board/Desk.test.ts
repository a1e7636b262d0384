import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { packShapes, unpackShapes, wordsOf } from './clipboard.ts';
import * as commands from './commands.ts';
import { Desk } from './Desk.ts';
import { keyAction } from './input/keyAction.ts';
import { connect, enter, Nudge, selectNext } from './keyboardMoves.ts';
import { BoardModel } from './model/BoardModel.ts';
import type { Said } from './Said.ts';
import { arrow, box, place, words } from './testShapes.ts';
import type { PointerAt } from './tools/Gesture.ts';
import { startGesture } from './tools/startGesture.ts';
import { finishWords } from './words.ts';

function open(): { desk: Desk; model: BoardModel; said: Said[]; entries: () => number } {
  const doc = new Y.Doc();
  let count = 0;
  const model = new BoardModel(doc);
  const said: Said[] = [];
  const desk = new Desk({
    model,
    measure: (text, height) => text.length * height * 0.5,
    readonly: false,
    now: () => 0,
    say: (what) => said.push(what),
  });
  doc.on('update', () => (count += 1));
  desk.setViewport({ w: 1000, h: 800 });
  desk.setCamera({ x: 0, y: 0, zoom: 1 });
  desk.setTool('select');
  return { desk, model, said, entries: () => count };
}

const at = (x: number, y: number, more: Partial<PointerAt> = {}): PointerAt => ({
  board: { x, y },
  screen: { x, y },
  pressure: 0.5,
  pressed: false,
  finger: false,
  shift: false,
  alt: false,
  ctrl: false,
  ...more,
});

function drag(desk: Desk, places: readonly PointerAt[]): void {
  const [first, ...rest] = places;
  if (first === undefined) return;
  const gesture = startGesture(desk, first);
  for (const place of rest) gesture?.move([place]);
  gesture?.end();
}

describe('gestures', () => {
  it('a stroke of many moves is one entry', () => {
    const { desk, model, entries } = open();
    desk.setTool('pen');
    drag(
      desk,
      Array.from({ length: 80 }, (_, x) => at(x * 5, x)),
    );
    expect(model.shapesOf('first').map(({ kind }) => kind)).toEqual(['pen']);
    expect(entries()).toBe(1);
  });

  it('a cancelled one writes nothing and leaves everything where it was', () => {
    const { desk, model, entries } = open();
    model.write([box('s', { text: 'x' })]);
    const gesture = startGesture(desk, at(50, 30));
    gesture?.move([at(90, 90)]);
    expect(desk.scene.get('s')).not.toEqual(model.shape('s'));
    gesture?.cancel();
    expect(desk.scene.get('s')).toEqual(model.shape('s'));
    expect(entries()).toBe(1);
  });

  it('an arrow drawn from shape to shape sticks, and follows when one is moved', () => {
    const { desk, model } = open();
    model.write([box('a', { text: 'x' }), box('b', { text: 'x', place: place(400, 0) })]);
    desk.setTool('arrow');
    drag(desk, [at(50, 30), at(200, 30), at(450, 30)]);
    const line = model.shapesOf('first').find(({ kind }) => kind === 'arrow');
    expect(line).toMatchObject({ from: { on: { shape: 'a' } }, to: { on: { shape: 'b' } } });
    desk.select([]);
    drag(desk, [at(450, 30), at(450, 230), at(450, 430, { ctrl: true })]);
    expect(model.shape('b')).toMatchObject({ place: { x: 400, y: 400 } });
    if (line?.kind === 'arrow') expect(desk.scene.ends(line).to.y).toBeGreaterThan(350);
    expect(line?.kind).toBe('arrow');
  });

  it('the eraser takes what it touches, but nothing that is locked, as one step', () => {
    const { desk, model, entries } = open();
    model.write([
      box('a', { text: 'x' }),
      box('b', { text: 'x', place: place(200, 0) }),
      box('c', { text: 'x', place: place(400, 0), locked: true }),
    ]);
    desk.setTool('eraser');
    drag(desk, [at(0, 30), at(300, 30), at(500, 30)]);
    expect(model.shapesOf('first').map(({ id }) => id)).toEqual(['c']);
    expect(entries()).toBe(2);
  });

  it('what somebody else deletes during a move stays deleted', () => {
    const { desk, model } = open();
    model.write([box('s', { text: 'x' })]);
    const gesture = startGesture(desk, at(50, 30));
    gesture?.move([at(90, 90)]);
    model.write([], ['s']);
    gesture?.move([at(120, 120)]);
    gesture?.end();
    expect(model.shape('s')).toBeUndefined();
    expect(desk.scene.get('s')).toBeUndefined();
  });

  it('on a board that may only be looked at, nothing writes', () => {
    const { desk, model, entries } = open();
    model.write([box('s', { text: 'x' })]);
    desk.readonly = true;
    desk.select(['s']);
    commands.deleteSelection(desk);
    commands.duplicate(desk);
    commands.undo(desk);
    desk.setTool('pen');
    drag(desk, [at(0, 0), at(100, 100)]);
    expect(entries()).toBe(1);
  });
});

describe('the selection', () => {
  it('is put in front and behind, copied without sticking to the originals, and locked', () => {
    const { desk, model } = open();
    model.write([
      box('a', { order: 'a1' }),
      box('b', { order: 'a2' }),
      arrow('l', {
        from: { x: 0, y: 0, on: { shape: 'a', x: 0.5, y: 0.5 } },
        to: { x: 9, y: 9, on: { shape: 'b', x: 0.5, y: 0.5 } },
      }),
    ]);
    desk.select(['a']);
    commands.toFront(desk);
    expect(
      desk.scene
        .sorted()
        .map(({ id }) => id)
        .at(-1),
    ).toBe('a');
    commands.toBack(desk);
    expect(desk.scene.sorted().map(({ id }) => id)[0]).toBe('a');
    desk.select(['a', 'l']);
    commands.duplicate(desk);
    const copied = desk.selected().find(({ kind }) => kind === 'arrow');
    const copyOfA = desk.selected().find(({ kind }) => kind === 'rectangle');
    expect(copied).toMatchObject({ from: { on: { shape: copyOfA?.id } } });
    expect(copied).not.toHaveProperty('to.on');
    commands.toggleLock(desk);
    commands.deleteSelection(desk);
    expect(model.shapesOf('first')).toHaveLength(5);
  });

  it('goes from shape to shape as one reads, and ends', () => {
    const { desk, said } = open();
    desk.model.write([
      box('low', { place: place(0, 300) }),
      box('right', { place: place(300, 0) }),
      box('left'),
    ]);
    const seen: string[] = [];
    while (selectNext(desk, 1)) seen.push(...desk.selection);
    expect(seen).toEqual(['left', 'right', 'low']);
    expect(said.at(-1)).toMatchObject({ kind: 'selected', at: 3, of: 3 });
  });

  it('moved with a held arrow key is one entry when the key is let go', () => {
    const { desk, model, entries } = open();
    model.write([box('s')]);
    desk.select(['s']);
    const nudge = new Nudge();
    for (let times = 0; times < 20; times += 1) nudge.by(desk, { x: 1, y: 0 });
    expect(model.shape('s')).toMatchObject({ place: { x: 0 } });
    nudge.end();
    expect(model.shape('s')).toMatchObject({ place: { x: 20 } });
    expect(entries()).toBe(2);
  });
});

describe('without a pointer', () => {
  it('Enter makes a shape, and two that are selected are connected', () => {
    const { desk, model } = open();
    desk.setTool('rectangle');
    expect(enter(desk)).toBe(true);
    desk.setTool('ellipse');
    enter(desk);
    commands.selectAll(desk);
    expect(connect(desk)).toBe(true);
    expect(
      model
        .shapesOf('first')
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(['arrow', 'ellipse', 'rectangle']);
  });

  it('a new note with its words is one entry, and a text without words is none', () => {
    const { desk, model, entries } = open();
    desk.setTool('note');
    enter(desk);
    finishWords(desk, 'Call the pool');
    expect(model.shapesOf('first')).toMatchObject([{ kind: 'note', text: 'Call the pool' }]);
    desk.setTool('text');
    enter(desk);
    finishWords(desk, '  ');
    expect(entries()).toBe(1);
  });

  it('words and a move that cross each other both stay', () => {
    const { desk, model } = open();
    model.write([words('n', { text: 'old' })]);
    desk.select(['n']);
    enter(desk);
    model.write([words('n', { text: 'old', place: place(500, 0) })]);
    finishWords(desk, 'new');
    expect(model.shape('n')).toMatchObject({ text: 'new', place: { x: 500 } });
  });

  it.each([
    ['n', {}, { kind: 'tool', tool: 'note' }],
    ['7', {}, { kind: 'tool', tool: 'pen' }],
    ['Z', { ctrlKey: true, shiftKey: true }, { kind: 'redo' }],
    ['z', { metaKey: true }, { kind: 'undo' }],
    ['ArrowUp', { shiftKey: true }, { kind: 'nudge', x: 0, y: -10 }],
    ['ArrowRight', { altKey: true }, { kind: 'grow', x: 10, y: 0 }],
    ['!', { shiftKey: true, code: 'Digit1' }, { kind: 'fit' }],
    ['n', { ctrlKey: true }, undefined],
    ['N', { shiftKey: true }, undefined],
    ['p', { altKey: true }, undefined],
    ['constructor', {}, undefined],
  ])('%s with %j', (key, more, action) => {
    const press = { key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    expect(keyAction({ ...press, ...more })).toEqual(action);
  });
});

describe('the clipboard', () => {
  it('gives shapes to boards and words to other programs', () => {
    const shapes = [box('a', { text: 'One' }), words('b', { text: 'Two', order: 'a5' })];
    expect(unpackShapes(packShapes(shapes))).toEqual(shapes);
    expect(wordsOf(shapes)).toBe('One\n\nTwo');
  });

  it.each(['', 'AAAA', 'not base64 ü', '../..'])('takes nothing from %j', (packed) => {
    expect(unpackShapes(packed)).toEqual([]);
  });
});
