import { toBase64Url } from '@conclave/shared/bytes';
import type { RichBlock, RichCell, RichInline, RichText } from '../text/RichBlock.ts';
import { whoAndWhen, type ExportOptions } from './ExportOptions.ts';
import { htmlStyle } from './htmlStyle.ts';

/** The page runs nothing and loads nothing, also where it is opened from a disk. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** One file with everything in it. All that people wrote goes through `escaped`. */
export function asHtml(blocks: readonly RichBlock[], options: ExportOptions): string {
  const title = escaped(options.title);
  return `<!doctype html>
<html lang="${escaped(options.words.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${htmlStyle}</style>
</head>
<body>
<h1>${title}</h1>
${blocks.map((block) => html(block, options)).join('\n')}
</body>
</html>
`;
}

// eslint-disable-next-line complexity -- one case for each kind
function html(block: RichBlock, options: ExportOptions): string {
  const inside = (blocks: readonly RichBlock[]): string =>
    blocks.map((child) => html(child, options)).join('\n');
  switch (block.kind) {
    case 'paragraph':
      return `<p>${inlines(block.inlines)}</p>`;
    case 'heading':
      // The title is the first level.
      return `<h${block.level + 1}>${inlines(block.inlines)}</h${block.level + 1}>`;
    case 'list':
      return list(block, inside);
    case 'quote':
      return `<blockquote>${inside(block.blocks)}</blockquote>`;
    case 'code':
      return `<pre><code>${escaped(block.text)}</code></pre>`;
    case 'rule':
      return '<hr>';
    case 'picture':
      return picture(block, options);
    case 'table':
      return `<table>${block.rows.map((row) => tableRow(row, inside)).join('')}</table>`;
    case 'decision':
      return `<section class="decision"><b>${escaped(options.words.decision)}</b>${inside(block.blocks)}</section>`;
    case 'action': {
      const more = whoAndWhen(block, options);
      const tail = more === '' ? '' : ` <span class="who">${escaped(more)}</span>`;
      return `<p class="action">${box(block.done)} ${inlines(block.inlines)}${tail}</p>`;
    }
  }
}

function list(
  block: Extract<RichBlock, { kind: 'list' }>,
  inside: (blocks: readonly RichBlock[]) => string,
): string {
  const items = block.items.map(({ checked, blocks }) => {
    const mark = checked === undefined ? '' : `${box(checked)} `;
    return `<li>${mark}${inside(blocks)}</li>`;
  });
  if (block.style === 'ordered') return `<ol start="${block.start}">${items.join('')}</ol>`;
  return `<ul${block.style === 'check' ? ' class="check"' : ''}>${items.join('')}</ul>`;
}

function tableRow(
  cells: readonly RichCell[],
  inside: (blocks: readonly RichBlock[]) => string,
): string {
  const all = cells.map(({ header, colspan, rowspan, blocks }) => {
    const tag = header ? 'th' : 'td';
    return `<${tag} colspan="${colspan}" rowspan="${rowspan}">${inside(blocks)}</${tag}>`;
  });
  return `<tr>${all.join('')}</tr>`;
}

function picture(
  { fileId, alt }: Extract<RichBlock, { kind: 'picture' }>,
  { pictures, words }: ExportOptions,
): string {
  const found = pictures.get(fileId);
  const label = escaped(alt);
  if (found === undefined) return `<p><i>${escaped(words.picture)}: ${label}</i></p>`;
  return `<p><img src="data:${found.type};base64,${base64(found.bytes)}" alt="${label}" width="${found.width}" height="${found.height}"></p>`;
}

/** The other alphabet of base64, which data addresses want; they need no padding. */
const base64 = (bytes: Uint8Array): string =>
  toBase64Url(bytes).replaceAll('-', '+').replaceAll('_', '/');

const box = (checked: boolean): string => (checked ? '&#9745;' : '&#9744;');

function inlines(all: readonly RichInline[]): string {
  return all.map((inline) => (inline.kind === 'break' ? '<br>' : marked(inline))).join('');
}

function marked(text: RichText): string {
  let out = escaped(text.text);
  if (text.code) out = `<code>${out}</code>`;
  if (text.strike) out = `<s>${out}</s>`;
  if (text.underline) out = `<u>${out}</u>`;
  if (text.italic) out = `<em>${out}</em>`;
  if (text.bold) out = `<strong>${out}</strong>`;
  if (text.link === undefined) return out;
  return `<a href="${escaped(text.link)}" rel="noopener noreferrer">${out}</a>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '');
}
