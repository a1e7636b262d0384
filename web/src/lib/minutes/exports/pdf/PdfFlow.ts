import type { PDFDocument, PDFFont, PDFPage, RGB } from '@cantoo/pdf-lib';
import { winAnsi } from './winAnsi.ts';

/** A4 in points, with margins that printers and punches leave alone. */
export const paper = { width: 595.28, height: 841.89, side: 62, top: 64, bottom: 70 } as const;

export interface PdfFonts {
  readonly plain: PDFFont;
  readonly bold: PDFFont;
  readonly italic: PDFFont;
  readonly boldItalic: PDFFont;
  readonly mono: PDFFont;
}

/** How and where a piece of text is drawn. */
export interface Stroke {
  readonly font: PDFFont;
  readonly size: number;
  readonly color: RGB;
}

/** Where the next thing goes: from the top of a page to its bottom, then on a new one. */
export class PdfFlow {
  readonly document: PDFDocument;
  readonly fonts: PdfFonts;
  readonly ink: RGB;
  readonly soft: RGB;
  #page: PDFPage;
  #y = paper.height - paper.top;
  #replaced = 0;
  readonly #widths = new Map<PDFFont, Map<string, number>>();

  constructor(document: PDFDocument, look: { fonts: PdfFonts; ink: RGB; soft: RGB }) {
    this.document = document;
    this.fonts = look.fonts;
    this.ink = look.ink;
    this.soft = look.soft;
    this.#page = document.addPage([paper.width, paper.height]);
  }

  get page(): PDFPage {
    return this.#page;
  }

  get y(): number {
    return this.#y;
  }

  /** How many signs the fonts did not have so far. */
  get replaced(): number {
    return this.#replaced;
  }

  get atTop(): boolean {
    return this.#y === paper.height - paper.top;
  }

  /** Makes room: goes to a new page unless so much is left on this one. */
  need(height: number): void {
    if (this.#y - height >= paper.bottom || this.atTop) return;
    this.newPage();
  }

  newPage(): void {
    this.#page = this.document.addPage([paper.width, paper.height]);
    this.#y = paper.height - paper.top;
  }

  down(by: number): void {
    this.#y -= by;
  }

  /** Air between blocks, which no page begins with. */
  gap(height: number): void {
    if (!this.atTop) this.#y -= height;
  }

  /** What the fonts can show of a text. */
  settable(text: string): string {
    const set = winAnsi(text);
    this.#replaced += set.replaced;
    return set.text;
  }

  /** The width of settable text; each word is measured once. */
  widthOf(text: string, font: PDFFont, size: number): number {
    let known = this.#widths.get(font);
    known ??= new Map<string, number>();
    this.#widths.set(font, known);
    let width = known.get(text);
    if (width === undefined) known.set(text, (width = font.widthOfTextAtSize(text, 1)));
    return width * size;
  }

  draw(text: string, x: number, { font, size, color }: Stroke): void {
    this.#page.drawText(text, { x, y: this.#y, font, size, color });
  }
}
