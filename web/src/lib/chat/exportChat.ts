import type { ParticipantId } from '@conclave/shared/ids';
import type { ChatMessage } from './foldChat.ts';
import { parseText, plainText } from './parseText.ts';

/** The words and names of an exported chat, in the language of whoever exports it. */
export interface ExportWords {
  readonly title: string;
  readonly language: string;
  readonly edited: string;
  readonly file: (name: string) => string;
  readonly moment: (at: number) => string;
  readonly nameOf: (by: ParticipantId | undefined) => string;
}

/** The group chat as lines of text. What was deleted is not in it. */
export function chatAsText(messages: readonly ChatMessage[], words: ExportWords): string {
  const lines = messages.filter(({ deleted }) => !deleted).map((message) => line(message, words));
  return `${words.title}\n\n${lines.join('\n')}\n`;
}

function line({ at, by, text, edited, file }: ChatMessage, words: ExportWords): string {
  const head = `[${words.moment(at)}] ${plainText(words.nameOf(by))}${edited ? ` (${words.edited})` : ''}:`;
  const body = text.split('\n').map(visibleLine).join('\n    ');
  const attached = file === undefined ? [] : [words.file(plainText(file.name))];
  return [`${head} ${body}`.trimEnd(), ...attached].join('\n    ');
}

function visibleLine(text: string): string {
  return parseText(text)
    .map((piece) => (piece.kind === 'hidden' ? `[${piece.text}]` : piece.text))
    .join('');
}

/** The group chat as a page that loads nothing and runs nothing, whatever was written into it. */
export function chatAsHtml(messages: readonly ChatMessage[], words: ExportWords): string {
  const title = escaped(words.title);
  const items = messages
    .filter(({ deleted }) => !deleted)
    .map((message) => item(message, words))
    .join('\n');
  return `<!doctype html>
<html lang="${escaped(words.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}
ol{list-style:none;padding:0}li{margin:0 0 1rem}time{color:#5f6863}p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext}</style>
</head>
<body>
<h1>${title}</h1>
<ol>
${items}
</ol>
</body>
</html>
`;
}

function item({ at, by, text, edited, file }: ChatMessage, words: ExportWords): string {
  const name = `<b><bdi>${escaped(plainText(words.nameOf(by)))}</bdi></b>`;
  const time = `<time datetime="${new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'UTC' }).format(at).replace(' ', 'T')}Z">${escaped(words.moment(at))}</time>`;
  const mark = edited ? ` <small>${escaped(words.edited)}</small>` : '';
  const body = text === '' ? '' : `<p>${html(text)}</p>`;
  const attached = file === undefined ? '' : `<p>${escaped(words.file(plainText(file.name)))}</p>`;
  return `<li>${name} ${time}${mark}${body}${attached}</li>`;
}

function html(text: string): string {
  return parseText(text)
    .map((piece) => {
      if (piece.kind === 'hidden') return `<code>${piece.text}</code>`;
      const shown = escaped(piece.text);
      return piece.kind === 'text'
        ? shown
        : `<a href="${escaped(piece.href)}" rel="noopener noreferrer">${shown}</a>`;
    })
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? sign);
}
