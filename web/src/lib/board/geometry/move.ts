import { isLine, type End, type Place, type Shape } from '../model/Shape.ts';
import { type Box, centreOf, type Point } from './Box.ts';
import { rotate } from './place.ts';

/** Changes every point of a shape; an end that sticks to something that stays keeps sticking. */
function mapEnds(shape: Shape, change: (point: Point) => Point, moved: ReadonlySet<string>): Shape {
  if (!isLine(shape)) return shape;
  const end = (old: End): End => {
    if (old.on !== undefined && !moved.has(old.on.shape)) return old;
    return { ...old, ...change({ x: old.x, y: old.y }) };
  };
  return { ...shape, from: end(shape.from), to: end(shape.to) };
}

/**
 * Several shapes, moved. A line that is moved alone lets go of what it sticks to, as nothing else
 * would let it move; with what it sticks to, it keeps sticking.
 */
export function moveBy(shapes: readonly Shape[], { x: dx, y: dy }: Point): Shape[] {
  const moved = idsOf(shapes);
  const shift = ({ x, y }: Point): Point => ({ x: x + dx, y: y + dy });
  return shapes.map((shape) => {
    if (isLine(shape)) return mapEnds(shape, shift, moved);
    return { ...shape, place: { ...shape.place, ...shift(shape.place) } };
  });
}

/** Turned about one point, each shape with the others. */
export function turnAbout(shapes: readonly Shape[], about: Point, angle: number): Shape[] {
  const moved = idsOf(shapes);
  return shapes.map((shape) => {
    if (isLine(shape)) return mapEnds(shape, (point) => rotate(point, about, angle), moved);
    return { ...shape, place: turnPlace(shape.place, about, angle) };
  });
}

function turnPlace(place: Place, about: Point, angle: number): Place {
  const { x, y } = rotate(centreOf(place), about, angle);
  const whole = 2 * Math.PI;
  const turned = (((place.angle + angle) % whole) + whole) % whole;
  return { ...place, x: x - place.w / 2, y: y - place.h / 2, angle: turned };
}

/** Stretches shapes with the box around them. What is turned keeps its proportions. */
export function stretch(shapes: readonly Shape[], before: Box, after: Box): Shape[] {
  const moved = idsOf(shapes);
  const sx = before.w > 0 ? after.w / before.w : 1;
  const sy = before.h > 0 ? after.h / before.h : 1;
  const map = ({ x, y }: Point): Point => ({
    x: after.x + (x - before.x) * sx,
    y: after.y + (y - before.y) * sy,
  });
  return shapes.map((shape) => {
    if (isLine(shape)) return mapEnds(shape, map, moved);
    const centre = map(centreOf(shape.place));
    const even = Math.min(sx, sy);
    const turned = shape.place.angle !== 0 && shapes.length > 1;
    const w = keepsWidth(shape.kind) ? shape.place.w : shape.place.w * (turned ? even : sx);
    const h = keepsWidth(shape.kind) ? shape.place.h : shape.place.h * (turned ? even : sy);
    return { ...shape, place: { ...shape.place, x: centre.x - w / 2, y: centre.y - h / 2, w, h } };
  });
}

/** Letters have sizes of their own: a text in a stretched group moves only. */
const keepsWidth = (kind: Shape['kind']): boolean => kind === 'text';

const idsOf = (shapes: readonly Shape[]): Set<string> => new Set(shapes.map(({ id }) => id));
