import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { holdsText } from './holdsText.ts';
import { TEXT_FIELD } from './richRules.ts';

function written(...nodes: (Y.XmlElement | Y.XmlText)[]): Y.Doc {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  doc.getXmlFragment(TEXT_FIELD).insert(0, [paragraph]);
  paragraph.insert(0, nodes);
  return doc;
}

it('notes that were opened and left empty hold nothing', () => {
  expect(holdsText(new Y.Doc())).toBe(false);
  expect(holdsText(written())).toBe(false);
  expect(holdsText(written(new Y.XmlText('')))).toBe(false);
});

it('a word or a picture is something, however deep', () => {
  expect(holdsText(written(new Y.XmlText('a')))).toBe(true);
  expect(holdsText(written(new Y.XmlElement('picture')))).toBe(true);
});

it('what was written and taken back is nothing', () => {
  const text = new Y.XmlText('gone');
  const doc = written(text);
  text.delete(0, 4);
  expect(holdsText(doc)).toBe(false);
});
