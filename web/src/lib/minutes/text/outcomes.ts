import type { ActionItem, Decision, RichBlock } from './RichBlock.ts';

/** All decisions and action items of a text, in its order, wherever they stand. */
export function outcomesOf(blocks: readonly RichBlock[]): {
  readonly decisions: readonly Decision[];
  readonly actions: readonly ActionItem[];
} {
  const all = blocks.flatMap(flatten);
  return {
    decisions: all.filter((block) => block.kind === 'decision'),
    actions: all.filter((block) => block.kind === 'action'),
  };
}

/** A block with all those inside of it. */
export function flatten(block: RichBlock): readonly RichBlock[] {
  return [block, ...childrenOf(block).flatMap(flatten)];
}

// eslint-disable-next-line complexity -- one case for each kind
function childrenOf(block: RichBlock): readonly RichBlock[] {
  switch (block.kind) {
    case 'list':
      return block.items.flatMap((item) => item.blocks);
    case 'quote':
    case 'decision':
      return block.blocks;
    case 'table':
      return block.rows.flat().flatMap((cell) => cell.blocks);
    case 'paragraph':
    case 'heading':
    case 'code':
    case 'rule':
    case 'picture':
    case 'action':
      return [];
  }
}

/** The words of a block and of all inside of it, one line for each. */
export function wordsOf(block: RichBlock): string {
  return flatten(block)
    .map(ownWords)
    .filter((line) => line !== '')
    .join('\n');
}

function ownWords(block: RichBlock): string {
  if (block.kind === 'code') return block.text;
  if (!('inlines' in block)) return '';
  return block.inlines.map((inline) => (inline.kind === 'text' ? inline.text : '\n')).join('');
}

/** Counts words as writers do: what stands between spaces and holds a letter or a figure. */
export function countWords(blocks: readonly RichBlock[]): number {
  let count = 0;
  for (const block of blocks.flatMap(flatten)) {
    for (const word of ownWords(block).split(/\s+/)) if (/[\p{L}\p{N}]/u.test(word)) count += 1;
  }
  return count;
}
