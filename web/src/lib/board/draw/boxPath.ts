import type { BoxShape } from '../model/Shape.ts';
import type { PathSink } from './PathSink.ts';

/** The part of a quarter circle that a quadratic curve over it needs to look round enough: eight of them make an ellipse. */
const EIGHTHS = 8;
const CORNER = 8;

/** The outline of a box with its top left corner at zero, not turned. */
export function traceBox(
  sink: PathSink,
  { kind, place: { w, h } }: Pick<BoxShape, 'kind' | 'place'>,
): void {
  if (kind === 'ellipse') traceEllipse(sink, w / 2, h / 2);
  else if (kind === 'diamond') traceDiamond(sink, w, h);
  else traceRounded(sink, { w, h, radius: Math.min(CORNER, w / 4, h / 4) });
}

function traceDiamond(sink: PathSink, w: number, h: number): void {
  sink.moveTo(w / 2, 0);
  sink.lineTo(w, h / 2);
  sink.lineTo(w / 2, h);
  sink.lineTo(0, h / 2);
  sink.closePath();
}

function traceEllipse(sink: PathSink, rx: number, ry: number): void {
  const step = (2 * Math.PI) / EIGHTHS;
  const reach = 1 / Math.cos(step / 2);
  sink.moveTo(2 * rx, ry);
  for (let at = 1; at <= EIGHTHS; at += 1) {
    const control = (at - 0.5) * step;
    const end = at * step;
    sink.quadraticCurveTo(
      rx + Math.cos(control) * rx * reach,
      ry + Math.sin(control) * ry * reach,
      rx + Math.cos(end) * rx,
      ry + Math.sin(end) * ry,
    );
  }
  sink.closePath();
}

export function traceRounded(
  sink: PathSink,
  { w, h, radius: r }: { w: number; h: number; radius: number },
): void {
  sink.moveTo(r, 0);
  sink.lineTo(w - r, 0);
  sink.quadraticCurveTo(w, 0, w, r);
  sink.lineTo(w, h - r);
  sink.quadraticCurveTo(w, h, w - r, h);
  sink.lineTo(r, h);
  sink.quadraticCurveTo(0, h, 0, h - r);
  sink.lineTo(0, r);
  sink.quadraticCurveTo(0, 0, r, 0);
  sink.closePath();
}
