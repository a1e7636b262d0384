import { toScreen, type Camera } from './camera.ts';
import { arrowHead } from './arrowHead.ts';
import { strokeOutline, traceOutline } from './inkPath.ts';
import type { OtherPerson } from './OtherPerson.ts';
import { FONT } from './Painter.ts';
import { HIGHLIGHT, inkColor, type Theme } from './palette.ts';
import { traceBox } from './boxPath.ts';
import { highlighterWidth, penWidth } from './widths.ts';
import { isBoxKind } from '../model/isBoxKind.ts';
import type { Live } from '../presence/schema.ts';
import { pointsOf } from '../presence/thin.ts';
import { boxBetween, type Point } from '../geometry/Box.ts';

type LiveInk = Extract<Live, { kind: 'pen' | 'highlighter' }>;

/** Strokes of twenty people are on each frame, and a few of them have grown since the one before. */
const outlines = new WeakMap<LiveInk, Path2D>();

/** What the others are drawing right now. The canvas is in board units. */
export function drawOthersStrokes(
  to: CanvasRenderingContext2D,
  others: readonly OtherPerson[],
  theme: Theme,
): void {
  for (const { live, color } of others) {
    if (live === undefined) continue;
    to.save();
    if (live.kind === 'laser') drawTrail(to, pointsOf(live.points), color);
    else drawLive(to, live, theme);
    to.restore();
  }
}

function drawLive(
  to: CanvasRenderingContext2D,
  live: Exclude<Live, { kind: 'laser' }>,
  theme: Theme,
): void {
  const color = theme.line[live.color];
  if ('points' in live) {
    to.fillStyle = inkColor(theme, { kind: live.kind, look: live });
    if (live.kind === 'highlighter') to.globalAlpha = HIGHLIGHT;
    to.fill(outlineOf(live));
    return;
  }
  to.beginPath();
  const [x1, y1, x2, y2] = live.corners;
  const from = { x: x1, y: y1 };
  const end = { x: x2, y: y2 };
  to.strokeStyle = color;
  to.lineWidth = penWidth(live.size);
  if (isBoxKind(live.kind)) traceCorners(to, live.kind, boxBetween(from, end));
  else {
    to.moveTo(x1, y1);
    to.lineTo(x2, y2);
    if (live.kind === 'arrow') {
      const [left, right] = arrowHead({ from, to: end }, penWidth(live.size));
      to.moveTo(left.x, left.y);
      to.lineTo(x2, y2);
      to.lineTo(right.x, right.y);
    }
  }
  to.stroke();
}

function outlineOf(live: LiveInk): Path2D {
  const known = outlines.get(live);
  if (known !== undefined) return known;
  const width = live.kind === 'pen' ? penWidth(live.size) : highlighterWidth(live.size);
  const points = pointsOf(live.points).map((point) => ({ ...point, pressure: 0.5 }));
  const stroke = { points, pressed: false, kind: live.kind, width, complete: false };
  const path = new Path2D();
  traceOutline(path, strokeOutline(stroke));
  outlines.set(live, path);
  return path;
}

function traceCorners(
  to: CanvasRenderingContext2D,
  kind: 'rectangle' | 'ellipse' | 'diamond',
  box: { x: number; y: number; w: number; h: number },
): void {
  to.translate(box.x, box.y);
  traceBox(to, { kind, place: { ...box, angle: 0 } });
}

/** The trail of somebody's laser pointer. */
function drawTrail(to: CanvasRenderingContext2D, points: readonly Point[], color: string): void {
  const scale = to.getTransform().a / devicePixelRatio;
  to.strokeStyle = color;
  to.lineCap = 'round';
  to.lineJoin = 'round';
  to.lineWidth = 5 / scale;
  to.beginPath();
  points.forEach(({ x, y }, at) => {
    if (at === 0) to.moveTo(x, y);
    to.lineTo(x, y);
  });
  to.stroke();
}

/** Pointers with names. The canvas is in CSS pixels. */
export function drawCursors(
  to: CanvasRenderingContext2D,
  others: readonly OtherPerson[],
  camera: Camera,
): void {
  to.font = `600 12px ${FONT}`;
  for (const { cursor, name, color } of others) {
    if (cursor === undefined) continue;
    const { x, y } = toScreen(camera, { x: cursor[0], y: cursor[1] });
    to.save();
    to.translate(x, y);
    to.beginPath();
    to.moveTo(0, 0);
    to.lineTo(5, 17);
    to.lineTo(9, 10);
    to.lineTo(17, 9);
    to.closePath();
    to.fillStyle = color;
    to.strokeStyle = '#ffffff';
    to.lineWidth = 1.5;
    to.lineJoin = 'round';
    to.stroke();
    to.fill();
    const shown = name.length > 24 ? `${name.slice(0, 23)}…` : name;
    const width = to.measureText(shown).width + 14;
    // A name at the edge of the paper goes to the left of its pointer, so that it can be read.
    const room = to.canvas.width / devicePixelRatio - x;
    const left = 12 + width > room ? -width - 4 : 12;
    to.beginPath();
    to.roundRect(left, 16, width, 21, 5);
    to.fill();
    to.fillStyle = '#ffffff';
    to.fillText(shown, left + 7, 31);
    to.restore();
  }
}
