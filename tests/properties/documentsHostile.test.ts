import * as Y from 'yjs';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Bytes } from '../../shared/src/bytes.ts';
import type { PageEntry } from '../../shared/src/wire/documentsApi.ts';
import { Authorship } from '../../web/src/lib/documents/log/Authorship.ts';
import { sealCheckpoint } from '../../web/src/lib/documents/log/checkpointSeal.ts';
import { sealEntry } from '../../web/src/lib/documents/log/entrySeal.ts';
import type { RootKey } from '../../web/src/lib/documents/log/DocumentKeys.ts';
import {
  BOARD,
  CHAT,
  DocumentWorld,
  MINUTES,
  type TestDocument,
  type TestWriter,
} from '../support/documentWorld.ts';

/** What a server, or a member, does that it should not; and what becomes of the document [T23]. */
describe('a log that lies', () => {
  let here: DocumentWorld;
  let mara: TestWriter;
  let yuki: TestWriter;
  let written: TestDocument;

  /** Mara wrote five entries and Yuki one in the middle; both have read all, and nobody else anything. */
  beforeEach(async () => {
    here = await DocumentWorld.make();
    onTestFinished(() => here.close());
    mara = await here.member('host');
    yuki = await here.member();
    written = mara.open(MINUTES);
    const other = yuki.open(MINUTES);
    await here.until(() => written.isOpen && other.isOpen, 'open');
    for (const word of ['one ', 'two ', 'three ']) await write(written, word);
    await write(other, 'Yuki ');
    for (const word of ['four ', 'five ']) await write(written, word);
    const all = ['one ', 'two ', 'three ', 'Yuki ', 'four ', 'five '];
    await here.until(
      () => [written, other].every(({ text }) => all.every((word) => text.toJSON().includes(word))),
      'read',
    );
  });

  async function write(on: TestDocument, word: string): Promise<void> {
    const before = here.log.entries(MINUTES).length;
    on.text.insert(0, word);
    await here.until(() => here.log.entries(MINUTES).length > before, 'stored');
    await here.until(() => on.state.kind === 'saved', 'saved');
  }

  /** Somebody new, to whom the server serves something else than there is. */
  async function reads(
    lie: (entries: readonly PageEntry[]) => readonly PageEntry[],
  ): Promise<TestDocument> {
    const jonas = await here.member();
    here.log.serve = (port, at, entries) =>
      port === jonas.port && at.place.kind === 'minutes' ? renumbered(lie(entries)) : entries;
    const read = jonas.open(MINUTES);
    await here.until(() => read.state.kind === 'stopped', 'stopped');
    return read;
  }

  it.each<[string, (entries: readonly PageEntry[]) => PageEntry[], string]>([
    ['leaves one out', (all) => all.filter((_, at) => at !== 1), 'omitted'],
    ['changes the order', (all) => swapped(all, 1, 2), 'reordered'],
    ['serves one twice', (all) => [...all.slice(0, 3), ...all.slice(2)], 'replayed'],
    ['alters a byte of what is sealed', (all) => altered(all, 2, 140), 'altered'],
    ['alters a byte of a header', (all) => altered(all, 2, 60), 'altered'],
    ['cuts one off', (all) => replaced(all, 2, (entry) => entry.slice(0, -1)), 'altered'],
  ])('[T23] stops when the server %s, and names it', async (_, lie, fault) => {
    const read = await reads(lie);
    expect(read.faultKinds).toEqual([fault]);
    expect(read.state).toEqual({ kind: 'stopped' });
  });

  it('[T23] stops at an entry of another document, of another generation, and of nobody', async () => {
    const other = mara.open(BOARD);
    await here.until(() => other.isOpen, 'open');
    other.text.insert(0, 'elsewhere');
    await here.until(() => other.state.kind === 'saved', 'saved');
    const [elsewhere] = here.log.entries(BOARD);
    const read = await reads((all) => (elsewhere === undefined ? all : [elsewhere, ...all]));
    expect(read.faultKinds).toEqual(['foreign']);

    const later = await entryOf(mara, { generation: 2 });
    const again = await reads((all) => [...all, { position: 0, at: 0, entry: later }]);
    expect(again.faultKinds).toEqual(['foreign']);

    here.log.certificates.clear();
    const nobodys = await reads((all) => all);
    expect(nobodys.faultKinds).toEqual(['foreign']);
  });

  it('[R-4] shows a log that ends before where this browser was, and one that is another there', async () => {
    const jonas = await here.member();
    const read = jonas.open(MINUTES);
    await here.until(() => read.isOpen, 'open');
    await here.pass(2_000);
    const text = read.text.toJSON();

    here.log.serve = (_port, _at, entries) => entries.slice(0, 3);
    const shorter = here.reload(jonas).open(MINUTES);
    await here.until(() => shorter.state.kind === 'stopped', 'stopped');
    expect(shorter.faultKinds).toEqual(['rolledBack']);

    // Another author wrote the last entry, instead of the one that was there.
    const forged = await entryOf(mara, {});
    here.log.serve = (_port, _at, entries) =>
      renumbered([...entries.slice(0, 5), { position: 0, at: 0, entry: forged }]);
    const another = here.reload(jonas).open(MINUTES);
    await here.until(() => another.state.kind === 'stopped', 'stopped');
    expect(another.faultKinds).toEqual(['rolledBack']);

    here.log.serve = (_port, _at, entries) => entries;
    const honest = here.reload(jonas).open(MINUTES);
    await here.until(() => honest.isOpen, 'open');
    expect(honest.text.toJSON()).toBe(text);
  });

  it('[R-2] keeps what it has, and what is written, when the log goes back under it', async () => {
    here.log.serve = (port, _at, entries) => (port === mara.port ? entries.slice(0, 2) : entries);
    mara.port.down();
    mara.port.up();
    await here.until(() => written.state.kind === 'stopped', 'stopped');
    const before = written.text.toJSON();
    const stored = here.log.entries(MINUTES).length;
    written.text.insert(0, 'still here ');
    await here.pass(5_000);
    expect(written.text.toJSON()).toBe(`still here ${before}`);
    expect(here.log.entries(MINUTES)).toHaveLength(stored);
    expect(await mara.store.queued(here.meeting.meetingId, MINUTES)).toHaveLength(1);
  });

  it('[R-3] shows a fork to who hears of it from the others, and what is withheld', async () => {
    const jonas = await here.member();
    const forged = await entryOf(mara, {});
    here.log.serve = (port, _at, entries) =>
      port === jonas.port
        ? renumbered([...entries.slice(0, 5), { position: 0, at: 0, entry: forged }])
        : entries;
    const read = jonas.open(MINUTES);
    await here.until(() => read.faultKinds.includes('forked'), 'shown');
    expect(read.state.kind).not.toBe('stopped');

    const late = await here.member();
    here.log.serve = (port, _at, entries) => (port === late.port ? entries.slice(0, 4) : entries);
    const kept = late.open(MINUTES);
    await here.until(() => kept.faultKinds.includes('withheld'), 'shown');
    expect(kept.text.toJSON()).not.toBe('');
  });

  it('[E-4] leaves out what is sealed under an older key, as somebody removed would', async () => {
    const kicked = await entryOf(yuki, {}, 'behind the kick ');
    await here.newRecord();
    mara.keys.learn();
    await write(written, 'six ');
    const text = written.text.toJSON();
    here.log.put(MINUTES, kicked);
    await here.until(() => written.faultKinds.includes('quarantined'), 'left out');
    expect(written.faults).toEqual([{ kind: 'quarantined', by: yuki.id }]);
    expect(written.text.toJSON()).toBe(text);
    await write(written, 'seven ');
    expect(written.text.toJSON()).toBe(`seven ${text}`);
  });

  describe('and members who write what they should not', () => {
    const BOMB = '00010000000001000100010200001602000001fdffffffff7f0000';

    /** Yuki's client id writes: honest afterwards, so that later entries can be seen to count. */
    function updateBy(clientId: number, change: (doc: Y.Doc) => void, v2 = false): Bytes {
      const doc = new Y.Doc();
      doc.clientID = clientId;
      change(doc);
      return new Uint8Array(v2 ? Y.encodeStateAsUpdateV2(doc) : Y.encodeStateAsUpdate(doc));
    }

    it.each<[string, (clientId: number) => Bytes]>([
      ['a V2 update', (id) => updateBy(id, (doc) => doc.getText('text').insert(0, 'v2'), true)],
      ['the V2 bomb of yjs#687', () => new Uint8Array(Buffer.from(BOMB, 'hex'))],
      ['no update at all', () => new Uint8Array(40).fill(7)],
      [
        'values nested a thousand deep',
        (id) => updateBy(id, (doc) => doc.getArray('x').push([deep(1_000)])),
      ],
      ['types nested a hundred deep', (id) => updateBy(id, nestTypes)],
      [
        "another's client id",
        () => updateBy(424_242, (doc) => doc.getText('text').insert(0, 'not mine')),
      ],
    ])(
      '[R-1, R-5] leaves out %s, names its author, and takes what the author writes later',
      async (_, make) => {
        const text = written.text.toJSON();
        const author = new Authorship(yuki.keys, yuki.clientId + 5_000);
        const bad = await sealedBy(author, make(yuki.clientId + 5_000));
        const good = await sealedBy(
          author,
          updateBy(yuki.clientId + 5_000, (doc) => doc.getText('other').insert(0, 'good')),
        );
        await register(author);
        here.log.put(MINUTES, bad);
        here.log.put(MINUTES, good);
        await here.until(() => written.doc.getText('other').toJSON() === 'good', 'taken');
        expect(written.faults).toEqual([{ kind: 'quarantined', by: yuki.id }]);
        expect(written.text.toJSON()).toBe(text);
      },
    );

    it('[A-3] in chat and roster nobody takes anything back', async () => {
      for (const place of [CHAT, { kind: 'roster', owner: null } as const]) {
        const [a, b] = [mara.open(place), yuki.open(place)];
        await here.until(() => a.isOpen && b.isOpen, 'open');
        a.doc.getArray('list').push(['said']);
        await here.until(() => b.doc.getArray('list').length === 1, 'seen');
        b.doc.getArray('list').delete(0, 1);
        await here.until(() => a.faultKinds.includes('quarantined'), 'left out');
        expect(a.doc.getArray('list').toJSON()).toEqual(['said']);
      }
    });

    async function register(author: Authorship): Promise<void> {
      await here.log.register((await author.own()).certificate);
    }

    async function sealedBy(author: Authorship, update: Bytes): Promise<Bytes> {
      const { meetingId } = here.meeting;
      const own = await author.own();
      return sealEntry(
        own,
        { meetingId, at: { place: MINUTES, generation: 1 }, root: newest() },
        update,
      );
    }
  });

  describe('and checkpoints that are false', () => {
    const AT = { place: MINUTES, generation: 1 };

    /** A deputy's checkpoint of the document with something else in it. */
    async function falseCheckpoint(by: TestWriter, change: (doc: Y.Doc) => void): Promise<void> {
      const { standing } = by.keys;
      if (standing === undefined) throw new Error('nobody');
      const reader = by.open(MINUTES);
      await here.until(() => reader.isOpen, 'open');
      const chain = reader.opened.log?.reader.chain;
      const stands = chain?.stateAt(chain.position);
      if (stands === undefined) throw new Error('nothing read');
      const doc = new Y.Doc();
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(reader.doc));
      change(doc);
      const author = await new Authorship(by.keys, by.clientId + 9_000).own();
      await here.log.register(author.certificate);
      const state = new Uint8Array(Y.encodeStateAsUpdate(doc));
      const plan = { standing, at: AT, root: standing.newest, chain: stands, quarantined: [] };
      here.log.writeCheckpoint(await sealCheckpoint(author, { ...plan, state }), undefined);
    }

    it.each<[string, (doc: Y.Doc) => void]>([
      [
        'deletes what nobody deleted, with the same state vector',
        (doc) => doc.getText('text').delete(0, 4),
      ],
      ['holds what nobody wrote', (doc) => doc.getText('text').insert(0, 'invented ')],
      ['leaves everything out', (doc) => doc.getText('text').delete(0, doc.getText('text').length)],
    ])('[P-11] names the deputy whose checkpoint %s, and uses nothing of it', async (_, change) => {
      const deputy = await here.member('deputy');
      const text = written.text.toJSON();
      await falseCheckpoint(deputy, change);
      await here.until(() => written.faultKinds.includes('falseCheckpoint'), 'named');
      expect(written.faults).toEqual([{ kind: 'falseCheckpoint', by: deputy.id }]);
      expect(written.text.toJSON()).toBe(text);
    });

    it.each<[string, (doc: Y.Doc) => void]>([
      ['deletes what nobody deleted', (doc) => doc.getText('text').delete(0, 4)],
      ['holds what nobody wrote', (doc) => doc.getText('text').insert(0, 'invented ')],
    ])(
      '[P-11] a lone reader finds out by itself that a checkpoint %s, names its maker and goes on without it',
      async (_, change) => {
        const deputy = await here.member('deputy');
        const text = written.text.toJSON();
        await falseCheckpoint(deputy, change);
        for (const writer of [mara, yuki, deputy]) writer.documents.close();
        const jonas = await here.member();
        const shown = jonas.open(MINUTES);
        await here.until(() => shown.isOpen, 'open');
        expect(shown.text.toJSON()).not.toBe(text);
        await here.until(() => shown.isReplaced, 'replaced');
        expect(shown.faults).toEqual([{ kind: 'falseCheckpoint', by: deputy.id }]);
        const fresh = jonas.open(MINUTES, 77_000);
        await here.until(() => fresh.isOpen, 'open');
        expect(fresh.text.toJSON()).toBe(text);
        expect(fresh.faults).toEqual([{ kind: 'falseCheckpoint', by: deputy.id }]);
        fresh.text.insert(0, 'goes on ');
        await here.until(() => fresh.state.kind === 'saved', 'saved');
        await here.pass(10_000);
        expect([fresh.isReplaced, fresh.text.toJSON()]).toEqual([false, `goes on ${text}`]);
      },
    );

    it('[P-10] names a guest who makes one, and a reader does without it', async () => {
      await falseCheckpoint(yuki, () => undefined);
      await here.until(() => written.faultKinds.includes('falseCheckpoint'), 'named');
      expect(written.faults).toEqual([{ kind: 'falseCheckpoint', by: yuki.id }]);
      const jonas = (await here.member()).open(MINUTES);
      await here.until(() => jonas.isOpen, 'open');
      expect(jonas.text.toJSON()).toBe(written.text.toJSON());
    });
  });

  function newest(): RootKey {
    const root = here.roots.at(-1);
    if (root === undefined) throw new Error('no record');
    return { recordNumber: here.roots.length, root };
  }

  /** An entry of a fresh author of somebody, with a certificate that the server has. */
  async function entryOf(
    writer: TestWriter,
    part: { generation?: number },
    text = 'forged ',
  ): Promise<Bytes> {
    const clientId = writer.clientId + 7_000;
    const author = await new Authorship(writer.keys, clientId).own();
    await here.log.register(author.certificate);
    const doc = new Y.Doc();
    doc.clientID = clientId;
    doc.getText('text').insert(0, text);
    const at = { place: MINUTES, generation: 1, ...part };
    const { meetingId } = here.meeting;
    const update = new Uint8Array(Y.encodeStateAsUpdate(doc));
    return sealEntry(author, { meetingId, at, root: newest() }, update);
  }
});

function deep(levels: number): unknown[] {
  let value: unknown[] = [];
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

function nestTypes(doc: Y.Doc): void {
  let outer = doc.getMap('nest');
  for (let level = 0; level < 100; level++) {
    const inner = new Y.Map<unknown>();
    outer.set('in', inner);
    outer = inner;
  }
}

function renumbered(entries: readonly PageEntry[]): PageEntry[] {
  return entries.map((stored, index) => ({ ...stored, position: index + 1 }));
}

function swapped(entries: readonly PageEntry[], a: number, b: number): PageEntry[] {
  const [first, second] = [entries[a], entries[b]];
  if (first === undefined || second === undefined) throw new Error('not so many');
  return entries.with(a, second).with(b, first);
}

function replaced(
  entries: readonly PageEntry[],
  at: number,
  change: (entry: Bytes) => Bytes,
): PageEntry[] {
  return entries.map((stored, index) =>
    index === at ? { ...stored, entry: change(stored.entry) } : stored,
  );
}

function altered(entries: readonly PageEntry[], at: number, byte: number): PageEntry[] {
  return replaced(entries, at, (entry) => entry.with(byte, (entry[byte] ?? 0) ^ 1));
}
