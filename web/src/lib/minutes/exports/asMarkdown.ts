import type { RichBlock, RichCell, RichInline, RichItem, RichText } from '../text/RichBlock.ts';
import { whoAndWhen, type ExportOptions } from './ExportOptions.ts';

/** Markdown as GitHub reads it, with tables and check lists. What was typed stays text: it is escaped. */
export function asMarkdown(blocks: readonly RichBlock[], options: ExportOptions): string {
  const title = options.title === '' ? [] : [`# ${escaped(options.title)}`];
  return `${[...title, ...blocks.map((block) => markdown(block, options))].join('\n\n')}\n`;
}

// eslint-disable-next-line complexity -- one case for each kind
function markdown(block: RichBlock, options: ExportOptions): string {
  const inside = (blocks: readonly RichBlock[]): string =>
    blocks.map((child) => markdown(child, options)).join('\n\n');
  switch (block.kind) {
    case 'paragraph':
      return atLineStart(inlines(block.inlines));
    case 'heading':
      return `${'#'.repeat(block.level)} ${inlines(block.inlines).replaceAll('\\\n', ' ')}`;
    case 'list':
      return block.items.map((item, at) => listItem(item, at, { block, inside })).join('\n');
    case 'quote':
      return quoted(inside(block.blocks));
    case 'code':
      return fenced(block.text);
    case 'rule':
      return '---';
    case 'picture':
      return `*${options.words.picture}: ${escaped(block.alt)}*`;
    case 'table':
      return table(block.rows, inside);
    case 'decision':
      return quoted(`**${options.words.decision}:** ${inside(block.blocks)}`);
    case 'action': {
      const more = whoAndWhen(block, options);
      const tail = more === '' ? '' : ` (${escaped(more)})`;
      return `- [${block.done ? 'x' : ' '}] ${oneLine(inlines(block.inlines))}${tail}`;
    }
  }
}

function listItem(
  item: RichItem,
  at: number,
  {
    block,
    inside,
  }: {
    block: { style: 'bullet' | 'ordered' | 'check'; start: number };
    inside: (blocks: readonly RichBlock[]) => string;
  },
): string {
  const box = item.checked === undefined ? '' : item.checked ? '[x] ' : '[ ] ';
  const mark = block.style === 'ordered' ? `${block.start + at}. ` : '- ';
  return mark + box + indented(inside(item.blocks), mark.length);
}

function indented(text: string, by: number): string {
  return text
    .split('\n')
    .map((line, at) => (at === 0 || line === '' ? line : ' '.repeat(by) + line))
    .join('\n');
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

function fenced(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${fence}\n${text}\n${fence}`;
}

function table(
  rows: readonly (readonly RichCell[])[],
  inside: (blocks: readonly RichBlock[]) => string,
): string {
  const width = Math.max(1, ...rows.map((row) => row.length));
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, at) => cells[at] ?? '').join(' | ')} |`;
  const words = rows.map((row) => row.map((cell) => oneLine(inside(cell.blocks))));
  const headed = rows[0]?.some((cell) => cell.header) === true;
  const head = headed ? (words[0] ?? []) : [];
  const body = headed ? words.slice(1) : words;
  return [line(head), line(Array.from({ length: width }, () => '---')), ...body.map(line)].join(
    '\n',
  );
}

/** For places that hold one line: a cell, an action item. */
function oneLine(text: string): string {
  return text.replaceAll('\\\n', '<br>').replaceAll(/\n+/g, '<br>');
}

function inlines(all: readonly RichInline[]): string {
  return all.map((inline) => (inline.kind === 'break' ? '\\\n' : marked(inline))).join('');
}

/** Marks may not touch spaces, so those go outside. */
// eslint-disable-next-line complexity -- one line for each mark
function marked(text: RichText): string {
  const words = text.text.replaceAll('\n', ' ');
  const [, before = '', core = '', after = ''] = /^(\s*)(.*?)(\s*)$/.exec(words) ?? [];
  if (core === '') return words;
  let out = text.code ? codeSpan(core) : escaped(core);
  if (text.strike) out = `~~${out}~~`;
  if (text.italic) out = `*${out}*`;
  if (text.bold) out = `**${out}**`;
  if (text.underline) out = `<u>${out}</u>`;
  if (text.link !== undefined) out = `[${out}](<${text.link.replaceAll(/[<>]/g, encodeURI)}>)`;
  return before + out + after;
}

function codeSpan(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return fence + pad + text + pad + fence;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>~|&!]/g, (sign) => `\\${sign}`);
}

/** What would begin a heading, list, quote or rule if it stood first. */
function atLineStart(text: string): string {
  return text
    .replaceAll(/^(\s*)([#+\-=]|>)/gm, '$1\\$2')
    .replaceAll(/^(\s*\d{1,9})([.)])/gm, '$1\\$2');
}
