import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { ActiveSpeaker } from './ActiveSpeaker.ts';
import { gridFor, pageCount, pageOf, startColumn } from './grid.ts';
import { handsInOrder, orderTiles, type Placed } from './order.ts';
import { stageOf, type StageInput } from './stage.ts';

const SEED = { seed: 20_261_122 };
const desktop = { width: 1248, height: 640 };
const tablet = { width: 900, height: 600 };
const phone = { width: 374, height: 600 };

describe('the grid', () => {
  it.each([
    ['one on a desk', desktop, 1, [1, 1, 1]],
    ['two on a desk', desktop, 2, [2, 1, 2]],
    ['three on a desk', desktop, 3, [2, 2, 3]],
    ['four on a desk', desktop, 4, [2, 2, 4]],
    ['six on a desk', desktop, 6, [3, 2, 6]],
    ['nine on a desk', desktop, 9, [3, 3, 9]],
    ['25 on a desk', desktop, 25, [5, 5, 25]],
    ['200 on a desk', desktop, 200, [5, 5, 25]],
    ['200 on a tablet', tablet, 200, [3, 3, 9]],
    ['two on a phone', phone, 2, [1, 2, 2]],
    ['200 on a phone', phone, 200, [2, 2, 4]],
    ['nobody', desktop, 0, [1, 1, 1]],
  ] as const)('%s', (...[, area, count, [columns, rows, perPage]]) => {
    expect(gridFor(area, count)).toEqual({ columns, rows, perPage });
  });

  it('shows fewer people rather than tiles too small to see a face', () => {
    expect(gridFor({ width: 1000, height: 160 }, 25).perPage).toBeLessThanOrEqual(12);
    expect(gridFor({ width: 0, height: 0 }, 25)).toEqual({ columns: 1, rows: 1, perPage: 1 });
  });

  it('has room for everybody on its pages, whatever the window', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 0, max: 200 }),
        (width, height, count) => {
          const { columns, rows, perPage } = gridFor({ width, height }, count);
          const tiles = Array.from({ length: count }, (_, at) => at);
          const pages = Array.from({ length: pageCount(count, perPage) }, (_, page) =>
            pageOf(tiles, page, perPage),
          );
          expect(columns * rows).toBeGreaterThanOrEqual(perPage);
          expect(pages.flat()).toEqual(tiles);
        },
      ),
      SEED,
    );
  });

  it('puts a last row that is not full in the middle', () => {
    expect([0, 1, 2].map((at) => startColumn(at, 3, 2))).toEqual([undefined, undefined, 2]);
    expect([3, 4].map((at) => startColumn(at, 5, 3))).toEqual([2, undefined]);
    expect([0, 1, 2, 3].map((at) => startColumn(at, 4, 2))).toEqual(Array(4).fill(undefined));
  });

  it('a page that is no more gives the last one', () => {
    expect(pageOf([1, 2, 3], 9, 2)).toEqual([3]);
    expect(pageOf([1, 2, 3], -1, 2)).toEqual([1, 2]);
    expect(pageOf([], 0, 4)).toEqual([]);
  });
});

describe('who has the word', () => {
  const hear = (...steps: readonly (readonly [at: number, ...speaking: string[]])[]): unknown[] => {
    const speaker = new ActiveSpeaker<string>();
    return steps.map(([at, ...speaking]) => speaker.hear(new Set(speaking), at));
  };

  it('is not taken by a cough', () => {
    expect(hear([0, 'a'], [900, 'a'], [950], [2000])).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is taken after a second of speech', () => {
    expect(hear([0, 'a'], [1000, 'a'])).toEqual([undefined, 'a']);
  });

  it('is kept while speaking, however long somebody talks into it', () => {
    expect(hear([0, 'a'], [1000, 'a'], [2000, 'a', 'b'], [9000, 'a', 'b'])).toEqual([
      undefined,
      'a',
      'a',
      'a',
    ]);
  });

  it('goes to whoever began first when it becomes free', () => {
    expect(
      hear([0, 'a'], [1000, 'a'], [2000, 'a', 'b'], [2500, 'a', 'b', 'c'], [4000, 'b', 'c'])[4],
    ).toBe('b');
  });

  it('stays for a minute of silence and ends then', () => {
    expect(hear([0, 'a'], [1000, 'a'], [60_999], [61_000])).toEqual([
      undefined,
      'a',
      'a',
      undefined,
    ]);
  });

  it('is free when its holder leaves', () => {
    const speaker = new ActiveSpeaker<string>();
    speaker.hear(new Set(['a']), 0);
    speaker.hear(new Set(['a']), 1000);
    speaker.forget('a');
    expect(speaker.hear(new Set(), 1100)).toBeUndefined();
  });
});

const person = (id: string, more: Partial<Placed<string>> = {}): Placed<string> => ({
  id,
  self: false,
  handRaisedAt: null,
  camera: true,
  ...more,
});
const quiet = { speaker: undefined, lastSpoke: new Map<string, number>(), previous: [] };

describe('the order of tiles', () => {
  const crowd = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => person(id));
  const me = person('me', { self: true });

  it('does not move anybody while everybody fits', () => {
    const people = [person('b', { handRaisedAt: 1 }), person('a', { camera: false }), me];
    const options = { ...quiet, previous: ['a', 'me', 'b'], perPage: 9, speaker: 'b' };
    expect(orderTiles(people, options)).toEqual(['a', 'b', 'me']);
  });

  it('puts oneself last on the first page and nowhere else, whatever one does', () => {
    const loud = person('me', { self: true, handRaisedAt: 1 });
    const order = orderTiles([...crowd, loud], { ...quiet, perPage: 4, speaker: 'me' });
    expect(order).toEqual(['a', 'b', 'c', 'me', 'd', 'e', 'f']);
  });

  it('brings hands to the first page in the order in which they went up', () => {
    const people = crowd.map((p) =>
      p.id === 'f' ? { ...p, handRaisedAt: 5 } : p.id === 'e' ? { ...p, handRaisedAt: 9 } : p,
    );
    const lastSpoke = new Map([
      ['a', 30],
      ['b', 10],
      ['c', 20],
    ]);
    expect(orderTiles([...people, me], { ...quiet, lastSpoke, perPage: 4 }).slice(0, 4)).toEqual([
      'a',
      'f',
      'e',
      'me',
    ]);
  });

  it('gives who has the word the place of who was quiet longest, and lets them keep it', () => {
    const lastSpoke = new Map([
      ['a', 30],
      ['b', 10],
      ['e', 99],
    ]);
    const options = { ...quiet, lastSpoke, perPage: 3 };
    const once = orderTiles(crowd, { ...options, speaker: 'e' });
    expect(once.slice(0, 3)).toEqual(['a', 'b', 'e']);
    expect(orderTiles(crowd, { ...options, previous: once })).toEqual(once);
  });

  it('drops who left and appends who came', () => {
    const people = [person('c'), person('new'), person('a')];
    expect(orderTiles(people, { ...quiet, previous: ['a', 'gone', 'c'], perPage: 9 })).toEqual([
      'a',
      'c',
      'new',
    ]);
  });

  it('neither loses nor doubles anybody', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 }),
        fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        (ids, previous, perPage) => {
          const people = ids.map((id, at) =>
            person(id, { self: at === 0, handRaisedAt: at % 3 === 0 ? at : null }),
          );
          const order = orderTiles(people, {
            ...quiet,
            previous: [...new Set(previous)],
            perPage,
            speaker: ids[2],
          });
          expect([...order].sort()).toEqual([...ids].sort());
        },
      ),
      SEED,
    );
  });

  it('lists hands that went up together the same way on every screen', () => {
    const hands = [person('b', { handRaisedAt: 1 }), person('a', { handRaisedAt: 1 })];
    expect(handsInOrder(hands).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(handsInOrder(hands.toReversed()).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('the stage', () => {
  const input: StageInput<string> = {
    mode: 'grid',
    pinned: undefined,
    shares: [],
    dismissedShare: undefined,
    speaker: undefined,
    tiles: ['a', 'b', 'me'],
    own: 'me',
  };

  it.each<[string, Partial<StageInput<string>>, unknown]>([
    ['is empty in the grid', {}, undefined],
    ['shows what is pinned before all else', { pinned: 'b', shares: ['s'] }, 'b'],
    ['does not show what was pinned and left', { pinned: 'gone' }, undefined],
    ['shows the newest shared screen', { shares: ['s1', 's2'] }, 's2'],
    [
      'shows the other share when one was put away',
      { shares: ['s1', 's2'], dismissedShare: 's2' },
      's1',
    ],
    [
      'goes back to the grid when the share was put away',
      { shares: ['s'], dismissedShare: 's' },
      undefined,
    ],
    ['shows who has the word', { mode: 'speaker', speaker: 'b' }, 'b'],
    ['shows the first of the others before anybody spoke', { mode: 'speaker' }, 'a'],
    ['never shows oneself by itself', { mode: 'speaker', speaker: 'me' }, 'a'],
    ['stays a grid when one is alone', { mode: 'speaker', tiles: ['me'] }, undefined],
  ])('%s', (_what, more, tile) => {
    const stage = stageOf({ ...input, ...more });
    expect(stage.kind === 'stage' ? stage.tile : undefined).toBe(tile);
  });

  it('keeps everybody else in the strip', () => {
    const stage = stageOf({ ...input, shares: ['s1', 's2'] });
    expect(stage.kind === 'stage' && stage.strip).toEqual(['s1', 'a', 'b', 'me']);
  });
});
