import type { Desk } from '../Desk.ts';
import { centreOf, type Box, type Point } from '../geometry/Box.ts';
import { boundsOfPlace, cornersOf } from '../geometry/place.ts';
import { isLine, type Place } from '../model/Shape.ts';
import { gripsOf, selectionFrame } from '../tools/selectionFrame.ts';
import { toScreen } from './camera.ts';
import type { Theme } from './palette.ts';

/** More outlines than this say nothing and cost a frame. */
const MOST_OUTLINES = 200;

/** Frames, handles, the box being pulled and the lines of alignment. The canvas is in CSS pixels. */
export function drawSelection(to: CanvasRenderingContext2D, desk: Desk, theme: Theme): void {
  to.strokeStyle = theme.line.ink;
  to.lineWidth = 1.5;
  const frame = desk.editing === undefined ? selectionFrame(desk) : undefined;
  if (frame !== undefined) drawSelected(to, desk, { frame, theme });
  if (desk.marquee !== undefined) drawMarquee(to, desk, desk.marquee);
  drawGuides(to, desk, theme);
}

function drawSelected(
  to: CanvasRenderingContext2D,
  desk: Desk,
  { frame, theme }: { frame: Place; theme: Theme },
): void {
  const shapes = desk.selected();
  if (shapes.length > 1) {
    to.globalAlpha = 0.45;
    for (const shape of shapes.slice(0, MOST_OUTLINES)) {
      drawFrame(to, desk, isLine(shape) ? flat(desk.scene.bounds(shape)) : shape.place);
    }
    to.globalAlpha = 1;
  }
  // A line is shown by its ends.
  if (shapes.length > 1 || !shapes.every(isLine)) {
    drawFrame(to, desk, padded(frame, desk.camera.zoom));
  }
  drawGrips(to, desk, theme);
  if (shapes.some(({ locked }) => locked)) drawLock(to, desk, { frame, theme });
}

const flat = (box: Box): Place => ({ ...box, angle: 0 });

/** The frame stands a little off the shape, so that the shape's own edge is seen. */
function padded(place: Place, zoom: number): Place {
  const by = 1 / zoom;
  return { ...place, x: place.x - by, y: place.y - by, w: place.w + 2 * by, h: place.h + 2 * by };
}

function drawFrame(to: CanvasRenderingContext2D, desk: Desk, place: Place): void {
  to.beginPath();
  for (const corner of cornersOf(place)) {
    const { x, y } = toScreen(desk.camera, corner);
    to.lineTo(x, y);
  }
  to.closePath();
  to.stroke();
}

function drawGrips(to: CanvasRenderingContext2D, desk: Desk, theme: Theme): void {
  to.fillStyle = theme.dark ? '#212725' : '#ffffff';
  to.strokeStyle = theme.line.ink;
  to.lineWidth = 1.5;
  for (const { grip, at } of gripsOf(desk)) {
    const { x, y } = toScreen(desk.camera, at);
    to.beginPath();
    if (grip.kind === 'resize') to.roundRect(x - 4.5, y - 4.5, 9, 9, 2);
    else to.arc(x, y, 5.5, 0, 2 * Math.PI);
    to.fill();
    to.stroke();
  }
}

/** A small padlock above the frame: why it cannot be moved. */
function drawLock(
  to: CanvasRenderingContext2D,
  desk: Desk,
  { frame, theme }: { frame: Place; theme: Theme },
): void {
  const box = boundsOfPlace(frame);
  const { x, y } = toScreen(desk.camera, { x: centreOf(box).x, y: box.y });
  to.fillStyle = theme.line.ink;
  to.beginPath();
  to.roundRect(x - 6, y - 16, 12, 9, 2);
  to.fill();
  to.beginPath();
  to.arc(x, y - 16, 4, Math.PI, 0);
  to.stroke();
}

function drawMarquee(to: CanvasRenderingContext2D, desk: Desk, box: Box): void {
  const { x, y } = toScreen(desk.camera, box);
  const { zoom } = desk.camera;
  to.save();
  to.lineWidth = 1;
  to.strokeRect(x, y, box.w * zoom, box.h * zoom);
  to.globalAlpha = 0.06;
  to.fillStyle = to.strokeStyle;
  to.fillRect(x, y, box.w * zoom, box.h * zoom);
  to.restore();
}

function drawGuides(to: CanvasRenderingContext2D, desk: Desk, theme: Theme): void {
  to.strokeStyle = theme.line.red;
  to.lineWidth = 1;
  for (const { from, to: end } of desk.guides) {
    const a: Point = toScreen(desk.camera, from);
    const b: Point = toScreen(desk.camera, end);
    to.beginPath();
    to.moveTo(a.x, a.y);
    to.lineTo(b.x, b.y);
    to.stroke();
  }
}
