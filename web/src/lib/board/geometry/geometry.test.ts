import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrow, box, place } from '../testShapes.ts';
import { alignShift, distributeShifts } from './arrange.ts';
import { touches } from './Box.ts';
import { Grid } from './Grid.ts';
import { handlePoint, handles, pull } from './handles.ts';
import { isHit } from './hit.ts';
import { lineEnds } from './lineEnds.ts';
import { moveBy, stretch, turnAbout } from './move.ts';
import { boundsOfPlace, pointAt, shareAt } from './place.ts';
import { Scene } from './Scene.ts';
import { snap } from './snap.ts';

const SEED = 20261122;
const nowhere = { from: { x: 0, y: 0 }, to: { x: 0, y: 0 } };
const coordinate = fc.integer({ min: -5000, max: 5000 });
const side = fc.integer({ min: 0, max: 3000 });
const anyBox = fc.record({ x: coordinate, y: coordinate, w: side, h: side });

describe('index', () => {
  it('finds exactly what touches, whatever was put, moved and removed', () => {
    fc.assert(
      fc.property(fc.array(anyBox, { maxLength: 40 }), anyBox, (boxes, wanted) => {
        const grid = new Grid();
        boxes.forEach((each, at) => grid.set(`s${at}`, { x: 0, y: 0, w: at * 100, h: 1 }));
        boxes.forEach((each, at) => grid.set(`s${at}`, each));
        boxes.forEach((_, at) => at % 5 === 0 && grid.delete(`s${at}`));
        const expected = boxes.flatMap((each, at) =>
          at % 5 !== 0 && touches(each, wanted) ? [`s${at}`] : [],
        );
        expect([...grid.query(wanted)].sort()).toEqual(expected.sort());
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe('places', () => {
  it('a share of a turned shape leads back to the same point', () => {
    const turned = place(10, 20, { angle: 1.1 });
    const point = pointAt(turned, { x: 0.25, y: 0.9 });
    const share = shareAt(turned, point);
    expect(share.x).toBeCloseTo(0.25);
    expect(share.y).toBeCloseTo(0.9);
  });

  it('a quarter turn swaps the sides of the box around', () => {
    const bounds = boundsOfPlace(place(0, 0, { angle: Math.PI / 2 }));
    expect([bounds.x, bounds.y, bounds.w, bounds.h].map(Math.round)).toEqual([20, -20, 60, 100]);
  });

  it.each(handles)('pulling %s leaves the opposite corner or side where it was', (handle) => {
    const opposite = {
      n: 's',
      s: 'n',
      e: 'w',
      w: 'e',
      ne: 'sw',
      sw: 'ne',
      nw: 'se',
      se: 'nw',
    } as const;
    const before = place(30, 40, { angle: 0.7 });
    const after = pull(before, {
      handle,
      by: { x: 17, y: -9 },
      keepRatio: false,
      fromCentre: false,
    });
    const fixed = handlePoint(before, opposite[handle]);
    const now = handlePoint(after, opposite[handle]);
    expect(now.x).toBeCloseTo(fixed.x);
    expect(now.y).toBeCloseTo(fixed.y);
    expect([after.w, after.h]).not.toEqual([before.w, before.h]);
  });

  it('keeps the proportions when asked, and never gets flat', () => {
    const pulled = { handle: 'se', by: { x: 100, y: 0 }, fromCentre: false } as const;
    const wide = pull(place(0, 0), { ...pulled, keepRatio: true });
    expect([wide.w, wide.h]).toEqual([200, 120]);
    const flat = pull(place(0, 0), { ...pulled, by: { x: -500, y: -500 }, keepRatio: false });
    expect([flat.w, flat.h]).toEqual([4, 4]);
  });

  it('shapes turned about a point and back are where they were', () => {
    const shapes = [
      box('a', { place: place(10, 10, { angle: 6 }) }),
      box('b', { place: place(300, 80) }),
    ];
    const back = turnAbout(turnAbout(shapes, { x: 50, y: 50 }, 0.9), { x: 50, y: 50 }, -0.9);
    back.forEach((shape, at) => {
      const before = shapes[at]?.place ?? place(0, 0);
      const now = 'place' in shape ? shape.place : place(-1, -1);
      expect(now.x).toBeCloseTo(before.x);
      expect(Math.sin(now.angle)).toBeCloseTo(Math.sin(before.angle));
    });
  });

  it('stretches a group with its box', () => {
    const [first] = stretch(
      [box('a', { place: place(100, 0) }), box('b')],
      { x: 0, y: 0, w: 200, h: 60 },
      { x: 0, y: 0, w: 400, h: 30 },
    );
    expect(first).toMatchObject({ place: { x: 200, y: 0, w: 200, h: 30 } });
  });
});

describe('hits', () => {
  it('an empty rectangle is hit on its edge and not inside, a full one everywhere', () => {
    const inside = { point: { x: 50, y: 30 }, tolerance: 4, ends: nowhere };
    expect(isHit(box('a'), inside)).toBe(false);
    expect(isHit(box('a'), { ...inside, point: { x: 0, y: 30 } })).toBe(true);
    expect(
      isHit(box('a', { look: { color: 'ink', size: 'm', fill: 'full', dash: 'solid' } }), inside),
    ).toBe(true);
    expect(isHit(box('a', { text: 'words' }), inside)).toBe(true);
  });

  it('the corner of the box around an ellipse is not the ellipse', () => {
    const ellipse = box('a', { kind: 'ellipse', text: 'x' });
    expect(isHit(ellipse, { point: { x: 3, y: 3 }, tolerance: 2, ends: nowhere })).toBe(false);
  });

  it('the foremost shape is hit', () => {
    const scene = new Scene([
      box('back', { order: 'a1', text: 'x' }),
      box('front', { order: 'a2', text: 'x' }),
    ]);
    expect(scene.at({ x: 50, y: 30 }, 2)?.id).toBe('front');
  });
});

describe('arrows that stick', () => {
  const target = box('target', { place: place(300, 0) });
  const sticking = arrow('arrow', {
    from: { x: 0, y: 30 },
    to: { x: 999, y: 999, on: { shape: 'target', x: 0.5, y: 0.5 } },
  });

  it('end before the edge of what they stick to', () => {
    const { from, to } = lineEnds(sticking, () => target);
    expect(from).toEqual({ x: 0, y: 30 });
    expect(to.x).toBeCloseTo(294);
    expect(to.y).toBeCloseTo(30);
  });

  it('follow it when it moves, and are found where they are then', () => {
    const scene = new Scene([sticking, target]);
    const moved = { ...target, place: place(300, 400) };
    const changed = scene.put('target', moved);
    expect(scene.ends(sticking).to.y).toBeGreaterThan(300);
    expect(scene.within({ x: 100, y: 150, w: 50, h: 50 }).map(({ id }) => id)).toContain('arrow');
    expect(changed.some(({ x }) => x < 100)).toBe(true);
  });

  it('end where they were written when it is gone', () => {
    expect(lineEnds(sticking, () => undefined).to).toEqual({ x: 999, y: 999 });
  });

  it('let go when they are moved without it, and keep sticking when moved with it', () => {
    const [alone] = moveBy([sticking], { x: 10, y: 0 });
    expect(alone).toMatchObject({ from: { x: 10 }, to: { on: { shape: 'target' } } });
    const [together] = moveBy([sticking, target], { x: 10, y: 0 });
    expect(together).toMatchObject({ from: { x: 10 }, to: { x: 1009, on: { shape: 'target' } } });
  });
});

describe('order on the page', () => {
  it('pulls an edge to the nearest edge and shows why', () => {
    const others = [{ x: 200, y: 300, w: 50, h: 50 }];
    const { dx, dy, guides } = snap({ x: 203, y: 0, w: 100, h: 100 }, { others, reach: 6 });
    expect([dx, dy]).toEqual([-3, 0]);
    expect(guides).toEqual([{ from: { x: 200, y: 0 }, to: { x: 200, y: 350 } }]);
  });

  it('does not pull from further away than the reach', () => {
    const others = [{ x: 200, y: 300, w: 50, h: 50 }];
    expect(snap({ x: 60, y: 0, w: 33, h: 33 }, { others, reach: 6 }).guides).toEqual([]);
  });

  it('aligns with the box around all', () => {
    const all = { x: 0, y: 0, w: 500, h: 300 };
    expect(alignShift({ x: 50, y: 50, w: 100, h: 40 }, all, 'right')).toEqual({ x: 350, y: 0 });
    expect(alignShift({ x: 50, y: 50, w: 100, h: 40 }, all, 'middle')).toEqual({ x: 0, y: 80 });
  });

  it('makes gaps equal and leaves the outermost', () => {
    const boxes = [0, 120, 500].map((x) => ({ x, y: 0, w: 100, h: 10 }));
    expect(distributeShifts(boxes, 'x').map(({ x }) => x)).toEqual([0, 130, 0]);
  });
});
