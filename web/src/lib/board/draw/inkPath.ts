import { getStroke } from 'perfect-freehand';
import type { Point } from '../geometry/Box.ts';
import { inkPoints, inkScale } from '../geometry/outline.ts';
import type { InkShape } from '../model/Shape.ts';
import type { DecodedPoints } from '../model/strokePoints.ts';
import type { PathSink } from './PathSink.ts';
import { highlighterWidth, penWidth } from './widths.ts';

export const inkWidth = ({ kind, look }: Pick<InkShape, 'kind' | 'look'>): number =>
  kind === 'pen' ? penWidth(look.size) : highlighterWidth(look.size);

interface Stroke extends DecodedPoints {
  readonly kind: InkShape['kind'];
  readonly width: number;
  /** False while it is still being drawn. */
  readonly complete: boolean;
}

/** The outline of a stroke that gets thinner and thicker like ink. A highlighter keeps its width. */
export function strokeOutline({ points, pressed, kind, width, complete }: Stroke): Point[] {
  const even = kind === 'highlighter';
  const outline = getStroke(
    points.map(({ x, y, pressure }): [number, number, number] => [x, y, pressure]),
    {
      // Ink of even pressure is drawn at half its size by the library.
      size: even ? width : width * 1.5,
      thinning: even ? 0 : 0.55,
      smoothing: 0.5,
      streamline: 0.4,
      simulatePressure: !pressed && !even,
      last: complete,
    },
  );
  return outline.map(([x, y]) => ({ x, y }));
}

/** A closed, smooth path through the points of an outline. */
export function traceOutline(sink: PathSink, outline: readonly Point[]): void {
  const [first] = outline;
  if (first === undefined) return;
  sink.moveTo(first.x, first.y);
  outline.forEach((point, at) => {
    const next = outline[(at + 1) % outline.length] ?? first;
    sink.quadraticCurveTo(point.x, point.y, (point.x + next.x) / 2, (point.y + next.y) / 2);
  });
  sink.closePath();
}

/** A stroke as it was left: around its place's top left corner, not turned. */
export function traceInk(sink: PathSink, shape: InkShape): void {
  traceOutline(
    sink,
    strokeOutline({
      ...stretched(shape),
      kind: shape.kind,
      width: inkWidth(shape),
      complete: true,
    }),
  );
}

/** In device pixels: points nearer than this make no difference to a thin line. */
const NEAR = 2;

/** Only its middle line: what is seen of it from far away. */
export function traceInkThin(
  sink: Pick<PathSink, 'moveTo' | 'lineTo'>,
  shape: InkShape,
  scale: number,
): void {
  const { points } = stretched(shape);
  const least = NEAR / scale;
  let last: Point | undefined;
  points.forEach((point, at) => {
    if (last === undefined) sink.moveTo(point.x, point.y);
    else {
      const far = Math.abs(point.x - last.x) + Math.abs(point.y - last.y);
      if (far < least && at < points.length - 1) return;
      sink.lineTo(point.x, point.y);
    }
    last = point;
  });
  // A dot is a line to itself; it needs an end to be drawn.
  const [only] = points;
  if (points.length === 1 && only !== undefined) sink.lineTo(only.x + 0.01, only.y);
}

function stretched(shape: InkShape): DecodedPoints {
  const { points, pressed } = inkPoints(shape);
  const { x: sx, y: sy } = inkScale(shape);
  if (sx === 1 && sy === 1) return { points, pressed };
  return {
    pressed,
    points: points.map(({ x, y, pressure }) => ({ x: x * sx, y: y * sy, pressure })),
  };
}
