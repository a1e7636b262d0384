import type { Block, Mail } from './Mail.ts';

/**
 * A mail as HTML that mail programs of twenty years show: tables, styles on each element, nothing
 * that is fetched, no pictures, nothing that tells whether it was read.
 */
export function mailAsHtml({ language, subject, preview, blocks }: Mail): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${STYLE}</style>
</head>
<body class="bg" style="margin:0;padding:0;background-color:#eef0ed">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preview)}</div>
<table role="presentation" class="bg" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#eef0ed"><tr><td align="center" style="padding:32px 12px">
<table role="presentation" class="card" width="560" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:560px;background-color:#fbfcfa;border:1px solid #d3d8d3;border-radius:12px">
${blocks.map(row).join('\n')}
</table>
</td></tr></table>
</body>
</html>
`;
}

/** Programs that drop this show the light mail; programs that invert colours find no pure white or black to spoil. */
const STYLE = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){.bg{background-color:#101413!important}.card{background-color:#181d1b!important;border-color:#2d3431!important}.ink{color:#eceeea!important}.soft{color:#b4bcb7!important}.line{border-color:#2d3431!important}.btn{background-color:#eceeea!important}.btn a{color:#181d1b!important}}
@media (max-width:480px){.pad{padding-left:22px!important;padding-right:22px!important}}`;

const INK = '#181d1b';
const SOFT = '#4a524e';
const FAMILY = "'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

interface Look {
  readonly kind: 'ink' | 'soft';
  readonly padding: string;
  /** Weight, size and line height. */
  readonly font: string;
}

function cell({ kind, padding, font }: Look, content: string): string {
  const color = kind === 'ink' ? INK : SOFT;
  // Links and commitments are longer than a telephone is wide.
  const style = `padding:${padding};font:${font} ${FAMILY};color:${color};word-break:break-word`;
  return `<tr><td class="pad ${kind}" style="${style}">${content}</td></tr>`;
}

function row(block: Block): string {
  switch (block.kind) {
    case 'label':
      return cell(
        { kind: 'soft', padding: '28px 36px 0', font: '600 14px/20px' },
        escapeHtml(block.text),
      );
    case 'paragraph':
      return cell(
        { kind: 'ink', padding: '18px 36px 0', font: '400 16px/24px' },
        escapeHtml(block.text),
      );
    case 'heading':
      return cell(
        { kind: 'ink', padding: '18px 36px 0', font: '700 24px/30px' },
        escapeHtml(block.text),
      );
    case 'facts':
      return cell(
        { kind: 'ink', padding: '8px 36px 0', font: '400 16px/24px' },
        block.lines.map(escapeHtml).join('<br>'),
      );
    case 'button':
      return button(block);
    case 'note':
      return note(block);
    case 'quoted':
      return quoted(block);
    case 'footer':
      return footer(block);
  }
}

type BlockOf<K extends Block['kind']> = Extract<Block, { kind: K }>;

function button({ text, url, hint }: BlockOf<'button'>): string {
  const face = `display:inline-block;padding:13px 26px;font:600 16px/20px ${FAMILY};color:#fbfcfa;text-decoration:none`;
  const address = `<span class="ink" style="color:${INK};word-break:break-all">${escapeHtml(url)}</span>`;
  return [
    '<tr><td class="pad" style="padding:24px 36px 0"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr>',
    `<td class="btn" bgcolor="${INK}" style="background-color:${INK};border-radius:8px"><a href="${escapeHtml(url)}" style="${face}">${escapeHtml(text)}</a></td>`,
    '</tr></table></td></tr>',
    cell(
      { kind: 'soft', padding: '14px 36px 0', font: '400 14px/21px' },
      `${escapeHtml(hint)}<br>${address}`,
    ),
  ].join('\n');
}

function note({ lead, text }: BlockOf<'note'>): string {
  const style = `border-top:1px solid #d3d8d3;padding-top:18px;font:400 14px/21px ${FAMILY};color:${SOFT}`;
  const strong = `<b class="ink" style="color:${INK}">${escapeHtml(lead)}</b>`;
  return `<tr><td class="pad" style="padding:24px 36px 0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="line soft" style="${style}">${strong} ${escapeHtml(text)}</td></tr></table></td></tr>`;
}

function quoted({ title, lines, after }: BlockOf<'quoted'>): string {
  const style = `border-left:3px solid #d3d8d3;padding:0 0 0 14px;font:400 15px/22px ${FAMILY};color:${INK};word-break:break-word`;
  const text = lines.map(escapeHtml).join('<br>');
  return [
    cell({ kind: 'ink', padding: '24px 36px 8px', font: '700 17px/24px' }, escapeHtml(title)),
    // `auto`: people write in several directions, and none of them turns the others' lines around.
    `<tr><td class="pad" style="padding:0 36px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="line ink" dir="auto" style="${style}">${text}</td></tr></table></td></tr>`,
    ...(after === undefined
      ? []
      : [cell({ kind: 'soft', padding: '8px 36px 0', font: '400 14px/21px' }, escapeHtml(after))]),
  ].join('\n');
}

function footer({ text, links }: BlockOf<'footer'>): string {
  const anchors = links.map(
    (link) =>
      `<a class="soft" href="${escapeHtml(link.url)}" style="color:${SOFT}">${escapeHtml(link.text)}</a>`,
  );
  return cell(
    { kind: 'soft', padding: '16px 36px 30px', font: '400 13px/20px' },
    `${escapeHtml(text)}<br>${anchors.join(' &nbsp; ')}`,
  );
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML, in elements and in quoted attributes [T27]. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}
