import * as Y from 'yjs';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Bytes } from '../../shared/src/bytes.ts';
import { RefusedError } from '../../shared/src/RefusedError.ts';
import {
  CHAT,
  DocumentWorld,
  MINUTES,
  type TestDocument,
  type TestWriter,
} from '../support/documentWorld.ts';

/** What becomes of a document whose page cannot go on with what it has. */
describe('a document that goes on as another', () => {
  let here: DocumentWorld;
  let mara: TestWriter;
  let yuki: TestWriter;

  beforeEach(async () => {
    here = await DocumentWorld.make();
    onTestFinished(() => here.close());
    mara = await here.member('host');
    yuki = await here.member();
  });

  async function both(place = MINUTES): Promise<[TestDocument, TestDocument]> {
    const [a, b] = [mara.open(place), yuki.open(place)];
    await here.until(() => a.isOpen && b.isOpen, 'open');
    return [a, b];
  }

  const saved = ({ state }: TestDocument): boolean => state.kind === 'saved';

  /** A fresh client id for who has to go on with one. */
  let clients = 50_000;
  const reopened = (writer: TestWriter): TestDocument => writer.open(MINUTES, clients++);

  describe('[E-6] because something written here counts for nobody', () => {
    it('[T22] goes on under a fresh client id, and what comes then counts for everybody', async () => {
      const [a, b] = await both();
      a.text.insert(0, 'Agreed. ');
      await here.until(() => b.text.length === 8, 'seen');
      b.doc.getArray('list').push([deep(1_000)]);
      b.text.insert(8, 'built on what is missing');
      await here.until(() => b.isReplaced, 'replaced');
      expect(b.state).toEqual({ kind: 'refused', waiting: 2 });
      const fresh = reopened(yuki);
      await here.until(() => fresh.isOpen, 'open');
      expect(fresh.text.toJSON()).toBe('Agreed. ');
      fresh.text.insert(8, 'Friday.');
      await here.until(() => saved(fresh) && a.text.toJSON() === 'Agreed. Friday.', 'seen');
      expect(a.authors.get(fresh.doc.clientID)).toBe(yuki.id);
      expect(fresh.isReplaced).toBe(false);
      const late = (await here.member()).open(MINUTES);
      await here.until(() => late.isOpen, 'open');
      expect(late.text.toJSON()).toBe('Agreed. Friday.');
      expect(late.faults).toEqual([{ kind: 'quarantined', by: yuki.id }]);
    });

    it('says of later writing in the old one that it is not sent, and sends none of it', async () => {
      const [, b] = await both();
      b.doc.getArray('list').push([deep(1_000)]);
      await here.until(() => b.isReplaced, 'replaced');
      const stored = here.log.entries(MINUTES).length;
      b.text.insert(0, 'on the old screen');
      await here.settle();
      expect(b.state).toEqual({ kind: 'refused', waiting: 2 });
      const fresh = reopened(yuki);
      await here.until(() => fresh.isOpen, 'open');
      await here.pass(5_000);
      expect(here.log.entries(MINUTES)).toHaveLength(stored);
      expect(await yuki.store.queued(here.meeting.meetingId, MINUTES)).toEqual([]);
    });

    it('[A-3] gives who took something back in chat the message again', async () => {
      const [a, b] = await both(CHAT);
      a.doc.getArray('messages').push(['said']);
      await here.until(() => b.doc.getArray('messages').length === 1, 'seen');
      b.doc.getArray('messages').delete(0, 1);
      await here.until(() => b.isReplaced, 'replaced');
      const fresh = yuki.open(CHAT, clients++);
      await here.until(() => fresh.isOpen, 'open');
      expect(fresh.doc.getArray('messages').toJSON()).toEqual(['said']);
      fresh.doc.getArray('messages').push(['sorry']);
      await here.until(() => a.doc.getArray('messages').length === 2, 'seen');
    });

    it('[R-1] nothing waits for what never comes: who leaves gaps harms nobody else', async () => {
      const [a, b] = await both();
      const [, second] = halves(yuki.clientId);
      for (let entry = 0; entry < 20; entry++) void b.opened.write(second);
      a.text.insert(0, 'goes on');
      await here.until(() => a.faults.length > 0 && saved(a), 'saved');
      const late = (await here.member()).open(MINUTES);
      await here.until(() => late.isOpen, 'open');
      for (const { doc, text } of [a, late]) {
        expect(text.toJSON()).toBe('goes on');
        expect(doc.store.pendingStructs).toBeNull();
        expect(doc.store.pendingDs).toBeNull();
      }
      expect(late.faults).toEqual([{ kind: 'quarantined', by: yuki.id }]);
      // The other's page is nobody's but its own.
      expect(a.isReplaced).toBe(false);
    });
  });

  describe('[P-13] because it was begun anew', () => {
    const stateOf = (text: string): Bytes => {
      const doc = new Y.Doc();
      doc.clientID = mara.clientId;
      doc.getText('text').insert(0, text);
      return new Uint8Array(Y.encodeStateAsUpdate(doc));
    };

    it('everybody goes on from its state, and nothing of before is left', async () => {
      const [a, b] = await both();
      a.text.insert(0, 'a secret, ');
      b.text.insert(0, 'and another, ');
      await here.until(() => saved(a) && saved(b) && a.text.length === 23, 'saved');
      a.text.insert(0, 'and a last one');
      await a.opened.beginAnew(stateOf('nothing'));
      await here.until(() => a.isReplaced && b.isReplaced, 'replaced');
      expect([a.state, b.state]).toEqual([
        { kind: 'refused', waiting: 0 },
        { kind: 'refused', waiting: 0 },
      ]);
      const [c, d] = [reopened(mara), reopened(yuki)];
      await here.until(() => c.isOpen && d.isOpen, 'open');
      expect([c.text.toJSON(), d.text.toJSON()]).toEqual(['nothing', 'nothing']);
      expect(here.log.entries(MINUTES)).toEqual([]);
      d.text.insert(7, ' more');
      await here.until(() => c.text.toJSON() === 'nothing more', 'seen');
      expect(d.authors.get(mara.clientId)).toBe(mara.id);
      expect([...c.faults, ...d.faults]).toEqual([]);
    });

    it('[E-5] who was away has what was written meanwhile as unsent, and the next tab sends none of it', async () => {
      const [a, b] = await both();
      yuki.port.down();
      b.text.insert(0, 'in the train');
      await here.settle();
      await a.opened.beginAnew(stateOf('fresh'));
      yuki.port.up();
      await here.until(() => b.isReplaced, 'replaced');
      expect(b.state).toEqual({ kind: 'refused', waiting: 1 });
      expect(b.text.toJSON()).toBe('in the train');
      const again = here.reload(yuki).open(MINUTES);
      await here.until(() => again.isOpen, 'open');
      await here.pass(5_000);
      expect(again.text.toJSON()).toBe('fresh');
      expect(here.log.entries(MINUTES)).toEqual([]);
    });

    it('[E-5] a tab that died before has left nothing that comes back', async () => {
      const [a, b] = await both();
      yuki.port.down();
      b.text.insert(0, 'in the train');
      await here.settle();
      yuki.documents.close();
      await a.opened.beginAnew(stateOf('fresh'));
      const again = here.reload(yuki).open(MINUTES);
      await here.until(() => saved(again), 'saved');
      expect(again.text.toJSON()).toBe('fresh');
      expect(await yuki.store.queued(here.meeting.meetingId, MINUTES)).toEqual([]);
    });

    it('is for who leads', async () => {
      const [, b] = await both();
      await expect(b.opened.beginAnew(stateOf('mine'))).rejects.toEqual(
        new RefusedError('notAllowed'),
      );
      expect(here.log.document(MINUTES).generation).toBe(1);
    });

    it('[D-12] a server that says so by itself empties nobody’s screen', async () => {
      const [a, b] = await both();
      a.text.insert(0, 'kept');
      await here.until(() => b.text.toJSON() === 'kept', 'seen');
      here.log.document(MINUTES).generation = 2;
      here.log.tell({ kind: 'generation', place: MINUTES, generation: 2 }, undefined);
      await here.until(() => a.state.kind === 'stopped' && b.state.kind === 'stopped', 'stopped');
      expect([a.faultKinds, b.faultKinds]).toEqual([['rolledBack'], ['rolledBack']]);
      expect([a.isReplaced, b.isReplaced]).toEqual([false, false]);
      expect(b.text.toJSON()).toBe('kept');
      const late = (await here.member()).open(MINUTES);
      await here.until(() => late.state.kind === 'stopped', 'stopped');
    });
  });
});

/** Two updates of one client, of which the second is nothing without the first. */
function halves(clientId: number): [Bytes, Bytes] {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const updates: Bytes[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(new Uint8Array(update)));
  doc.getText('text').insert(0, 'first ');
  doc.getText('text').insert(6, 'second');
  const [first, second] = updates;
  if (first === undefined || second === undefined) throw new Error('two');
  return [first, second];
}

function deep(levels: number): unknown[] {
  let value: unknown[] = [];
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}
