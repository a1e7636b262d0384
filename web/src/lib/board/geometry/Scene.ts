import { highlighterWidth, penWidth } from '../draw/widths.ts';
import { byOrder } from '../model/readPages.ts';
import { isLine, type LineShape, type PlacedShape, type Shape } from '../model/Shape.ts';
import { type Box, boxBetween, grow, type Point, union } from './Box.ts';
import { Grid } from './Grid.ts';
import { isHit } from './hit.ts';
import { lineEnds, type LineEnds } from './lineEnds.ts';
import { boundsOfPlace } from './place.ts';

/** The head of an arrow sticks out by so many widths. */
const HEAD = 5;
const NOWHERE: LineEnds = { from: { x: 0, y: 0 }, to: { x: 0, y: 0 } };

/** The shapes of one page where they are now: what is where, and what lies in front. */
export class Scene {
  readonly #shapes = new Map<string, Shape>();
  readonly #grid = new Grid();
  /** Which lines stick to a shape: they change their place when it does. */
  readonly #stuck = new Map<string, Set<string>>();
  readonly #find = (id: string): PlacedShape | undefined => {
    const shape = this.#shapes.get(id);
    return shape === undefined || isLine(shape) ? undefined : shape;
  };

  constructor(shapes: Iterable<Shape>) {
    const lines: LineShape[] = [];
    for (const shape of shapes) {
      this.#shapes.set(shape.id, shape);
      if (isLine(shape)) lines.push(shape);
      else this.#grid.set(shape.id, this.#reach(shape));
    }
    // After all the others, so that what they stick to is known.
    for (const line of lines) {
      this.#stick(line);
      this.#grid.set(line.id, this.#reach(line));
    }
  }

  get size(): number {
    return this.#shapes.size;
  }

  get(id: string): Shape | undefined {
    return this.#shapes.get(id);
  }

  all(): Iterable<Shape> {
    return this.#shapes.values();
  }

  /** From the back to the front. */
  sorted(): Shape[] {
    return [...this.#shapes.values()].sort(byOrder);
  }

  ends(line: LineShape): LineEnds {
    return lineEnds(line, this.#find);
  }

  /** The box that holds the shape, its line's width left out. */
  bounds(shape: Shape): Box {
    if (!isLine(shape)) return boundsOfPlace(shape.place);
    const { from, to } = this.ends(shape);
    return boxBetween(from, to);
  }

  boundsOf(ids: Iterable<string>): Box | undefined {
    return union(this.pick(ids).map((shape) => this.bounds(shape)));
  }

  pick(ids: Iterable<string>): Shape[] {
    return [...ids].flatMap((id) => this.#shapes.get(id) ?? []);
  }

  /** Everything that is drawn on some part of the board, from the back to the front. */
  within(box: Box): Shape[] {
    return this.pick(this.#grid.query(box)).sort(byOrder);
  }

  contentBox(): Box | undefined {
    return union(this.#grid.boxes());
  }

  /** The box in which the shape leaves marks. */
  drawnBox(id: string): Box | undefined {
    return this.#grid.boxOf(id);
  }

  linesOn(id: string): ReadonlySet<string> {
    return this.#stuck.get(id) ?? new Set();
  }

  /** The foremost shape at a point. */
  at(point: Point, tolerance: number, wanted?: (shape: Shape) => boolean): Shape | undefined {
    const near = this.within(grow({ ...point, w: 0, h: 0 }, tolerance)).reverse();
    return near.find(
      (shape) =>
        (wanted === undefined || wanted(shape)) &&
        isHit(shape, { point, tolerance, ends: isLine(shape) ? this.ends(shape) : NOWHERE }),
    );
  }

  /** Puts, replaces or (with nothing) removes a shape. The parts of the board that look different now. */
  put(id: string, shape: Shape | undefined): Box[] {
    const changed: Box[] = [];
    const note = (box: Box | undefined): void => {
      if (box !== undefined) changed.push(box);
    };
    note(this.#grid.boxOf(id));
    this.#unstick(this.#shapes.get(id));
    if (shape === undefined) {
      this.#shapes.delete(id);
      this.#grid.delete(id);
    } else {
      this.#shapes.set(id, shape);
      this.#stick(shape);
      this.#grid.set(id, this.#reach(shape));
    }
    note(this.#grid.boxOf(id));
    for (const line of this.pick(this.linesOn(id))) {
      note(this.#grid.boxOf(line.id));
      this.#grid.set(line.id, this.#reach(line));
      note(this.#grid.boxOf(line.id));
    }
    return changed;
  }

  #reach(shape: Shape): Box {
    const width =
      shape.kind === 'highlighter'
        ? highlighterWidth(shape.look.size)
        : penWidth(shape.look.size) * (isLine(shape) ? HEAD : 1);
    return grow(this.bounds(shape), width / 2 + 2);
  }

  #stick(shape: Shape): void {
    for (const target of targetsOf(shape)) {
      const lines = this.#stuck.get(target) ?? new Set();
      this.#stuck.set(target, lines.add(shape.id));
    }
  }

  #unstick(shape: Shape | undefined): void {
    if (shape === undefined) return;
    for (const target of targetsOf(shape)) this.#stuck.get(target)?.delete(shape.id);
  }
}

function targetsOf(shape: Shape): string[] {
  return isLine(shape) ? [shape.from, shape.to].flatMap(({ on }) => on?.shape ?? []) : [];
}
