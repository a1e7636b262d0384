import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, it } from 'vitest';
import { LIGHT } from '../draw/palette.ts';
import { Scene } from '../geometry/Scene.ts';
import type { Shape } from '../model/Shape.ts';
import { arrow, box, place, plainLook, words } from '../testShapes.ts';
import { inkShape } from '../tools/drawInk.ts';
import { marksOf, type Mark } from './marks.ts';
import { toPdf } from './toPdf.ts';
import { toSvg } from './toSvg.ts';

const sheet = { x: -10, y: -10, w: 400, h: 300 };
const EVIL = "\"><script>alert(1)</script><a href='javascript:x'>&\u0000\uD800";

function marks(shapes: readonly Shape[]): Mark[] {
  const scene = new Scene(shapes);
  const options = {
    theme: LIGHT,
    measure: (text: string, height: number) => text.length * height * 0.5,
    ends: scene.ends.bind(scene),
  };
  return shapes.flatMap((shape) => marksOf(shape, options));
}

const picture: Shape = { ...box('p'), kind: 'image', fileId: 'file-1', text: EVIL };
const stroke = inkShape(
  [0, 20, 60].map((x) => ({ x, y: x, pressure: 0.5 })),
  { kind: 'pen', look: plainLook, pressed: false, page: 'first', order: 'a0' },
);
const everything: Shape[] = [
  ...(stroke === undefined ? [] : [stroke]),
  box('r', { text: 'Label', look: { ...plainLook, fill: 'tint', dash: 'dashed' } }),
  box('e', { kind: 'ellipse', place: place(150, 100, { angle: 0.4 }) }),
  words('n', { text: 'A note with words that need more than one line', place: place(20, 100) }),
  arrow('a', { from: { x: 0, y: 0 }, to: { x: 9, y: 9, on: { shape: 'e', x: 0.5, y: 0.5 } } }),
];

describe('SVG', () => {
  const svg = (shapes: readonly Shape[], pictures = new Map<string, string>()): string =>
    toSvg(marks(shapes), { box: sheet, paper: LIGHT.paper, pictures });

  it('holds what members wrote as words and never as markup', () => {
    const text = svg(
      [words('n', { text: EVIL, place: place(0, 0, { w: 5000 }) }), picture],
      new Map([['file-1', `data:image/png;base64,AA${EVIL}`]]),
    );
    expect(text).not.toMatch(/<script|<a |href='/);
    expect(text).toContain('&quot;&gt;&lt;script&gt;');
    expect(text).not.toContain('\u0000');
    expect(text.isWellFormed()).toBe(true);
    const tags = [...text.matchAll(/<([a-z]+)/g)].map(([, tag]) => tag);
    expect(new Set(tags)).toEqual(new Set(['svg', 'rect', 'path', 'text', 'image', 'title']));
  });

  it('draws every kind, and no number in it is broken', () => {
    const text = svg(everything);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect(text.match(/<path /g)).toHaveLength(7);
    expect(text).toContain('>Label</text>');
    expect(text).toContain('stroke-dasharray="7 10.5"');
  });

  it('a picture that cannot be opened is a grey box', () => {
    expect(svg([picture])).not.toContain('<image');
  });
});

describe('PDF', () => {
  const nothing = {
    title: 'Board',
    picture: () => Promise.resolve(undefined),
    letters: () => Promise.resolve(undefined),
  };

  it('can be read, has the size of what was drawn, and words as words', async () => {
    const bytes = await toPdf(
      [{ box: sheet, paper: LIGHT.paper, marks: marks(everything) }],
      nothing,
    );
    const document = await PDFDocument.load(bytes);
    expect(document.getPageCount()).toBe(1);
    expect(document.getPage(0).getSize()).toMatchObject({ width: 400, height: 300 });
    expect(document.getTitle()).toBe('Board');
  });

  it('shrinks what is larger than a PDF page may be', async () => {
    const bytes = await toPdf(
      [{ box: { ...sheet, w: 28_000 }, paper: LIGHT.paper, marks: [] }],
      nothing,
    );
    const { width, height } = (await PDFDocument.load(bytes)).getPage(0).getSize();
    expect([width, height]).toEqual([14_000, 150]);
  });

  it('asks for a drawing of letters that its font does not have, and only of those', async () => {
    const asked: string[] = [];
    const shapes = [
      words('a', { text: 'Grüße', place: place(0, 0, { w: 900 }) }),
      words('b', { text: '会議 2', place: place(0, 90, { w: 900 }) }),
    ];
    await toPdf([{ box: sheet, paper: LIGHT.paper, marks: marks(shapes) }], {
      ...nothing,
      letters: ({ text }) => {
        asked.push(text);
        return Promise.resolve(undefined);
      },
    });
    expect(asked).toEqual(['会議 2']);
  });
});
