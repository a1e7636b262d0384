import { isBox, type BoxShape, type TextShape } from '../model/Shape.ts';
import { letterHeight, LINE_HEIGHT, PADDING } from './widths.ts';

/** How wide a text is in letters of a height. */
export type Measure = (text: string, height: number) => number;

/** Of a hostile text no more lines are laid out than fit on any screen. */
const MAX_LINES = 400;

interface TextLine {
  readonly text: string;
  readonly x: number;
  /** Where the letters stand. */
  readonly y: number;
}

export interface TextLayout {
  readonly lines: readonly TextLine[];
  readonly height: number;
  /** Of the widest line. */
  readonly width: number;
  readonly letters: number;
}

/** Breaks a text into lines of at most this width, inside words only where a word is too long. */
export function breakLines(
  text: string,
  width: number,
  widthOf: (text: string) => number,
): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(/(?<=\s)/u)) {
      if (lines.length >= MAX_LINES) return lines;
      if (line === '' || widthOf((line + word).trimEnd()) <= width) line += word;
      else {
        lines.push(line.trimEnd());
        line = word;
      }
      while (widthOf(line.trimEnd()) > width && signsOf(line).length > 1) {
        const head = headThatFits(line, width, widthOf);
        lines.push(head);
        line = line.slice(head.length);
        if (lines.length >= MAX_LINES) return lines;
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}

/** By code point: half a sign is none. Most lines are never cut, so no segmenter is asked. */
const signsOf = (text: string): string[] => Array.from(text);

function headThatFits(word: string, width: number, widthOf: (text: string) => number): string {
  const signs = signsOf(word);
  let low = 1;
  let high = signs.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(signs.slice(0, middle).join('')) <= width) low = middle;
    else high = middle - 1;
  }
  return signs.slice(0, low).join('');
}

/** Which part of a shape its words may cover: from its top left corner. */
export function textArea({ kind, place: { w, h } }: BoxShape | TextShape): {
  readonly inset: number;
  readonly w: number;
  readonly h: number;
} {
  if (kind === 'text') return { inset: 0, w, h };
  // Inside a round or pointed outline there is less room than in its box.
  const share = kind === 'ellipse' ? 0.147 : kind === 'diamond' ? 0.25 : 0;
  const inset = Math.max(PADDING, w * share);
  return { inset, w: Math.max(1, w - 2 * inset), h };
}

/** The words of a shape, from its top left corner: centred in boxes, from the top in notes and texts. */
export function layoutText(shape: BoxShape | TextShape, measure: Measure): TextLayout {
  const letters = letterHeight(shape.look.size);
  const widthOf = (text: string): number => measure(text, letters);
  const area = textArea(shape);
  const rows = breakLines(shape.text, area.w, widthOf);
  const step = letters * LINE_HEIGHT;
  const height = rows.length * step;
  const centred = isBox(shape);
  const top = centred ? (area.h - height) / 2 : shape.kind === 'note' ? PADDING : 0;
  const widths = rows.map(widthOf);
  const lines = rows.map((text, at) => ({
    text,
    x: area.inset + (centred ? (area.w - (widths[at] ?? 0)) / 2 : 0),
    y: top + at * step + letters * 0.98,
  }));
  return { lines, height, width: Math.max(0, ...widths), letters };
}
