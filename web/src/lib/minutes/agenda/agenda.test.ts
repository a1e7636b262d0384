import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { SeededRandom } from '../../../../../tests/support/seededRandom.ts';
import { exchange, paragraph, spelled, write } from '../testing/yjs.ts';
import { Agenda, type AgendaPoint } from './Agenda.ts';
import { orderBetween } from './orderBetween.ts';
import { missingPoints, settleTakeOvers, takeOverAgenda } from './takeOver.ts';

const titles = (agenda: Agenda): string[] => agenda.points().map(({ title }) => title);

function agendaOf(...wanted: readonly string[]): { doc: Y.Doc; agenda: Agenda } {
  const doc = new Y.Doc();
  const agenda = new Agenda(doc);
  for (const title of wanted) agenda.add(title);
  return { doc, agenda };
}

const idOf = (agenda: Agenda, title: string): string =>
  agenda.points().find((point) => point.title === title)?.id ?? '';

it('[R48] moves a point up, down and to both ends', () => {
  const { agenda } = agendaOf('a', 'b', 'c', 'd');
  agenda.move(idOf(agenda, 'd'), 0);
  agenda.move(idOf(agenda, 'a'), 2);
  agenda.move(idOf(agenda, 'b'), 3);
  expect(titles(agenda)).toEqual(['d', 'a', 'c', 'b']);
});

it('[R48] two who move and write at once lose neither', () => {
  const { doc, agenda } = agendaOf('a', 'b', 'c');
  const otherDoc = new Y.Doc();
  const other = new Agenda(otherDoc);
  exchange(doc, otherDoc);
  const b = idOf(agenda, 'b');
  agenda.move(b, 0);
  other.setTitle(b, 'b, from there');
  agenda.setTitle(b, 'here: b');
  other.setMinutes(b, 15);
  exchange(doc, otherDoc);
  expect(agenda.points()).toEqual(other.points());
  expect(agenda.points()[0]).toMatchObject({ title: 'here: b, from there', minutes: 15 });
});

it('[R48] keys always fit between two others, whatever is inserted where', () => {
  const random = new SeededRandom(48);
  const keys = [orderBetween(undefined, undefined)];
  for (let round = 0; round < 2000; round++) {
    const at = random.below(keys.length + 1);
    keys.splice(at, 0, orderBetween(keys[at - 1], keys[at]));
  }
  expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : 1)));
  expect(new Set(keys).size).toBe(keys.length);
});

it('[R19] leaves out what is no point, and bounds what is one', () => {
  const { doc, agenda } = agendaOf('a');
  const points = doc.getMap<unknown>('points');
  points.set('short', new Y.Map());
  points.set('A'.repeat(22), 'a string');
  const strange = new Y.Map<unknown>([
    ['title', { html: '<b>' }],
    ['minutes', -5],
    ['person', 7],
    ['order', 'A'.repeat(9999)],
  ]);
  points.set('B'.repeat(22), strange);
  doc.getMap('settings').set('current', '<script>');
  expect(agenda.points().filter(({ title }) => title !== 'a')).toEqual([
    { id: 'B'.repeat(22), title: '', notes: '', minutes: 0, person: '' },
  ]);
  expect(agenda.current).toBeUndefined();
});

it('[R48] everybody sees the point that is marked, until it is removed', () => {
  const { doc, agenda } = agendaOf('a', 'b');
  const otherDoc = new Y.Doc();
  agenda.setCurrent(idOf(agenda, 'b'));
  exchange(doc, otherDoc);
  const other = new Agenda(otherDoc);
  expect(other.current).toBe(idOf(agenda, 'b'));
  agenda.remove(idOf(agenda, 'b'));
  exchange(doc, otherDoc);
  expect(other.current).toBeUndefined();
});

const twoPoints: readonly AgendaPoint[] = ['a', 'b'].map((title) => ({
  id: title.repeat(22),
  title,
  minutes: 0,
  person: '',
  notes: '',
}));

it('[R48, R53] taking the agenda over twice adds its points once', () => {
  const minutes = new Y.Doc();
  expect(takeOverAgenda(minutes, twoPoints)).toBe(2);
  const once = spelled(minutes);
  expect(takeOverAgenda(minutes, twoPoints)).toBe(0);
  expect(missingPoints(minutes, twoPoints)).toEqual([]);
  expect(spelled(minutes)).toBe(once);
});

it('[R48, R53] two who take the agenda over at once have each heading once, and both the same', () => {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  write(one, paragraph('said before'));
  exchange(one, other);
  takeOverAgenda(one, twoPoints);
  takeOverAgenda(other, twoPoints);
  const line = one.getXmlFragment('text').get(2);
  if (line instanceof Y.XmlElement) line.insert(0, [new Y.XmlText('written under a')]);
  exchange(one, other);
  settleTakeOvers(one);
  settleTakeOvers(other);
  exchange(one, other);
  expect(spelled(one)).toBe(spelled(other));
  const headings = [...spelled(one).matchAll(/<heading[^>]*>(.*?)<\/heading>/g)].map(([, t]) => t);
  expect(headings.toSorted()).toEqual(['a', 'b']);
  expect(spelled(one)).toContain('said before');
  expect(spelled(one)).toContain('written under a');
});
