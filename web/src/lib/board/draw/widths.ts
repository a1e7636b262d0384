import type { Size } from '../model/Shape.ts';

/** Widths of lines and heights of letters, in CSS pixels at 100 %. */
const WIDTHS = { s: 2, m: 3.5, l: 6, xl: 10 } as const;
const LETTERS = { s: 16, m: 22, l: 32, xl: 48 } as const;

export const penWidth = (size: Size): number => WIDTHS[size];

/** A highlighter covers a line of text of the same size. */
export const highlighterWidth = (size: Size): number => WIDTHS[size] * 5;

export const letterHeight = (size: Size): number => LETTERS[size];

export const LINE_HEIGHT = 1.3;
/** Between the edge of a note or box and its words. */
export const PADDING = 14;
