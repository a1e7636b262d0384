import { expect, it } from 'vitest';
import { Documents } from '../../server/src/documents/Documents.ts';
import type {
  LogKey,
  LogStore,
  NewEntry,
  StagedCheckpoint,
} from '../../server/src/documents/LogStore.ts';
import { Peer } from '../../server/src/room/Peer.ts';
import { DocumentStore } from '../../server/src/store/DocumentStore.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { StoreUnavailableError } from '../../server/src/store/StoreError.ts';
import { concat } from '../../shared/src/bytes.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { DocumentWriter, hashOf, notesOf, place } from '../support/DocumentWriter.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { newPeerId, newSigner, random } from '../support/signers.ts';
import { newAccountIn } from '../support/storedAccount.ts';
import { draftMeeting } from '../support/testMeeting.ts';

const silent = (): void => undefined;
const WENT_ON = 'the log went on meanwhile';

/** A database with a meeting, and stores on it as several servers have them. */
async function setting(open: OpenDatabase) {
  const clock = new ManualClock();
  const database = await open(clock);
  const { meetingId, host, request } = draftMeeting();
  const account_id = await newAccountIn(database, clock);
  const fixed = { id: meetingId, account_id, host_key: host.publicKey, open: 0 as const };
  await database.query
    .insertInto('meeting')
    .values({ ...fixed, sealed_open_keys: null, created_at: 0, ended_at: null })
    .execute();
  await database.query
    .insertInto('key_record')
    .values({ meeting_id: meetingId, number: request.record.number, record: random(9) })
    .execute();
  const store = new DocumentStore({
    ...{ database, meetings: new MeetingStore(database) },
    ledgerHash: ({ documentId, generation }) => `${documentId}/${generation}`,
  });
  const writer = new DocumentWriter({ meetingId, participant: newSigner() });
  const { participantId } = writer;
  /** A server's documents, with the writer's own connection to it. */
  const node = (logs: LogStore = store) => {
    const figures = { documentWritten: silent, documentRefused: silent };
    const documents = new Documents({ store: logs, clock, figures, session: () => undefined });
    const socket = { address: '203.0.113.9', send: silent, sendNewest: silent, close: silent };
    const peer = new Peer({ id: newPeerId(), challenge: random(32), socket });
    return { documents, caller: { as: 'member' as const, meetingId, participantId, peer } };
  };
  return { database, store, meetingId, writer, node, own: notesOf(participantId) };
}

/** A database that does what it is asked, and whose answer is lost. */
function losing(store: DocumentStore, method: 'beginGeneration' | 'keepCheckpoint'): LogStore {
  let isLost = false;
  return new Proxy<LogStore>(store, {
    get(_, name) {
      const own: unknown = Reflect.get(store, name);
      if (typeof own !== 'function') return own;
      return async (...args: unknown[]): Promise<unknown> => {
        const answer: unknown = await Reflect.apply(own, store, args);
        if (name !== method || isLost) return answer;
        isLost = true;
        throw new StoreUnavailableError('the database did not answer');
      };
    },
  });
}

function entry(by: DocumentWriter, position: number, sequence = position): NewEntry {
  const { authorId, participantId } = by;
  const bytes = random(50);
  return { authorId, participantId, sequence, position, at: 1, hash: hashOf(bytes), entry: bytes };
}

async function wholeOf(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return concat(...all);
}

describeDatabases('documents that several servers write', (open) => {
  async function written(count = 5) {
    const set = await setting(open);
    const { store, meetingId, writer, database } = set;
    const { documentId } = await store.create(meetingId, place('board'));
    const log = { documentId, generation: 1 };
    const all = Array.from({ length: count }, (_, at) => entry(writer, at + 1));
    await store.append(log, all);
    const stage = (key: LogKey & { position: number }, bytes = random(30), letsGo = true) => {
      const { authorId } = writer;
      const of = { authorId, letsGo, size: bytes.length, hash: hashOf(bytes) };
      return store.stageCheckpoint({ ...key, ...of, at: 5 }, bytes);
    };
    const begin = async (generation: number): Promise<void> =>
      store.beginGeneration(await stage({ documentId, generation, position: 0 }));
    const rows = async (table: 'document_checkpoint' | 'document_checkpoint_part') =>
      (await database.query.selectFrom(table).select('position').execute()).length;
    return { ...set, log, stage, begin, rows };
  }

  it('[D-12] takes no entry for a generation that another server ended', async () => {
    const { store, log, begin, writer } = await written();
    await begin(2);
    await expect(store.append(log, [entry(writer, 6)])).rejects.toThrow(WENT_ON);
    await expect(store.append(log, [entry(writer, 1)])).rejects.toThrow(WENT_ON);
    expect(await store.page(log, 0, 1e6)).toEqual([]);
    const next = { ...log, generation: 2 };
    await store.append(next, [entry(writer, 1), entry(writer, 2)]);
    expect(await store.page(next, 0, 1e6)).toMatchObject([{ position: 1 }, { position: 2 }]);
  });

  it('[D-11, P-12] takes no entry at a position that was let go, nor after a gap', async () => {
    const { store, log, stage, meetingId } = await written();
    await store.keepCheckpoint(await stage({ ...log, position: 4 }), []);
    await store.letGo(meetingId);
    const other = new DocumentWriter({ meetingId, participant: newSigner() });
    for (const position of [3, 4, 5, 7])
      await expect(store.append(log, [entry(other, position, 1)])).rejects.toThrow(WENT_ON);
    await store.append(log, [entry(other, 6, 1)]);
    expect(await store.page(log, 0, 1e6)).toMatchObject([{ position: 5 }, { position: 6 }]);
  });

  it('[P-11] of two checkpoints for one place the first is served, as it was, and the other leaves nothing', async () => {
    const { store, log, stage, meetingId, rows } = await written();
    const key = { ...log, position: 5 };
    const [first, second] = [random(700_000), random(1_200_000)];
    const [one, two] = [await stage(key, first), await stage(key, second)];
    await store.keepCheckpoint(one, []);
    await store.letGo(meetingId);
    await expect(store.keepCheckpoint(two, [])).rejects.toThrow('versionConflict');
    expect(await store.checkpoints(log)).toMatchObject([{ position: 5, hash: hashOf(first) }]);
    expect(await wholeOf(store.checkpointBytes(key))).toEqual(first);
    expect([await rows('document_checkpoint'), await rows('document_checkpoint_part')]).toEqual([
      1, 2,
    ]);
    // Neither does one that comes too late, although nothing is served at its place.
    const late = await stage({ ...log, position: 3 });
    await expect(store.keepCheckpoint(late, [])).rejects.toThrow('versionConflict');
  });

  it('[P-11] one that broke off is removed, by the next and not while it may be under way', async () => {
    const { store, log, stage, writer, rows } = await written();
    await stage({ ...log, position: 3 });
    const at = 5 + 10 * 60_000;
    const later = { ...log, position: 4, authorId: writer.authorId, letsGo: false, size: 3 };
    await store.stageCheckpoint({ ...later, at, hash: random(32) }, random(3));
    expect(await rows('document_checkpoint_part')).toBe(2);
    await store.stageCheckpoint({ ...later, at: at + 1, hash: random(32) }, random(3));
    expect(await rows('document_checkpoint_part')).toBe(2);
  });

  it('[D-12] a generation begins once: the second server is told that it is over', async () => {
    const { store, log, stage, begin } = await written();
    const key = { ...log, generation: 2, position: 0 };
    const [one, two] = [await stage(key), await stage(key)];
    await store.beginGeneration(one);
    await expect(store.beginGeneration(two)).rejects.toThrow('generationOver');
    const [served] = await store.checkpoints({ ...log, generation: 2 });
    expect(served?.hash).toEqual(one.hash);
    await expect(store.keepCheckpoint(await stage({ ...log, position: 5 }), [])).rejects.toThrow(
      'generationOver',
    );
    await expect(begin(4)).rejects.toThrow('notNow');
  });

  it('[D-12] of many at once, on many connections, one begins and nothing is written below it', async () => {
    const { store, log, stage, writer } = await written();
    const key = { ...log, generation: 2, position: 0 };
    const staged: StagedCheckpoint[] = [];
    for (let at = 0; at < 4; at++) staged.push(await stage(key));
    const [appended, ...begun] = await Promise.allSettled([
      store.append(log, [entry(writer, 6)]),
      ...staged.map((one) => store.beginGeneration(one)),
    ]);
    expect(begun.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(['fulfilled', 'rejected']).toContain(appended.status);
    expect(await store.page(log, 0, 1e6)).toEqual([]);
    expect(await store.checkpoints(key)).toHaveLength(1);
  });

  it('[D-12] [P-13] an end whose answer was lost is an end: nothing is acknowledged below it', async () => {
    const { store, node, writer, own, meetingId } = await setting(open);
    const { documents, caller } = node(losing(store, 'beginGeneration'));
    await documents.open(caller);
    await documents.registerAuthor(caller, writer.certificate);
    await documents.append(caller, writer.next(own));
    const anew = writer.checkpoint(own, { generation: 2, position: 0 });
    // Handed in while the end is under way: it gets no answer either, and no place.
    const during = writer.next(own);
    const [ended, accepted] = await Promise.allSettled([
      documents.putCheckpoint(caller, anew),
      documents.append(caller, during),
    ]);
    expect(ended).toMatchObject({ reason: { name: 'StoreUnavailableError' } });
    if (accepted.status === 'fulfilled') expect(accepted.value.position).toBe(2);
    await expect(documents.append(caller, writer.next(own))).rejects.toThrow('generationOver');
    await documents.putCheckpoint(caller, anew);
    writer.generation = 2;
    expect(await documents.append(caller, writer.next(own))).toMatchObject({ position: 1 });
    const [notes] = await store.documents(meetingId);
    expect(notes).toMatchObject({ generation: 2, position: 1, checkpoint: 0 });
  });

  it('[P-11] a checkpoint whose answer was lost is served, and taken again as the same', async () => {
    const { store, node, writer, own } = await setting(open);
    const { documents, caller } = node(losing(store, 'keepCheckpoint'));
    await documents.open(caller);
    await documents.registerAuthor(caller, writer.certificate);
    await documents.append(caller, writer.next(own));
    const made = writer.checkpoint(own, { position: 1 });
    await expect(documents.putCheckpoint(caller, made)).rejects.toThrow('did not answer');
    await documents.putCheckpoint(caller, made);
    const { documents: list } = await documents.list(caller);
    expect(list).toMatchObject([{ checkpoint: 1, position: 1 }]);
  });

  it('[D-11, D-12] two servers at one document: what one does not know of is told to come again', async () => {
    const { node, writer, own, store, meetingId } = await setting(open);
    const [a, b] = [node(), node()];
    for (const { documents, caller } of [a, b]) {
      await documents.open(caller);
      await documents.registerAuthor(caller, writer.certificate);
    }
    await a.documents.append(a.caller, writer.next(own));
    await b.documents.append(b.caller, writer.next(own));
    const third = writer.next(own);
    // The first server's log stands before what the second one wrote.
    await expect(a.documents.append(a.caller, third)).rejects.toThrow();
    expect(await a.documents.append(a.caller, third)).toMatchObject({ position: 3 });
    await a.documents.putCheckpoint(
      a.caller,
      writer.checkpoint(own, { position: 3, letsGo: true }),
    );
    const late = new DocumentWriter({ meetingId, participant: writer.participant });
    await b.documents.registerAuthor(b.caller, late.certificate);
    const first = late.next(own);
    await expect(b.documents.append(b.caller, first)).rejects.toThrow(WENT_ON);
    expect(await b.documents.append(b.caller, first)).toMatchObject({ position: 4 });
    const [notes] = await store.documents(meetingId);
    expect(notes && (await store.page(notes, 0, 1e6))).toMatchObject([{ position: 4 }]);
  });
});
