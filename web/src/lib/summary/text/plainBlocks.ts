import type { ExportWords } from '../../minutes/exports/ExportOptions.ts';
import {
  textOf,
  type ActionItem,
  type RichBlock,
  type RichCell,
} from '../../minutes/text/RichBlock.ts';

export interface PlainOptions {
  readonly words: Pick<ExportWords, 'decision' | 'picture' | 'done' | 'dueBy'>;
  readonly nameOf: (item: ActionItem) => string | undefined;
}

/** Rich text as lines that need no markup to be read. Pictures are named, and links are their words. */
export function plainBlocks(blocks: readonly RichBlock[], options: PlainOptions): string[] {
  return blocks.flatMap((block) => plain(block, options));
}

/** [S-16] An action item in one line: what, who, until when. */
export function plainAction(item: ActionItem, { words, nameOf }: PlainOptions): string {
  const due = item.due === undefined ? undefined : words.dueBy(item.due);
  const done = item.done ? words.done : undefined;
  const more = [nameOf(item), due, done].filter((part) => part !== undefined).join(', ');
  const what = textOf(item.inlines).replaceAll('\n', ' ');
  return more === '' ? what : `${what} (${more})`;
}

// eslint-disable-next-line complexity -- one case for each kind
function plain(block: RichBlock, options: PlainOptions): string[] {
  switch (block.kind) {
    case 'paragraph':
      return textOf(block.inlines).split('\n');
    case 'heading':
      return ['', textOf(block.inlines).replaceAll('\n', ' ')];
    case 'list':
      return block.items.flatMap(({ checked, blocks }, at) => {
        const mark = block.style === 'ordered' ? `${block.start + at}.` : '-';
        const box = checked === undefined ? '' : checked ? ' [x]' : ' [ ]';
        return indented(plainBlocks(blocks, options), `${mark}${box} `);
      });
    case 'quote':
      return indented(plainBlocks(block.blocks, options), '  ');
    case 'code':
      return block.text.split('\n');
    case 'rule':
      return [''];
    case 'picture':
      return [`${options.words.picture}: ${block.alt}`];
    case 'table':
      return block.rows.map((cells) => tableRow(cells, options));
    case 'decision':
      return indented(plainBlocks(block.blocks, options), `${options.words.decision}: `);
    case 'action':
      return [`- ${plainAction(block, options)}`];
  }
}

function tableRow(cells: readonly RichCell[], options: PlainOptions): string {
  return cells.map(({ blocks }) => plainBlocks(blocks, options).join(' ')).join(' | ');
}

/** The first line behind the mark, the others below it. */
function indented(lines: readonly string[], mark: string): string[] {
  const all = lines.length === 0 ? [''] : lines;
  return all.map((line, at) => (at === 0 ? mark : ' '.repeat(mark.length)) + line);
}
