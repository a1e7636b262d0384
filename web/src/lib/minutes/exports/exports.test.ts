import { inflateSync } from 'node:zlib';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { docWith, element, paragraph, withAttributes, type Element } from '../testing/yjs.ts';
import { readText } from '../text/readText.ts';
import type { RichBlock } from '../text/RichBlock.ts';
import { asHtml } from './asHtml.ts';
import { asMarkdown } from './asMarkdown.ts';
import { asPdf } from './asPdf.ts';
import type { ExportOptions } from './ExportOptions.ts';

const options: ExportOptions = {
  title: 'Shift plan <b>',
  words: {
    language: 'en',
    decision: 'Decision',
    action: 'Action item',
    done: 'done',
    picture: 'Picture',
    dueBy: (due) => `until ${due}`,
    page: ({ page, of }) => `Page ${page} of ${of}`,
    replaced: ({ n }) => `${n} signs replaced`,
  },
  nameOf: (item) => item.personName,
  pictures: new Map(),
};

function blocksOf(...children: readonly Element[]): readonly RichBlock[] {
  const read = readText(docWith(...children));
  if (read.kind !== 'text') throw new Error('too large');
  return read.blocks;
}

const item = (...children: readonly Element[]): Element => element('listItem', ...children);
const cell = (text: string): Element => element('tableCell', paragraph(text));
const head = (text: string): Element => element('tableHeader', paragraph(text));

const everything = blocksOf(
  withAttributes({ level: 2 }, element('heading', 'Night shifts')),
  paragraph(
    'Nobody works ',
    { text: 'two nights ', marks: { bold: {} } },
    { text: 'in a row', marks: { italic: {}, strike: {} } },
    { text: ' see ', marks: {} },
    { text: 'the rule', marks: { link: { href: 'https://a.example/x?a=1&b=2' } } },
    '.',
  ),
  element(
    'bulletList',
    item(paragraph('first'), element('orderedList', item(paragraph('inner')))),
    item(paragraph('second')),
  ),
  element(
    'taskList',
    withAttributes({ checked: true }, element('taskItem', paragraph('asked'))),
    element('taskItem', paragraph('to ask')),
  ),
  element(
    'table',
    element('tableRow', head('What'), head('Who')),
    element('tableRow', cell('a | b'), cell('Jonas')),
  ),
  element('blockquote', paragraph('said')),
  element('codeBlock', 'if (a < b) ```x```'),
  element('horizontalRule'),
  element('decision', paragraph('The rule applies.')),
  withAttributes(
    { done: true, personName: 'Tomás', due: '2026-12-04' },
    element('actionItem', 'Check it'),
  ),
);

it('[R53] Markdown keeps headings, marks, lists, tables, code, decisions and action items', () => {
  expect(asMarkdown(everything, options)).toBe(
    `# Shift plan \\<b\\>

## Night shifts

Nobody works **two nights** ~~in a row~~ see [the rule](<https://a.example/x?a=1&b=2>).

- first

  1. inner
- second

- [x] asked
- [ ] to ask

| What | Who |
| --- | --- |
| a \\| b | Jonas |

> said

\`\`\`\`
if (a < b) \`\`\`x\`\`\`
\`\`\`\`

---

> **Decision:** The rule applies.

- [x] Check it (Tomás, until 2026-12-04)
`.replace('~~in a row~~', '*~~in a row~~*'),
  );
});

it('[R19] Markdown makes no structure and no markup of what people typed', () => {
  const text = asMarkdown(
    blocksOf(
      paragraph('# not a heading'),
      paragraph('1. no list'),
      paragraph('<img src=x onerror=1> *x* [a](b) `c`'),
    ),
    { ...options, title: '' },
  );
  expect(text).toBe(
    '\\# not a heading\n\n1\\. no list\n\n\\<img src=x onerror=1\\> \\*x\\* \\[a\\](b) \\`c\\`\n',
  );
});

it('[R53] HTML keeps the structure in one file', () => {
  const html = asHtml(everything, options);
  for (const part of [
    '<title>Shift plan &lt;b&gt;</title>',
    '<h3>Night shifts</h3>',
    '<strong>two nights </strong><em><s>in a row</s></em>',
    '<a href="https://a.example/x?a=1&amp;b=2" rel="noopener noreferrer">the rule</a>',
    '<ul><li><p>first</p>\n<ol start="1"><li><p>inner</p></li></ol></li><li><p>second</p></li></ul>',
    '<th colspan="1" rowspan="1"><p>What</p></th>',
    '<pre><code>if (a &lt; b) ```x```</code></pre>',
    '<section class="decision"><b>Decision</b><p>The rule applies.</p></section>',
    '&#9745; Check it <span class="who">Tomás, until 2026-12-04</span>',
  ]) {
    expect(html).toContain(part);
  }
});

it('[R19] HTML escapes everything that people wrote, and forbids scripts to itself', () => {
  const evil = `"><script>alert('x')</script>&`;
  const html = asHtml(
    blocksOf(
      paragraph(evil, {
        text: evil,
        marks: { code: {}, link: { href: `https://a.example/${evil}` } },
      }),
      element('codeBlock', evil),
      withAttributes({ personName: evil }, element('actionItem', evil)),
      withAttributes({ fileId: 'A'.repeat(22), alt: evil }, element('picture')),
    ),
    { ...options, title: evil },
  );
  expect(html).not.toContain('<script');
  expect(html).not.toMatch(/alert\('x'\)/);
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
});

/** The words that a PDF draws, page by page. */
async function wordsIn(bytes: Uint8Array): Promise<string[]> {
  const pdf = await PDFDocument.load(bytes);
  return pdf.getPages().map((page) => {
    const contents = page.node.Contents();
    const streams =
      contents !== undefined && 'asArray' in contents ? contents.asArray() : [contents];
    return streams
      .map((reference) => {
        const stream = reference === undefined ? undefined : pdf.context.lookup(reference);
        if (stream === undefined || !('getContents' in stream)) return '';
        const { getContents } = stream;
        if (typeof getContents !== 'function') return '';
        const content: unknown = getContents.call(stream);
        if (!(content instanceof Uint8Array)) return '';
        const operators = Buffer.from(inflateSync(content)).toString('latin1');
        return [...operators.matchAll(/<([0-9A-F]+)> Tj/g)]
          .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
          .join('');
      })
      .join('');
  });
}

it('[R53] a PDF has the text, its title, links and page numbers', async () => {
  const bytes = await asPdf(everything, options);
  const pdf = await PDFDocument.load(bytes);
  expect(pdf.getTitle()).toBe('Shift plan <b>');
  const [words = ''] = await wordsIn(bytes);
  for (const part of [
    'Night shifts',
    'two nights',
    'inner',
    'a | b',
    'The rule applies.',
    'Tomás',
    'Page 1 of 1',
  ])
    expect(words).toContain(part);
  expect(Buffer.from(bytes).toString('latin1')).not.toContain('CreationDate');
  expect(pdf.getPage(0).node.Annots()?.size()).toBe(1);
});

it('[R53] a PDF goes on over pages, with tables, and numbers them all', async () => {
  const long = blocksOf(
    ...Array.from({ length: 120 }, (_, at) => paragraph(`Line ${at} äöüß éèê ñ €`)),
    element(
      'table',
      ...Array.from({ length: 60 }, (_, at) =>
        element('tableRow', cell(`cell ${at}`), cell('word '.repeat(40))),
      ),
    ),
  );
  const pages = await wordsIn(await asPdf(long, options));
  expect(pages.length).toBeGreaterThan(4);
  for (const [at, words] of pages.entries())
    expect(words).toContain(`Page ${at + 1} of ${pages.length}`);
  const all = pages.join('');
  expect(all).toContain('Line 119 äöüß éèê ñ \x80');
  expect(all).toContain('cell 59');
});

it('[R53] a PDF shows what its fonts lack, and says how much it was', async () => {
  const words = (await wordsIn(await asPdf(blocksOf(paragraph('Doğan 会 👩‍👩‍👧')), options))).join('');
  expect(words).toContain('Dogan [?] [?]');
  expect(words).toContain('3 signs replaced');
});
