import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { box, place, words } from '../testShapes.ts';
import { inkShape } from '../tools/drawInk.ts';
import { plainLook } from '../testShapes.ts';
import { BoardModel } from './BoardModel.ts';
import { MAX_POINTS, MAX_TEXT } from './limits.ts';
import { isOrderKey, orderBetween, ordersBetween } from './orderKey.ts';
import { readShape } from './readShape.ts';
import { decodePoints, encodePoints } from './strokePoints.ts';
import { storedShape } from './writeShape.ts';

const SEED = 20261122;

/** Two browsers with one board between them. */
function linked(): {
  a: BoardModel;
  b: BoardModel;
  docA: Y.Doc;
  docB: Y.Doc;
  entries: Uint8Array[];
} {
  const docA = new Y.Doc();
  const docB = new Y.Doc();
  const entries: Uint8Array[] = [];
  docA.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'link') return;
    entries.push(update);
    Y.applyUpdate(docB, update, 'link');
  });
  docB.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'link') Y.applyUpdate(docA, update, 'link');
  });
  return { a: new BoardModel(docA), b: new BoardModel(docB), docA, docB, entries };
}

const stroke = (id?: string): NonNullable<ReturnType<typeof inkShape>> => {
  const points = [0, 10, 25].map((x) => ({ x, y: x * 2, pressure: 0.4 }));
  const shape = inkShape(points, {
    kind: 'pen',
    look: plainLook,
    pressed: true,
    page: 'first',
    order: 'a1',
  });
  if (shape === undefined) throw new Error('no stroke');
  return id === undefined ? shape : { ...shape, id };
};

describe('hostile members', () => {
  /** What is read from a shape of which one part is something else. */
  function readWith(key: string, value: unknown): unknown {
    const map = new Y.Doc().getMap('shapes');
    map.set('s', storedShape(words('s', { text: 'hello' })));
    const stored = map.get('s');
    if (stored instanceof Y.Map) stored.set(key, value);
    return readShape('s', stored);
  }

  const good = place(0, 0);
  it.each([
    ['is', { kind: 'script', page: 'first' }],
    ['is', { kind: 'note', page: 'first', extra: 1 }],
    ['is', 7],
    ['order', 'a1'.repeat(60)],
    ['order', '<'],
    ['order', 4],
    ['place', { ...good, x: Number.NaN }],
    ['place', { ...good, x: Infinity }],
    ['place', { ...good, x: 1e300 }],
    ['place', { ...good, w: -1 }],
    ['place', { ...good, h: 1e9 }],
    ['place', { ...good, angle: '1' }],
    ['place', [1, 2, 3]],
    ['look', { ...plainLook, color: 'url(https://example.org)' }],
    ['look', null],
  ])('does not draw a shape whose %s is %j', (key, value) => {
    expect(readWith('text', 'fine')).toMatchObject({ text: 'fine' });
    expect(readWith(key, value)).toBeUndefined();
  });

  it('a text that is too long or none is left out, not the shape', () => {
    expect(readWith('text', 'x'.repeat(MAX_TEXT + 1))).toMatchObject({ text: '' });
    expect(readWith('text', { html: '<b>' })).toMatchObject({ text: '' });
  });

  it.each([
    [null],
    [1],
    ['shape'],
    [{}],
    [[]],
    [new Uint8Array(3)],
    [new Y.Array()],
    [new Y.Text('x')],
    [new Y.Map()],
  ])('reads no shape from %s, and the others stay', (value) => {
    const doc = new Y.Doc();
    doc.getMap('shapes').set('bad', value);
    const model = new BoardModel(doc);
    model.write([box('good')]);
    expect(model.shapesOf('first').map(({ id }) => id)).toEqual(['good']);
  });

  it('pages that are anything else are no pages, and there is always one', () => {
    const doc = new Y.Doc();
    const pages = doc.getMap('pages');
    pages.set('first', 'gone');
    pages.set('second', new Y.Map([['order', 7]]));
    pages.set('../../third', new Y.Map([['order', 'a1']]));
    pages.set(
      'fourth',
      new Y.Map<unknown>([
        ['order', 'a1'],
        ['name', { a: 1 }],
      ]),
    );
    expect(new BoardModel(doc).pages).toEqual([{ id: 'fourth', name: '', order: 'a1' }]);
    pages.delete('fourth');
    expect(new BoardModel(doc).pages.map(({ id }) => id)).toEqual(['first']);
  });

  it('points that nobody encoded are no points', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoded = decodePoints(bytes);
        const all = decoded?.points ?? [];
        expect(all.length).toBeLessThanOrEqual(MAX_POINTS);
        expect(all.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it('bytes behind the last point, too many points and points out of this world are refused', () => {
    const bytes = encodePoints([{ x: 1, y: 2, pressure: 1 }], true);
    expect(decodePoints(bytes)?.points).toHaveLength(1);
    expect(decodePoints(new Uint8Array([...bytes, 0]))).toBeUndefined();
    expect(decodePoints(bytes.subarray(0, -1))).toBeUndefined();
    const many = Array.from({ length: MAX_POINTS + 1 }, () => ({ x: 0, y: 0, pressure: 0 }));
    expect(decodePoints(encodePoints(many, false))).toBeUndefined();
    expect(decodePoints(encodePoints([{ x: 1e8, y: 0, pressure: 0 }], false))).toBeUndefined();
  });
});

describe('points', () => {
  it('come back as they were, to a tenth and a 255th', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            x: fc.integer({ min: -90_000, max: 90_000 }),
            y: fc.integer({ min: -90_000, max: 90_000 }),
            pressure: fc.integer({ min: 0, max: 255 }),
          }),
          { minLength: 1, maxLength: 60 },
        ),
        (raw) => {
          const points = raw.map(({ x, y, pressure }) => ({
            x: x / 10,
            y: y / 10,
            pressure: pressure / 255,
          }));
          expect(decodePoints(encodePoints(points, true))).toEqual({ points, pressed: true });
        },
      ),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe('order keys', () => {
  it('lie between their neighbours, wherever one puts in', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 120 }), (places) => {
        const keys: string[] = [];
        for (const wanted of places) {
          const at = wanted % (keys.length + 1);
          keys.splice(at, 0, orderBetween(keys[at - 1], keys[at]));
        }
        expect(keys).toEqual(keys.toSorted());
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys.every(isOrderKey)).toBe(true);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('stay short when 10,000 are put on top of each other', () => {
    const keys = ordersBetween(undefined, undefined, 10_000);
    expect(keys.at(-1)?.length).toBeLessThanOrEqual(4);
    expect(keys).toEqual(keys.toSorted());
  });
});

describe('gestures', () => {
  it('what is written is read the same by the other', () => {
    const { a, b } = linked();
    const shapes = [stroke('ink'), box('box', { text: 'yes', locked: true }), words('note')];
    a.write(shapes);
    expect(shapes.map(({ id }) => b.shape(id))).toEqual(shapes);
  });

  it('are one entry each, however many shapes they touch', () => {
    const { a, entries } = linked();
    a.write(Array.from({ length: 50 }, (_, at) => box(`s${at}`)));
    a.write([box('s1', { place: place(5, 5) })], ['s2', 's3']);
    expect(entries).toHaveLength(2);
  });

  it('a stroke of a second costs less than 400 bytes', () => {
    const { a, entries } = linked();
    const points = Array.from({ length: 60 }, (_, at) => ({
      x: at * 4,
      y: Math.sin(at) * 9,
      pressure: 0.5,
    }));
    const shape = inkShape(points, {
      kind: 'pen',
      look: plainLook,
      pressed: false,
      page: 'first',
      order: 'a1',
    });
    if (shape !== undefined) a.write([shape]);
    expect(entries.map(({ length }) => length < 400)).toEqual([true]);
  });

  it('two people who change different things of a shape keep both', () => {
    const docA = new Y.Doc();
    const docB = new Y.Doc();
    const a = new BoardModel(docA);
    a.write([box('s')]);
    Y.applyUpdate(docB, Y.encodeStateAsUpdate(docA));
    const b = new BoardModel(docB);
    a.write([box('s', { place: place(70, 70) })]);
    b.write([box('s', { text: 'named' })]);
    Y.applyUpdate(docB, Y.encodeStateAsUpdate(docA));
    Y.applyUpdate(docA, Y.encodeStateAsUpdate(docB));
    expect(a.shape('s')).toMatchObject({ text: 'named', place: { x: 70, y: 70 } });
    expect(b.shape('s')).toEqual(a.shape('s'));
  });
});

describe('undo', () => {
  it('takes back what this person did and nothing of the others', () => {
    const { a, b } = linked();
    a.write([box('mine')]);
    b.write([box('theirs')]);
    expect(a.undo()).toBe(true);
    expect(a.shape('mine')).toBeUndefined();
    expect(b.shape('theirs')).toBeDefined();
    expect(a.undo()).toBe(false);
    expect(b.canUndo).toBe(true);
    expect(a.redo()).toBe(true);
    expect(b.shape('mine')).toEqual(box('mine'));
  });

  it('brings deleted shapes back as they were, strokes too', () => {
    const { a, b } = linked();
    const ink = stroke('ink');
    a.write([ink, words('note', { text: 'keep' })]);
    a.write([], ['ink', 'note']);
    expect(b.shape('ink')).toBeUndefined();
    a.undo();
    expect([b.shape('ink'), b.shape('note')]).toEqual([ink, words('note', { text: 'keep' })]);
  });

  it('of a move does not undo what somebody else did to the shape since', () => {
    const { a, b } = linked();
    a.write([box('s')]);
    a.write([box('s', { place: place(50, 0) })]);
    b.write([box('s', { place: place(50, 0), text: 'by the other' })]);
    a.undo();
    expect(b.shape('s')).toMatchObject({ place: { x: 0 }, text: 'by the other' });
  });
});

describe('pages', () => {
  it('are added, named, moved and deleted, and deleting can be taken back', () => {
    const { a, b } = linked();
    const second = a.addPage('Second', 'first');
    const third = b.addPage('', second);
    expect(a.pages.map(({ id }) => id)).toEqual(['first', second, third]);
    b.renamePage('first', 'Start');
    b.movePage(third, -1);
    expect(a.pages.map(({ id }) => id)).toEqual(['first', third, second]);
    expect(a.pages[0]?.name).toBe('Start');
    a.write([box('s', { page: second })]);
    expect(a.deletePage(second)).toBe(true);
    expect(b.pages.map(({ id }) => id)).toEqual(['first', third]);
    a.undo();
    expect(b.pages.map(({ id }) => id)).toEqual(['first', third, second]);
    expect(b.shapesOf(second).map(({ id }) => id)).toEqual(['s']);
  });

  it('the last one stays, and two people who delete the last two at once are left with one', () => {
    const docA = new Y.Doc();
    const docB = new Y.Doc();
    const a = new BoardModel(docA);
    expect(a.deletePage('first')).toBe(false);
    const second = a.addPage('', 'first');
    Y.applyUpdate(docB, Y.encodeStateAsUpdate(docA));
    const b = new BoardModel(docB);
    a.deletePage('first');
    b.deletePage(second);
    Y.applyUpdate(docB, Y.encodeStateAsUpdate(docA));
    Y.applyUpdate(docA, Y.encodeStateAsUpdate(docB));
    expect(a.pages).toEqual(b.pages);
    expect(a.pages).toHaveLength(1);
  });
});

/** What somebody may do to one of a few shapes. */
const doings: Readonly<
  Record<
    'add' | 'move' | 'color' | 'delete' | 'undo' | 'redo' | 'page',
    (model: BoardModel, id: string, x: number) => unknown
  >
> = {
  add: (model, id, x) => model.write([box(id, { place: place(x, x) })]),
  move(model, id, x) {
    const known = model.shape(id);
    if (known !== undefined && 'place' in known) model.write([{ ...known, place: place(x, 0) }]);
  },
  color(model, id, x) {
    const known = model.shape(id);
    const color = x > 0 ? 'red' : 'blue';
    if (known !== undefined) model.write([{ ...known, look: { ...known.look, color } }]);
  },
  delete: (model, id) => model.write([], [id]),
  undo: (model) => model.undo(),
  redo: (model) => model.redo(),
  page: (model) => model.addPage('p', 'first'),
};

describe('two people at once', () => {
  const act = fc.record({
    who: fc.boolean(),
    what: fc.constantFrom('add', 'move', 'color', 'delete', 'undo', 'redo', 'sync', 'page'),
    id: fc.integer({ min: 0, max: 5 }),
    x: fc.integer({ min: -500, max: 500 }),
  });

  it('see the same in the end, whatever they do and undo', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const docs = [new Y.Doc(), new Y.Doc()] as const;
        docs.forEach((doc, at) => (doc.clientID = at + 1));
        const models = docs.map((doc) => new BoardModel(doc));
        const sync = (): void => {
          const [first, second] = docs;
          Y.applyUpdate(second, Y.encodeStateAsUpdate(first), 'link');
          Y.applyUpdate(first, Y.encodeStateAsUpdate(second), 'link');
        };
        for (const { who, what, id, x } of acts) {
          const model = models[who ? 1 : 0];
          if (what === 'sync') sync();
          else if (model !== undefined) doings[what](model, `s${id}`, x);
        }
        sync();
        const [a, b] = models.map((model) => ({
          pages: model.pages,
          shapes: model.shapesOf('first').sort((one, other) => (one.id < other.id ? -1 : 1)),
        }));
        expect(a).toEqual(b);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
