import { arrowHead } from '../draw/arrowHead.ts';
import { traceBox, traceRounded } from '../draw/boxPath.ts';
import { traceInk } from '../draw/inkPath.ts';
import { layoutText, type Measure } from '../draw/layoutText.ts';
import { dashOf } from '../draw/Painter.ts';
import { HIGHLIGHT, inkColor, type Theme, TINT } from '../draw/palette.ts';
import type { PathSink } from '../draw/PathSink.ts';
import { penWidth } from '../draw/widths.ts';
import { centreOf, type Point } from '../geometry/Box.ts';
import type { LineEnds } from '../geometry/lineEnds.ts';
import { rotate } from '../geometry/place.ts';
import {
  isBox,
  isInk,
  isLine,
  type BoxShape,
  type LineShape,
  type PlacedShape,
  type Shape,
  type TextShape,
} from '../model/Shape.ts';

/** What a shape leaves on a sheet, where it is: the same for every file format. */
export type Mark =
  | {
      readonly kind: 'path';
      /** In the words of SVG paths. */
      readonly d: string;
      readonly fill?: string;
      readonly stroke?: string;
      readonly width?: number;
      readonly dash?: readonly [number, number];
      readonly opacity?: number;
    }
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Where the first letter stands, and how the line is turned about that point. */
      readonly at: Point;
      readonly angle: number;
      readonly letters: number;
      readonly color: string;
    }
  | {
      readonly kind: 'image';
      readonly fileId: string;
      readonly name: string;
      /** The top left corner, turned as it is. */
      readonly at: Point;
      readonly w: number;
      readonly h: number;
      readonly angle: number;
    };

export interface MarkOptions {
  readonly theme: Theme;
  readonly measure: Measure;
  readonly ends: (line: LineShape) => LineEnds;
}

/** Two figures are finer than any printer. */
const figure = (value: number): string => String(Math.round(value * 100) / 100);

/** Writes a path as text, each point moved to where it is on the board. */
class TextSink implements PathSink {
  readonly #map: (point: Point) => Point;
  #parts: string[] = [];

  constructor(map: (point: Point) => Point) {
    this.#map = map;
  }

  get d(): string {
    return this.#parts.join('');
  }

  moveTo(x: number, y: number): void {
    this.#parts.push(`M${this.#point(x, y)}`);
  }

  lineTo(x: number, y: number): void {
    this.#parts.push(`L${this.#point(x, y)}`);
  }

  // eslint-disable-next-line max-params -- as a canvas has it
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.#parts.push(`Q${this.#point(cx, cy)} ${this.#point(x, y)}`);
  }

  closePath(): void {
    this.#parts.push('Z');
  }

  #point(x: number, y: number): string {
    const mapped = this.#map({ x, y });
    return `${figure(mapped.x)} ${figure(mapped.y)}`;
  }
}

/** From a shape's top left corner to the board. */
function mapOf({ place }: PlacedShape): (point: Point) => Point {
  const centre = centreOf(place);
  return ({ x, y }) => rotate({ x: place.x + x, y: place.y + y }, centre, place.angle);
}

export function marksOf(shape: Shape, options: MarkOptions): Mark[] {
  if (isLine(shape)) return lineMarks(shape, options);
  const sink = new TextSink(mapOf(shape));
  const color = options.theme.line[shape.look.color];
  if (isInk(shape)) {
    traceInk(sink, shape);
    const opacity = shape.kind === 'highlighter' ? { opacity: HIGHLIGHT } : {};
    return [{ kind: 'path', d: sink.d, fill: inkColor(options.theme, shape), ...opacity }];
  }
  if (shape.kind === 'image') {
    const { w, h, angle } = shape.place;
    const at = mapOf(shape)({ x: 0, y: 0 });
    return [{ kind: 'image', fileId: shape.fileId, name: shape.text, at, w, h, angle }];
  }
  if (isBox(shape)) return boxMarks(shape, sink, options);
  if (shape.kind === 'text') return textMarks(shape, color, options);
  traceRounded(sink, { ...shape.place, radius: 4 });
  const { note, noteInk } = options.theme;
  return [
    { kind: 'path', d: sink.d, fill: note[shape.look.color] },
    ...textMarks(shape, noteInk, options),
  ];
}

function boxMarks(shape: BoxShape, sink: TextSink, options: MarkOptions): Mark[] {
  const { theme } = options;
  const color = theme.line[shape.look.color];
  traceBox(sink, shape);
  const marks: Mark[] = [];
  const { fill } = shape.look;
  if (fill !== 'none') {
    marks.push({
      kind: 'path',
      d: sink.d,
      fill: color,
      ...(fill === 'tint' ? { opacity: TINT } : {}),
    });
  }
  marks.push({ kind: 'path', d: sink.d, ...penOf(shape, color) });
  return [...marks, ...textMarks(shape, fill === 'full' ? theme.paper : color, options)];
}

function penOf(
  { look }: Shape,
  stroke: string,
): { stroke: string; width: number; dash?: [number, number] } {
  const width = penWidth(look.size);
  return { stroke, width, ...(look.dash === 'dashed' ? { dash: dashOf(width) } : {}) };
}

function textMarks(shape: BoxShape | TextShape, color: string, { measure }: MarkOptions): Mark[] {
  if (shape.text === '') return [];
  const { lines, letters } = layoutText(shape, measure);
  const map = mapOf(shape);
  return lines
    .filter(({ text }) => text !== '')
    .map(({ text, x, y }) => ({
      kind: 'text',
      text,
      at: map({ x, y }),
      angle: shape.place.angle,
      letters,
      color,
    }));
}

function lineMarks(shape: LineShape, { theme, ends }: MarkOptions): Mark[] {
  const color = theme.line[shape.look.color];
  const { from, to } = ends(shape);
  const line = new TextSink((point) => point);
  line.moveTo(from.x, from.y);
  line.lineTo(to.x, to.y);
  const pen = penOf(shape, color);
  const marks: Mark[] = [{ kind: 'path', d: line.d, ...pen }];
  if (shape.kind === 'line') return marks;
  const [left, right] = arrowHead({ from, to }, pen.width);
  const head = new TextSink((point) => point);
  head.moveTo(left.x, left.y);
  head.lineTo(to.x, to.y);
  head.lineTo(right.x, right.y);
  return [...marks, { kind: 'path', d: head.d, stroke: color, width: pen.width }];
}
