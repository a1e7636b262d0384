import { ParticipantId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { Agenda } from '../../minutes/agenda/Agenda.ts';
import { eraseOwnEntries, eraseOwnPoints, eraseOwnText } from './eraseOwn.ts';

const ilse = v.parse(ParticipantId, 'A'.repeat(22));
const mara = v.parse(ParticipantId, `${'A'.repeat(21)}Q`);

/** One document in three browsers: Ilse before and after a reload, and Mara. */
function three() {
  const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()] as const;
  const [before, now, other] = docs;
  const authors = new Map([
    [before.clientID, ilse],
    [other.clientID, mara],
  ]);
  const spread = (from: Y.Doc): void => {
    for (const doc of docs) if (doc !== from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  };
  const own = { doc: now, self: ilse, authorOf: (client: number) => authors.get(client) };
  return { before, now, other, spread, own };
}

it('[R76] deletes what one person wrote into the minutes, from every tab, and no word of anybody else', () => {
  const { before, now, other, spread, own } = three();
  const paragraph = new Y.XmlText();
  before.getXmlFragment('text').insert(0, [paragraph]);
  paragraph.insert(0, 'Ilse says. ');
  spread(before);
  const theirs = other.getXmlFragment('text').get(0);
  if (!(theirs instanceof Y.XmlText)) throw new Error('no paragraph');
  theirs.insert(5, 'MARA');
  spread(other);
  const mine = now.getXmlFragment('text').get(0);
  if (!(mine instanceof Y.XmlText)) throw new Error('no paragraph');
  mine.insert(mine.length, 'And again.');
  eraseOwnText(own);
  spread(now);
  for (const doc of [before, now, other]) {
    expect(doc.getXmlFragment('text').toJSON()).toBe('MARA');
  }
  const state = Y.encodeStateAsUpdate(now);
  eraseOwnText(own); // nothing is left to delete
  expect(Y.encodeStateAsUpdate(now)).toEqual(state);
});

it('[R76] deletes the shapes that one person drew, also where others moved them, and none of theirs', () => {
  const { before, now, other, spread, own } = three();
  const shape = (doc: Y.Doc, id: string): void => {
    doc.getMap('shapes').set(id, new Y.Map([['x', 1]]));
    spread(doc);
  };
  shape(before, 'Ilse 1');
  shape(other, 'Mara 1');
  shape(now, 'Ilse 2');
  for (const [doc, id] of [
    [other, 'Ilse 1'],
    [now, 'Mara 1'],
  ] as const) {
    const moved = doc.getMap('shapes').get(id);
    if (moved instanceof Y.Map) moved.set('x', 7);
    spread(doc);
  }
  eraseOwnEntries(own, 'shapes');
  spread(now);
  for (const doc of [before, now, other]) {
    expect([...doc.getMap('shapes').keys()]).toEqual(['Mara 1']);
  }
});

it('[R76] deletes what one person wrote into the agenda, and their points where nobody else wrote', () => {
  const { before, now, other, spread, own } = three();
  const mine = new Agenda(before);
  mine.add('About my health');
  const shared = mine.add('My point') ?? '';
  spread(before);
  const hers = new Agenda(other);
  const theirs = hers.add('Budget') ?? '';
  hers.setNotes(shared, 'Mara notes');
  hers.setPerson(theirs, 'Tomas');
  spread(other);
  const again = new Agenda(now);
  again.setNotes(theirs, 'Ilse notes');
  again.setPerson(shared, 'Ilse');
  eraseOwnPoints(own);
  spread(now);
  for (const doc of [before, now, other]) {
    expect(new Agenda(doc).points()).toMatchObject([
      { title: '', notes: 'Mara notes', person: '' },
      { title: 'Budget', notes: '', person: 'Tomas' },
    ]);
  }
});
