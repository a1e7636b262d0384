import { describe, expect, it } from 'vitest';
import { personId } from '../../../../../tests/support/LinkedDocument.ts';
import type { ReadEntry } from '../log/LogReader.ts';
import { restorePointsOf } from './restorePoints.ts';

const MINUTE = 60_000;
const [mara, yuki] = [personId('mara'), personId('yuki')];

function entries(...list: readonly Partial<ReadEntry>[]): ReadEntry[] {
  return list.map((entry, index) => ({
    position: index + 1,
    at: 0,
    by: mara,
    update: new Uint8Array(),
    deleted: 0,
    inserted: 0,
    ...entry,
  }));
}

const points = (list: ReadEntry[], kind: 'minutes' | 'board' = 'minutes'): unknown =>
  restorePointsOf(
    { entries: list, from: 0, at: { place: { kind, owner: null }, generation: 1 } },
    [],
  );

describe('restore points', () => {
  it('are the ends of stretches of five minutes, newest first, with who wrote in them', () => {
    const list = entries({}, { at: MINUTE, by: yuki }, { at: 6 * MINUTE }, { at: 7 * MINUTE });
    expect(points(list)).toEqual([
      { position: 4, at: 7 * MINUTE, by: [mara] },
      { position: 2, at: MINUTE, by: [mara, yuki] },
    ]);
  });

  it('stand before a change that took much away, however soon it came', () => {
    const list = entries({}, { at: 1 }, { at: 2, by: yuki, deleted: 60 }, { at: 3 });
    expect(points(list)).toEqual([
      { position: 4, at: 3, by: [yuki, mara] },
      { position: 2, at: 1, by: [mara] },
    ]);
  });

  it('stand once before several deletions on end, on the board before a single shape went', () => {
    const list = entries({}, { deleted: 60 }, { deleted: 60 });
    expect(points(list)).toHaveLength(2);
    const [moved, gone] = [
      { deleted: 2, inserted: 2 },
      { deleted: 2, inserted: 0 },
    ];
    expect(points(entries({}, moved, gone), 'board')).toHaveLength(2);
    expect(points(entries({}, moved, moved), 'board')).toHaveLength(1);
  });

  it('do not stand before every word taken back, nor before the first entry', () => {
    const list = entries({ deleted: 60 }, { deleted: 6 }, { deleted: 23 });
    expect(points(list)).toEqual([{ position: 3, at: 0, by: [mara] }]);
  });
});
