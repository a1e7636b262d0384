import { centreOf, type Point } from '../geometry/Box.ts';
import type { LineEnds } from '../geometry/lineEnds.ts';
import {
  isBox,
  isInk,
  isLine,
  type BoxShape,
  type ImageShape,
  type InkShape,
  type LineShape,
  type PlacedShape,
  type Shape,
  type TextShape,
} from '../model/Shape.ts';
import { arrowHead } from './arrowHead.ts';
import { traceBox, traceRounded } from './boxPath.ts';
import type { StoredImage } from './ImageStore.ts';
import { inkWidth, traceInk, traceInkThin } from './inkPath.ts';
import { layoutText, type Measure, type TextLayout } from './layoutText.ts';
import { HIGHLIGHT, inkColor, type Theme, TINT } from './palette.ts';
import { penWidth } from './widths.ts';

export type Canvas2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export const FONT =
  "'Archivo Variable', 'Archivo Fallback', ui-sans-serif, system-ui, 'Segoe UI', sans-serif";
export const fontOf = (height: number): string => `500 ${height}px ${FONT}`;

/** Below so many device pixels, nobody sees that a line gets thicker and thinner, and drawing it so takes ten times as long. */
const THIN = 2.2;
/** Letters smaller than this are a grey line. */
const SMALLEST_LETTERS = 3;

export interface PainterOptions {
  readonly theme: Theme;
  readonly measure: Measure;
  readonly image: (fileId: string) => StoredImage;
  /** Device pixels for each board unit. */
  readonly scale: number;
  readonly ends: (line: LineShape) => LineEnds;
}

const fullPaths = new WeakMap<InkShape, Path2D>();
const layouts = new WeakMap<Shape, TextLayout>();

/** Forgets how texts were laid out: the letters have arrived, and are of another width. */
let letters = 0;
const layoutLetters = new WeakMap<Shape, number>();
export function lettersArrived(): void {
  letters += 1;
}

function kept<K extends object, V>(store: WeakMap<K, V>, key: K, make: () => V): V {
  const known = store.get(key);
  if (known !== undefined) return known;
  const fresh = make();
  store.set(key, fresh);
  return fresh;
}

/** Draws shapes on a canvas whose transform maps board units to device pixels. */
export class Painter {
  readonly #options: PainterOptions;

  constructor(options: PainterOptions) {
    this.#options = options;
  }

  draw(to: Canvas2D, shape: Shape): void {
    if (isLine(shape)) {
      this.#line(to, shape);
      return;
    }
    const { place } = shape;
    to.save();
    if (place.angle !== 0) turn(to, place.angle, centreOf(place));
    to.translate(place.x, place.y);
    this.#placed(to, shape);
    to.restore();
  }

  #placed(to: Canvas2D, shape: PlacedShape): void {
    if (isInk(shape)) this.#ink(to, shape);
    else if (isBox(shape)) this.#box(to, shape);
    else if (shape.kind === 'image') this.#image(to, shape);
    else this.#words(to, shape);
  }

  #ink(to: Canvas2D, shape: InkShape): void {
    const color = inkColor(this.#options.theme, shape);
    if (shape.kind === 'highlighter') to.globalAlpha *= HIGHLIGHT;
    if (inkWidth(shape) * this.#options.scale < THIN) {
      to.strokeStyle = color;
      to.lineWidth = inkWidth(shape) * 0.9;
      // Round joints take twice as long and are not seen on a line of two pixels.
      to.lineCap = 'butt';
      to.lineJoin = 'bevel';
      to.beginPath();
      traceInkThin(to, shape, this.#options.scale);
      to.stroke();
    } else {
      to.fillStyle = color;
      to.fill(kept(fullPaths, shape, () => traced(traceInk, shape)));
    }
  }

  #box(to: Canvas2D, shape: BoxShape): void {
    const { theme } = this.#options;
    const color = theme.line[shape.look.color];
    to.beginPath();
    traceBox(to, shape);
    if (shape.look.fill !== 'none') {
      to.fillStyle = color;
      const before = to.globalAlpha;
      if (shape.look.fill === 'tint') to.globalAlpha = before * TINT;
      to.fill();
      to.globalAlpha = before;
    }
    to.strokeStyle = color;
    this.#pen(to, shape);
    to.stroke();
    to.setLineDash([]);
    this.#text(to, shape, shape.look.fill === 'full' ? theme.paper : color);
  }

  #words(to: Canvas2D, shape: TextShape): void {
    const { theme } = this.#options;
    if (shape.kind === 'note') {
      to.beginPath();
      traceRounded(to, { ...shape.place, radius: 4 });
      to.fillStyle = theme.note[shape.look.color];
      to.fill();
    }
    this.#text(to, shape, shape.kind === 'note' ? theme.noteInk : theme.line[shape.look.color]);
  }

  #text(to: Canvas2D, shape: BoxShape | TextShape, color: string): void {
    if (shape.text === '') return;
    if (layoutLetters.get(shape) !== letters) layouts.delete(shape);
    layoutLetters.set(shape, letters);
    const layout = kept(layouts, shape, () => layoutText(shape, this.#options.measure));
    to.fillStyle = color;
    if (layout.letters * this.#options.scale < SMALLEST_LETTERS) {
      for (const { x, y } of layout.lines)
        to.fillRect(x, y - layout.letters * 0.4, layout.width, 1);
      return;
    }
    to.font = fontOf(layout.letters);
    for (const { text, x, y } of layout.lines) to.fillText(text, x, y);
  }

  #image(to: Canvas2D, shape: ImageShape): void {
    const { w, h } = shape.place;
    const image = this.#options.image(shape.fileId);
    if (image.kind === 'ready') {
      to.drawImage(image.bitmap, 0, 0, w, h);
      return;
    }
    const color = this.#options.theme.line.grey;
    to.fillStyle = color;
    const before = to.globalAlpha;
    to.globalAlpha = before * TINT;
    to.fillRect(0, 0, w, h);
    to.globalAlpha = before;
    to.font = fontOf(14);
    if (w > 60 && h > 30) to.fillText(shape.text.slice(0, 40), 10, h / 2, w - 20);
  }

  #line(to: Canvas2D, shape: LineShape): void {
    const ends = this.#options.ends(shape);
    to.strokeStyle = this.#options.theme.line[shape.look.color];
    this.#pen(to, shape);
    to.beginPath();
    to.moveTo(ends.from.x, ends.from.y);
    to.lineTo(ends.to.x, ends.to.y);
    to.stroke();
    to.setLineDash([]);
    if (shape.kind === 'line') return;
    const [left, right] = arrowHead(ends, penWidth(shape.look.size));
    to.beginPath();
    to.moveTo(left.x, left.y);
    to.lineTo(ends.to.x, ends.to.y);
    to.lineTo(right.x, right.y);
    to.stroke();
  }

  #pen(to: Canvas2D, { look }: Shape): void {
    const width = penWidth(look.size);
    to.lineWidth = width;
    to.lineCap = 'round';
    to.lineJoin = 'round';
    to.setLineDash(look.dash === 'dashed' ? dashOf(width) : []);
  }
}

/** Round ends add a width to each dash. */
export const dashOf = (width: number): [number, number] => [width * 2, width * 3];

function turn(to: Canvas2D, angle: number, about: Point): void {
  to.translate(about.x, about.y);
  to.rotate(angle);
  to.translate(-about.x, -about.y);
}

function traced(trace: (path: Path2D, shape: InkShape) => void, shape: InkShape): Path2D {
  const path = new Path2D();
  trace(path, shape);
  return path;
}
