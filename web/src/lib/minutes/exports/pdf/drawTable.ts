import type { RichCell, RichInline, RichBlock } from '../../text/RichBlock.ts';
import { drawLine } from './drawLine.ts';
import { paper, type PdfFlow } from './PdfFlow.ts';
import { plainInline, setLines, type Line } from './setLines.ts';

const SIZE = 9.5;
const LINE = SIZE * 1.35;
const PAD = 4;

/**
 * Draws a table with columns of one width. Cells hold their text, line by line; a row that does not fit on the page goes
 * on with the next one. Cells that span several columns take their width; spanning rows are drawn once.
 */
export function drawTable(table: {
  flow: PdfFlow;
  rows: readonly (readonly RichCell[])[];
  column: { x: number; width: number };
}): void {
  const { flow, rows, column } = table;
  const spanOf = (row: readonly RichCell[]): number =>
    row.reduce((sum, { colspan }) => sum + colspan, 0);
  const columns = Math.max(1, ...rows.map(spanOf));
  const unit = column.width / columns;
  for (const row of rows) {
    let x = column.x;
    const cells = row.map((cell): SetCell => {
      const width = unit * Math.min(cell.colspan, columns);
      const setting = { width: width - 2 * PAD, size: SIZE, bold: cell.header };
      const set = { x, width, lines: setLines(flow, cellText(cell.blocks), setting) };
      x += width;
      return set;
    });
    drawRow(flow, cells);
  }
}

interface SetCell {
  readonly x: number;
  readonly width: number;
  readonly lines: readonly Line[];
}

function drawRow(flow: PdfFlow, cells: readonly SetCell[]): void {
  const lines = Math.max(1, ...cells.map((cell) => cell.lines.length));
  for (let from = 0; from < lines;) {
    flow.need(LINE + 2 * PAD);
    const room = Math.floor((flow.y - paper.bottom - 2 * PAD) / LINE);
    const to = Math.min(lines, from + Math.max(1, room));
    drawPart(flow, cells, { from, to });
    from = to;
    if (from < lines) flow.newPage();
  }
}

function drawPart(
  flow: PdfFlow,
  cells: readonly SetCell[],
  { from, to }: { from: number; to: number },
): void {
  const height = (to - from) * LINE + 2 * PAD;
  for (const { x, width } of cells) {
    const box = { x, y: flow.y - height, width, height };
    flow.page.drawRectangle({ ...box, borderColor: flow.soft, borderWidth: 0.6 });
  }
  flow.down(PAD - LINE * 0.2);
  for (let at = from; at < to; at++) {
    flow.down(LINE);
    for (const { x, lines } of cells) {
      drawLine(flow, lines[at] ?? [], { x: x + PAD, size: SIZE });
    }
  }
  flow.down(PAD + LINE * 0.2);
}

/** A cell's blocks as one text with line breaks: lists keep a dash. */
function cellText(blocks: readonly RichBlock[]): RichInline[] {
  return blocks.flatMap((block, at): RichInline[] => [
    ...(at > 0 ? [{ kind: 'break' as const }] : []),
    ...blockText(block),
  ]);
}

function blockText(block: RichBlock): RichInline[] {
  if (block.kind === 'list') {
    return block.items.flatMap((item, at): RichInline[] => [
      ...(at > 0 ? [{ kind: 'break' as const }] : []),
      plainInline('- '),
      ...cellText(item.blocks),
    ]);
  }
  if (block.kind === 'table') return cellText(block.rows.flat().flatMap((cell) => cell.blocks));
  if (block.kind === 'quote' || block.kind === 'decision') return cellText(block.blocks);
  if (block.kind === 'code') return [{ ...plainInline(block.text), code: true }];
  return 'inlines' in block ? [...block.inlines] : [];
}
