import type { Camera } from './camera.ts';
import type { Theme } from './palette.ts';

/** Between two dots at 100 %. */
const STEP = 22;

/** Dots that show how the paper moves and how large it is. The canvas is in device pixels. */
export function drawPaper(
  to: CanvasRenderingContext2D,
  { x, y, zoom }: Camera,
  theme: Theme,
): void {
  // From far away every second, fourth, eighth: never closer than 16 pixels.
  let step = STEP;
  while (step * zoom < 16) step *= 2;
  const pixels = devicePixelRatio;
  const dot = Math.max(1, Math.round(1.2 * pixels));
  to.fillStyle = theme.dark ? '#2d3431' : '#d3d8d3';
  const { width, height } = to.canvas;
  const side = step * zoom * pixels;
  const left = side - ((((x * zoom * pixels) % side) + side) % side);
  const top = side - ((((y * zoom * pixels) % side) + side) % side);
  for (let dx = left - side; dx < width; dx += side) {
    for (let dy = top - side; dy < height; dy += side) to.fillRect(dx, dy, dot, dot);
  }
}
