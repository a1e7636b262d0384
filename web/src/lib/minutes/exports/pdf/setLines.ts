import type { PDFFont } from '@cantoo/pdf-lib';
import type { RichInline, RichText } from '../../text/RichBlock.ts';
import type { PdfFlow } from './PdfFlow.ts';

/** A run of signs with one look, at its place in a line. */
interface Run {
  readonly text: string;
  readonly font: PDFFont;
  readonly x: number;
  readonly width: number;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly link: string | undefined;
}

export type Line = readonly Run[];

export interface Setting {
  readonly width: number;
  readonly size: number;
  readonly bold?: boolean;
}

/** Breaks text into lines of a width, between words, and inside of those that are too long for a line. */
export function setLines(flow: PdfFlow, inlines: readonly RichInline[], setting: Setting): Line[] {
  const lines: Run[][] = [[]];
  let x = 0;
  const newLine = (): void => {
    lines.push([]);
    x = 0;
  };
  const put = (piece: string, text: RichText, font: PDFFont): void => {
    const width = flow.widthOf(piece, font, setting.size);
    const { underline, strike, link } = text;
    const line = lines.at(-1) ?? [];
    const before = line.at(-1);
    // Words of one look are drawn as one: smaller files, and one area for a link.
    if (before?.font === font && sameLook(before, text)) {
      line[line.length - 1] = { ...before, text: before.text + piece, width: before.width + width };
    } else line.push({ text: piece, font, x, width, underline, strike, link });
    x += width;
  };
  for (const inline of inlines) {
    if (inline.kind === 'break') {
      newLine();
      continue;
    }
    const font = fontOf(flow, inline, setting.bold === true);
    const width = (piece: string): number => flow.widthOf(piece, font, setting.size);
    for (const word of flow.settable(inline.text).split(/(?<= )/)) {
      if (x > 0 && x + width(word.trimEnd()) > setting.width) newLine();
      const pieces = width(word) > setting.width ? cut(word, setting.width, width) : [word];
      for (const [at, piece] of pieces.entries()) {
        if (at > 0) newLine();
        put(piece, inline, font);
      }
    }
  }
  return lines;
}

function sameLook(run: Run, text: RichText): boolean {
  return run.underline === text.underline && run.strike === text.strike && run.link === text.link;
}

function cut(word: string, most: number, width: (piece: string) => number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const sign of word) {
    if (piece !== '' && width(piece) + width(sign) > most) {
      pieces.push(piece);
      piece = '';
    }
    piece += sign;
  }
  return [...pieces, piece];
}

function fontOf({ fonts }: PdfFlow, text: RichText, bold: boolean): PDFFont {
  if (text.code) return fonts.mono;
  if (text.italic) return text.bold || bold ? fonts.boldItalic : fonts.italic;
  return text.bold || bold ? fonts.bold : fonts.plain;
}

/** Plain words as inline text, for what the export itself adds. */
export function plainInline(text: string): RichText {
  return {
    kind: 'text',
    text,
    bold: false,
    italic: false,
    underline: false,
    strike: false,
    code: false,
    link: undefined,
  };
}
