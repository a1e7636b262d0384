import { breakLines, layoutText, type Measure } from '../draw/layoutText.ts';
import { letterHeight, PADDING } from '../draw/widths.ts';
import type { BoxShape, TextShape } from '../model/Shape.ts';

/** A text that is written without being pulled gets no wider than this; then it goes on below. */
const WIDEST = 560;

/** A shape with room for its words: texts as high as they are, notes and boxes at least. */
export function fitWords<S extends BoxShape | TextShape>(shape: S, measure: Measure): S {
  const { height } = layoutText(shape, measure);
  const needed = shape.kind === 'text' ? height : shape.text === '' ? 0 : height + 2 * PADDING;
  const h = shape.kind === 'text' ? needed : Math.max(shape.place.h, needed);
  return { ...shape, place: { ...shape.place, h } };
}

/** Whether a text is as wide as its longest line: nobody made it narrower. */
export function isAsWideAsWords(shape: BoxShape | TextShape, measure: Measure): boolean {
  if (shape.kind !== 'text') return false;
  return layoutText(shape, measure).lines.length === shape.text.split('\n').length;
}

/** As wide as the longest line, as long as that is not too wide to read. */
export function widenToWords<S extends BoxShape | TextShape>(shape: S, measure: Measure): S {
  const letters = letterHeight(shape.look.size);
  const rows = breakLines(shape.text, WIDEST, (text) => measure(text, letters));
  const w = Math.ceil(Math.max(letters, ...rows.map((row) => measure(row, letters)))) + 1;
  return { ...shape, place: { ...shape.place, w } };
}
