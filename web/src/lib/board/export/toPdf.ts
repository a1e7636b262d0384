import type { Box } from '../geometry/Box.ts';
import type { Mark } from './marks.ts';

/** PDF readers refuse pages with longer sides, in points. */
const MOST_POINTS = 14_000;

/** A picture as PNG bytes, which is what a PDF can hold from every browser. */
type Png = Uint8Array;

export interface PdfPage {
  readonly box: Box;
  readonly paper: string;
  readonly marks: readonly Mark[];
}

export interface PdfOptions {
  readonly title: string;
  readonly picture: (fileId: string) => Promise<Png | undefined>;
  /**
   * Draws a line of letters that the PDF's own font does not have, four times as large. Nothing where
   * there is no canvas: then only what the font has is written.
   */
  readonly letters: (
    mark: Extract<Mark, { kind: 'text' }>,
  ) => Promise<{ png: Png; w: number; h: number } | undefined>;
}

type PdfLib = typeof import('@cantoo/pdf-lib');
type Document = Awaited<ReturnType<PdfLib['PDFDocument']['create']>>;
type Page = ReturnType<Document['addPage']>;
type Font = Awaited<ReturnType<Document['embedFont']>>;

/** Strokes and words as such, so that they stay sharp and can be searched; pictures inside. */
export async function toPdf(pages: readonly PdfPage[], options: PdfOptions): Promise<Uint8Array> {
  // Half a megabyte that only this needs.
  const lib = await import('@cantoo/pdf-lib');
  const document = await lib.PDFDocument.create();
  document.setTitle(options.title);
  const font = await document.embedFont(lib.StandardFonts.Helvetica);
  for (const page of pages) await new PageWriter({ lib, document, font, options }).write(page);
  return document.save();
}

interface WriterParts {
  readonly lib: PdfLib;
  readonly document: Document;
  readonly font: Font;
  readonly options: PdfOptions;
}

/** Writes one sheet. PDF counts from the bottom left corner. */
class PageWriter {
  readonly #parts: WriterParts;
  readonly #letters: ReadonlySet<number>;

  constructor(parts: WriterParts) {
    this.#parts = parts;
    this.#letters = new Set(parts.font.getCharacterSet());
  }

  async write({ box, paper, marks }: PdfPage): Promise<void> {
    const scale = Math.min(1, MOST_POINTS / Math.max(box.w, box.h));
    const sheet = this.#parts.document.addPage([box.w * scale, box.h * scale]);
    sheet.drawRectangle({
      x: 0,
      y: 0,
      width: box.w * scale,
      height: box.h * scale,
      color: this.#color(paper),
    });
    const to = { sheet, box, scale };
    for (const mark of marks) {
      if (mark.kind === 'path') this.#path(to, mark);
      else if (mark.kind === 'text') await this.#text(to, mark);
      else await this.#image(to, mark);
    }
  }

  #color(hex: string): ReturnType<PdfLib['rgb']> {
    const value = Number.parseInt(hex.slice(1), 16);
    return this.#parts.lib.rgb(
      (value >> 16) / 255,
      ((value >> 8) & 255) / 255,
      (value & 255) / 255,
    );
  }

  #path({ sheet, box, scale }: Target, mark: Extract<Mark, { kind: 'path' }>): void {
    const { d, fill, stroke, width, dash, opacity } = mark;
    sheet.drawSvgPath(d, {
      x: -box.x * scale,
      y: (box.h + box.y) * scale,
      scale,
      ...(fill === undefined ? {} : { color: this.#color(fill), opacity: opacity ?? 1 }),
      ...(stroke === undefined
        ? {}
        : {
            borderColor: this.#color(stroke),
            borderWidth: width ?? 1,
            borderLineCap: this.#parts.lib.LineCapStyle.Round,
            ...(dash === undefined ? {} : { borderDashArray: [...dash] }),
          }),
    });
  }

  async #text(to: Target, mark: Extract<Mark, { kind: 'text' }>): Promise<void> {
    const { font, options } = this.#parts;
    const { sheet, scale } = to;
    const text = known(this.#letters, mark.text);
    if (text === mark.text) {
      sheet.drawText(text, {
        ...this.#at(to, mark.at),
        size: mark.letters * scale,
        font,
        color: this.#color(mark.color),
        rotate: this.#parts.lib.radians(-mark.angle),
      });
      return;
    }
    const drawn = await options.letters(mark);
    if (drawn === undefined) {
      sheet.drawText(text, {
        ...this.#at(to, mark.at),
        size: mark.letters * scale,
        font,
        color: this.#color(mark.color),
      });
      return;
    }
    await this.#png(to, drawn.png, {
      at: mark.at,
      w: drawn.w,
      h: drawn.h,
      angle: mark.angle,
      below: drawn.h * 0.25,
    });
  }

  async #image(to: Target, mark: Extract<Mark, { kind: 'image' }>): Promise<void> {
    const png = await this.#parts.options.picture(mark.fileId);
    if (png !== undefined) await this.#png(to, png, { ...mark, below: mark.h });
  }

  async #png(to: Target, png: Png, { at, w, h, angle, below }: PngPlace): Promise<void> {
    const picture = await this.#parts.document.embedPng(png);
    // PDF turns a picture about its lower left corner.
    const corner = { x: at.x - Math.sin(angle) * below, y: at.y + Math.cos(angle) * below };
    to.sheet.drawImage(picture, {
      ...this.#at(to, corner),
      width: w * to.scale,
      height: h * to.scale,
      rotate: this.#parts.lib.radians(-angle),
    });
  }

  #at({ box, scale }: Target, { x, y }: { x: number; y: number }): { x: number; y: number } {
    return { x: (x - box.x) * scale, y: (box.h - (y - box.y)) * scale };
  }
}

interface Target {
  readonly sheet: Page;
  readonly box: Box;
  readonly scale: number;
}

interface PngPlace {
  readonly at: { readonly x: number; readonly y: number };
  readonly w: number;
  readonly h: number;
  readonly angle: number;
  /** How far its lower edge is below `at`. */
  readonly below: number;
}

/** The part of a text that the font has letters for; for others it would write question marks. */
function known(letters: ReadonlySet<number>, text: string): string {
  return Array.from(text)
    .filter((sign) => letters.has(sign.codePointAt(0) ?? -1))
    .join('');
}
