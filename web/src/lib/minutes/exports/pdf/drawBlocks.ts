import type { RichBlock, RichInline } from '../../text/RichBlock.ts';
import { whoAndWhen, type ExportOptions } from '../ExportOptions.ts';
import { drawLine } from './drawLine.ts';
import { drawTable } from './drawTable.ts';
import { paper, type PdfFlow } from './PdfFlow.ts';
import { plainInline, setLines } from './setLines.ts';

/** The column in which blocks are drawn. */
export interface Column {
  readonly x: number;
  readonly width: number;
}

const BODY = 10.5;
const LEADING = 1.42;
const headingSizes = { 1: 17, 2: 13.5, 3: 11.5 } as const;

/** Draws blocks one under the other. */
export class BlockDrawer {
  readonly #flow: PdfFlow;
  readonly #options: ExportOptions;
  readonly #embedded: ReadonlyMap<string, EmbeddedPicture>;

  constructor(
    flow: PdfFlow,
    options: ExportOptions,
    embedded: ReadonlyMap<string, EmbeddedPicture>,
  ) {
    this.#flow = flow;
    this.#options = options;
    this.#embedded = embedded;
  }

  blocks(blocks: readonly RichBlock[], column: Column): void {
    for (const [at, block] of blocks.entries()) {
      if (at > 0) this.#flow.gap(block.kind === 'heading' ? 12 : 5);
      this.#block(block, column);
    }
  }

  // eslint-disable-next-line complexity -- one case for each kind
  #block(block: RichBlock, column: Column): void {
    switch (block.kind) {
      case 'paragraph':
        this.text(block.inlines, column);
        return;
      case 'heading': {
        const size = headingSizes[block.level];
        // A heading alone at the foot of a page helps nobody.
        this.#flow.need(size * LEADING + BODY * LEADING * 2);
        this.text(block.inlines, column, { size, bold: true });
        return;
      }
      case 'list':
        this.#list(block, column);
        return;
      case 'quote':
        this.#barred(block.blocks, column, undefined);
        return;
      case 'code':
        this.#code(block.text, column);
        return;
      case 'rule':
        this.#rule(column);
        return;
      case 'picture':
        this.#picture(block, column);
        return;
      case 'table':
        drawTable({ flow: this.#flow, rows: block.rows, column });
        return;
      case 'decision':
        this.#barred(block.blocks, column, this.#options.words.decision);
        return;
      case 'action': {
        const more = whoAndWhen(block, this.#options);
        const tail = more === '' ? [] : [{ ...plainInline(`  ${more}`), italic: true }];
        this.#marked(block.done ? 'checked' : 'open', column, (inner) =>
          this.text([...block.inlines, ...tail], inner),
        );
      }
    }
  }

  text(
    inlines: readonly RichInline[],
    column: Column,
    look: { size: number; bold: boolean } = { size: BODY, bold: false },
  ): void {
    const height = look.size * LEADING;
    for (const line of setLines(this.#flow, inlines, { width: column.width, ...look })) {
      this.#flow.need(height);
      this.#flow.down(height);
      drawLine(this.#flow, line, { x: column.x, size: look.size });
    }
  }

  #list(block: Extract<RichBlock, { kind: 'list' }>, column: Column): void {
    for (const [at, item] of block.items.entries()) {
      if (at > 0) this.#flow.gap(2);
      const box = item.checked === true ? 'checked' : 'open';
      const bullet = block.style === 'ordered' ? `${block.start + at}.` : '•';
      this.#marked(block.style === 'check' ? box : bullet, column, (inner) =>
        this.blocks(
          item.blocks.length === 0 ? [{ kind: 'paragraph', inlines: [] }] : item.blocks,
          inner,
        ),
      );
    }
  }

  /** Draws a bullet, a number or a box beside the first line of what comes. */
  #marked(mark: string, column: Column, draw: (inner: Column) => void): void {
    const indent = 18;
    this.#flow.need(BODY * LEADING);
    this.#flow.down(BODY * LEADING);
    if (mark === 'checked' || mark === 'open') this.#box(column.x, mark === 'checked');
    else {
      const { fonts, ink } = this.#flow;
      this.#flow.draw(mark, column.x + 2, { font: fonts.plain, size: BODY, color: ink });
    }
    this.#flow.down(-BODY * LEADING);
    draw({ x: column.x + indent, width: column.width - indent });
  }

  #box(x: number, checked: boolean): void {
    const { page, y, ink } = this.#flow;
    page.drawRectangle({
      x: x + 1,
      y: y - 1,
      width: 8,
      height: 8,
      borderColor: ink,
      borderWidth: 0.8,
    });
    if (!checked) return;
    const stroke = { thickness: 1.2, color: ink };
    page.drawLine({ start: { x: x + 2.6, y: y + 3 }, end: { x: x + 4.4, y: y + 1 }, ...stroke });
    page.drawLine({ start: { x: x + 4.4, y: y + 1 }, end: { x: x + 7.6, y: y + 5.4 }, ...stroke });
  }

  /** With a bar along its start; it goes on after a page break. */
  #barred(blocks: readonly RichBlock[], column: Column, title: string | undefined): void {
    const inner = { x: column.x + 12, width: column.width - 12 };
    this.#flow.need(BODY * LEADING * 2);
    const first = this.#flow.document.getPageCount() - 1;
    const top = this.#flow.y;
    if (title !== undefined) {
      this.text([plainInline(title)], inner, { size: BODY - 1, bold: true });
    }
    this.blocks(blocks, inner);
    this.#bar(column.x, { first, top });
  }

  #bar(x: number, from: { first: number; top: number }): void {
    const pages = this.#flow.document.getPages();
    const last = pages.length - 1;
    for (let at = from.first; at <= last; at++) {
      const top = at === from.first ? from.top - 2 : paper.height - paper.top;
      const bottom = at === last ? this.#flow.y - 3 : paper.bottom;
      pages[at]?.drawLine({
        start: { x: x + 2, y: top },
        end: { x: x + 2, y: bottom },
        thickness: 2,
        color: this.#flow.ink,
      });
    }
  }

  #code(text: string, column: Column): void {
    const inlines = text
      .split('\n')
      .flatMap((line, at): RichInline[] => [
        ...(at > 0 ? [{ kind: 'break' as const }] : []),
        { ...plainInline(line), code: true },
      ]);
    this.text(inlines, { x: column.x + 10, width: column.width - 10 }, { size: 9, bold: false });
  }

  #rule({ x, width }: Column): void {
    this.#flow.need(14);
    this.#flow.down(9);
    const { page, y, soft } = this.#flow;
    page.drawLine({ start: { x, y }, end: { x: x + width, y }, thickness: 0.7, color: soft });
    this.#flow.down(5);
  }

  #picture(
    { fileId, alt }: Extract<RichBlock, { kind: 'picture' }>,
    { x, width: room }: Column,
  ): void {
    const found = this.#embedded.get(fileId);
    if (found === undefined) {
      const words = `${this.#options.words.picture}: ${alt}`;
      this.text([{ ...plainInline(words), italic: true }], { x, width: room });
      return;
    }
    const most = (paper.height - paper.top - paper.bottom) / 2;
    const scale = Math.min(1, room / found.width, most / found.height);
    const [width, height] = [found.width * scale, found.height * scale];
    this.#flow.need(height + 4);
    this.#flow.down(height + 4);
    found.draw(this.#flow, { x, width, height });
  }
}

/** A picture that the document holds, in points. */
export interface EmbeddedPicture {
  readonly width: number;
  readonly height: number;
  readonly draw: (flow: PdfFlow, box: { x: number; width: number; height: number }) => void;
}
