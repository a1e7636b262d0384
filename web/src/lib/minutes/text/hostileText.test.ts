import { expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  docWith,
  element,
  exchange,
  paragraph,
  spelled,
  withAttributes,
  write,
} from '../testing/yjs.ts';
import { cleanText, TextGuard } from './guardText.ts';
import { fitsBounds } from './measureText.ts';
import { readText } from './readText.ts';
import { bounds, TEXT_FIELD } from './richRules.ts';

const hostile = [
  element('script', 'alert(1)'),
  element('iframe'),
  paragraph('fine'),
  paragraph(element('table', 'inside of a paragraph')),
  element('bulletList', 'text where items stand', element('listItem', paragraph('item'))),
  withAttributes({ level: 99, onclick: 'x', style: 'color:red' }, element('heading', 'head')),
  withAttributes({ colspan: 1e9 }, element('tableCell', paragraph('a cell alone'))),
  withAttributes({ fileId: '../../etc/passwd' }, element('picture')),
  withAttributes({ due: '<b>', done: 'yes', personId: { a: 1 } }, element('actionItem', 'do')),
  paragraph({ text: 'click', marks: { link: { href: 'javascript:alert(1)' } } }),
  paragraph({ text: 'styled', marks: { evil: true, bold: {}, textStyle: { color: 'red' } } }),
];

it('[R19] reads what the rules know and leaves out every other node, mark and attribute', () => {
  const read = readText(docWith(...hostile));
  const plain = { bold: false, italic: false, underline: false, strike: false, code: false };
  const words = (text: string, more: object = {}): object => ({
    kind: 'text',
    text,
    ...plain,
    link: undefined,
    ...more,
  });
  expect(read).toEqual({
    kind: 'text',
    blocks: [
      { kind: 'paragraph', inlines: [words('fine')] },
      { kind: 'paragraph', inlines: [] },
      {
        kind: 'list',
        style: 'bullet',
        start: 1,
        items: [{ checked: undefined, blocks: [{ kind: 'paragraph', inlines: [words('item')] }] }],
      },
      { kind: 'heading', level: 1, inlines: [words('head')] },
      {
        kind: 'action',
        number: 0,
        inlines: [words('do')],
        done: false,
        personId: undefined,
        personName: undefined,
        due: undefined,
      },
      { kind: 'paragraph', inlines: [words('click')] },
      { kind: 'paragraph', inlines: [words('styled', { bold: true })] },
    ],
  });
});

it('[R19] reading a hostile text changes nothing in it', () => {
  const doc = docWith(...hostile);
  const before = Y.encodeStateAsUpdate(doc);
  readText(doc);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
});

it('[R19] cleans a text before an editor is bound to it', () => {
  const doc = docWith(...hostile);
  cleanText(doc.getXmlFragment(TEXT_FIELD));
  expect(spelled(doc)).toBe(
    '<paragraph>fine</paragraph><paragraph></paragraph>' +
      '<bulletlist><listitem><paragraph>item</paragraph></listitem></bulletlist>' +
      '<heading>head</heading><picture></picture><actionitem>do</actionitem>' +
      '<paragraph>click</paragraph><paragraph><bold>styled</bold></paragraph>',
  );
});

it('[R19] cleans what arrives later, and embedded objects, before later observers see it', () => {
  const [mine, theirs] = [docWith(paragraph('mine')), new Y.Doc()];
  const root = mine.getXmlFragment(TEXT_FIELD);
  const guard = new TextGuard(root, { onTooLarge: () => undefined });
  const seen: string[] = [];
  root.observeDeep(() => seen.push(root.toJSON()));
  exchange(mine, theirs);
  write(theirs, element('object'), paragraph('theirs'));
  const line = theirs.getXmlFragment(TEXT_FIELD).get(2);
  if (!(line instanceof Y.XmlElement)) throw new Error('no line');
  const text = line.get(0);
  if (!(text instanceof Y.XmlText)) throw new Error('no text');
  text.insertEmbed(0, { image: 'x' });
  exchange(mine, theirs);
  expect(spelled(mine)).toBe('<paragraph>mine</paragraph><paragraph>theirs</paragraph>');
  expect(seen.some((state) => state.includes('object'))).toBe(false);
  guard.close();
});

it('[R19] refuses a text that is too deep, too long or has too many parts, without walking all of it', () => {
  const deep = new Y.Doc();
  let parent: Y.XmlFragment = deep.getXmlFragment(TEXT_FIELD);
  deep.transact(() => {
    for (let depth = 0; depth < 5000; depth++) {
      const child = new Y.XmlElement('blockquote');
      parent.push([child]);
      parent = child;
    }
  });
  const long = docWith(paragraph('x'.repeat(bounds.characters + 1)));
  const many = new Y.Doc();
  many
    .getXmlFragment(TEXT_FIELD)
    .push(Array.from({ length: bounds.elements + 1 }, () => new Y.XmlElement('paragraph')));
  for (const doc of [deep, long, many]) {
    expect(fitsBounds(doc.getXmlFragment(TEXT_FIELD))).toBe(false);
    expect(readText(doc)).toEqual({ kind: 'tooLarge' });
  }
});

it('[R19] says at once when a text grows beyond the bounds while it is open', () => {
  const [mine, theirs] = [docWith(paragraph('mine')), new Y.Doc()];
  let told = 0;
  const guard = new TextGuard(mine.getXmlFragment(TEXT_FIELD), { onTooLarge: () => told++ });
  write(theirs, paragraph('x'.repeat(bounds.characters)));
  exchange(mine, theirs);
  expect(told).toBe(1);
  guard.close();
});
