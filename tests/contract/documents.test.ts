import { describe, expect, it } from 'vitest';
import { buildAccounts } from '../../server/src/accounts/buildAccounts.ts';
import { Documents } from '../../server/src/documents/Documents.ts';
import type {
  CheckpointKey,
  LogStore,
  NewEntry,
  StoredCheckpoint,
} from '../../server/src/documents/LogStore.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import { generationHash } from '../../server/src/meetings/deletionHash.ts';
import { Peer } from '../../server/src/room/Peer.ts';
import { DocumentStore } from '../../server/src/store/DocumentStore.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { SessionStore } from '../../server/src/store/SessionStore.ts';
import { concat } from '../../shared/src/bytes.ts';
import { Secret } from '../../shared/src/Secret.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { DocumentWriter, hashOf, notesOf, place } from '../support/DocumentWriter.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { MemoryLogStore } from '../support/MemoryLogStore.ts';
import { MemoryRoomStore } from '../support/MemoryRoomStore.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { newPeerId, newSessionId, newSigner, participantIdOf, random } from '../support/signers.ts';
import { testDesk } from '../support/testDesk.ts';
import { draftMeeting, type TestMeeting } from '../support/testMeeting.ts';
import { newHead } from '../support/TestMember.ts';

interface Setting {
  readonly store: LogStore;
  create(): Promise<TestMeeting>;
}

/** A database as a server has it, with sessions that can end and meetings that can be deleted. */
interface ServerSetting extends Setting {
  readonly sessions: SessionStore;
  delete(meeting: TestMeeting): Promise<void>;
}

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent, security: silent };

async function onDatabase(open: OpenDatabase): Promise<ServerSetting> {
  const clock = new ManualClock();
  const database = await open(clock);
  const pepper = new Secret('p'.repeat(32));
  const accounts = buildAccounts({ database, clock, log, pepper, registration: 'open' });
  const draft = await new NodeBrowser('http://localhost').draftRegistration();
  await accounts.registrar.register(draft, '203.0.113.77');
  const meetings = new MeetingStore(database);
  const desk = testDesk({ store: meetings, clock });
  return {
    store: new DocumentStore({ database, meetings, ledgerHash: generationHash(pepper) }),
    sessions: new SessionStore({ database, meetings, clock }),
    async create() {
      const meeting = draftMeeting();
      await desk.create(draft.accountId, meeting.request);
      return meeting;
    },
    async delete({ meetingId }) {
      await desk.delete(draft.accountId, meetingId);
    },
  };
}

function inMemory(): Promise<Setting> {
  const rooms = new MemoryRoomStore(() => 0);
  return Promise.resolve({
    store: new MemoryLogStore((meetingId) => rooms.peek(meetingId)),
    create() {
      const meeting = draftMeeting();
      rooms.create(meeting.request);
      return Promise.resolve(meeting);
    },
  });
}

function writerIn({ meetingId }: TestMeeting): DocumentWriter {
  return new DocumentWriter({ meetingId, participant: newSigner() });
}

/** Entries of one author, from a position and a number on. */
function entriesOf(
  { authorId, participantId }: DocumentWriter,
  count: number,
  from: { first?: number; size?: number; position?: number } = {},
): NewEntry[] {
  const { first = 1, size = 300 } = from;
  const { position = first } = from;
  return Array.from({ length: count }, (_, at) => {
    const entry = random(size);
    const whose = { authorId, participantId, sequence: first + at, position: position + at };
    return { ...whose, at: 1_000 + at, hash: hashOf(entry), entry };
  });
}

function checkpointAt(
  key: CheckpointKey,
  { authorId }: DocumentWriter,
  change: Partial<StoredCheckpoint> = {},
): StoredCheckpoint {
  return { ...key, at: 5, authorId, letsGo: false, size: 10, hash: random(32), ...change };
}

async function wholeOf(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return concat(...all);
}

function contract(make: () => Promise<Setting>): void {
  async function opened() {
    const setting = await make();
    const meeting = await setting.create();
    const { store } = setting;
    const document = await store.create(meeting.meetingId, place('board'));
    return { store, meeting, document, setting, writer: writerIn(meeting) };
  }

  it('a meeting has its host key and its newest record; another has nothing', async () => {
    const { store, meeting } = await opened();
    expect(await store.meeting(meeting.meetingId)).toEqual({
      hostKey: meeting.host.publicKey,
      recordNumber: 1,
    });
    expect(await store.meeting(draftMeeting().meetingId)).toBeUndefined();
  });

  it('[D-10] a document begins once, at generation 1, and is its meeting’s alone', async () => {
    const { store, meeting, document, setting } = await opened();
    const { meetingId } = meeting;
    expect(document).toMatchObject({ generation: 1, position: 0, checkpoint: null });
    expect(await store.create(meetingId, place('board'))).toEqual(document);
    const owner = participantIdOf(newSigner());
    const notes = await store.create(meetingId, notesOf(owner));
    expect(notes.place).toEqual(notesOf(owner));
    expect(await store.documents(meetingId)).toEqual([document, notes]);
    expect(await store.document(meetingId, place('chat'))).toBeUndefined();
    expect(await store.documents((await setting.create()).meetingId)).toEqual([]);
  });

  it('[D-11] entries come back as they were, in order, as many as fit and one at least', async () => {
    const { store, meeting, document, writer } = await opened();
    const entries = entriesOf(writer, 10);
    await store.append(document, entries.slice(0, 6));
    await store.append(document, entries.slice(6));
    const read = (after: number, most: number) => store.page(document, after, most);
    expect(await read(0, 1e6)).toMatchObject(
      entries.map(({ position, at, authorId, entry }) => ({ position, at, authorId, entry })),
    );
    const positions = async (after: number, most: number) =>
      (await read(after, most)).map(({ position }) => position);
    expect(await positions(3, 650)).toEqual([4, 5]);
    expect(await positions(3, 600)).toEqual([4, 5]);
    expect(await positions(3, 599)).toEqual([4]);
    expect(await positions(9, 1)).toEqual([10]);
    expect(await positions(10, 1e6)).toEqual([]);
    expect((await store.document(meeting.meetingId, place('board')))?.position).toBe(10);
  });

  it('[E-1] an author’s entries are found by their numbers', async () => {
    const { store, meeting, document, writer } = await opened();
    const other = writerIn(meeting);
    const [mine, theirs] = [entriesOf(writer, 2), entriesOf(other, 1, { position: 3 })];
    await store.append(document, [...mine, ...theirs]);
    const linkOf = ({ sequence, position, at, hash }: NewEntry) => ({
      sequence,
      position,
      at,
      hash,
    });
    const [first, second] = mine.map((entry) => linkOf(entry));
    expect(await store.lastOf(document, writer.authorId)).toMatchObject(second ?? {});
    expect(await store.find(document, writer.authorId, 1)).toMatchObject(first ?? {});
    expect(await store.find(document, writer.authorId, 3)).toBeUndefined();
    expect(await store.lastOf(document, writerIn(meeting).authorId)).toBeUndefined();
  });

  it('[A-1] an author is stored once', async () => {
    const { store, meeting } = await opened();
    const { meetingId } = meeting;
    const writers = [writerIn(meeting), writerIn(meeting)];
    for (const { authorId, participantId, certificate } of writers) {
      await store.addAuthor(meetingId, { authorId, participantId, certificate });
    }
    const [one] = writers;
    if (one === undefined) throw new Error('nobody');
    const { authorId, participantId, certificate } = one;
    await store.addAuthor(meetingId, { authorId, participantId, certificate: random(9) });
    const ids = [authorId, writerIn(meeting).authorId];
    expect(await store.authors(meetingId, ids)).toEqual([{ authorId, participantId, certificate }]);
    expect(await store.authors(meetingId, [])).toEqual([]);
    expect(await store.countAuthors(meetingId, participantId)).toEqual({ all: 2, own: 1 });
  });

  it('[A-1] whose authors have a client id is known, in this meeting alone', async () => {
    const { store, meeting } = await opened();
    const { meetingId } = meeting;
    const { participant, participantId } = writerIn(meeting);
    for (const clientId of [0x8000_0001, 7]) {
      const writer = new DocumentWriter({ meetingId, participant });
      const certificate = writer.certificateOf(clientId);
      await store.addAuthor(meetingId, { authorId: writer.authorId, participantId, certificate });
    }
    expect(await store.clientHolders(meetingId, 0x8000_0001)).toEqual([participantId]);
    expect(await store.clientHolders(meetingId, 7)).toEqual([participantId]);
    expect(await store.clientHolders(meetingId, 8)).toEqual([]);
  });

  it('[V-23] what a participant wrote is one sum, over documents and checkpoints of its notes', async () => {
    const { store, meeting, document, writer } = await opened();
    const { meetingId } = meeting;
    const { participantId } = writer;
    expect(await store.usage(meetingId, participantId)).toBe(0);
    const notes = await store.create(meetingId, notesOf(participantId));
    await store.append(document, entriesOf(writer, 2, { size: 100 }));
    await store.append(document, entriesOf(writerIn(meeting), 1, { size: 7, position: 3 }));
    await store.append(notes, entriesOf(writer, 1, { size: 1_000 }));
    const shared = { documentId: document.documentId, generation: 1, position: 2 };
    const keep = async (made: StoredCheckpoint, size: number): Promise<void> =>
      store.keepCheckpoint(await store.stageCheckpoint(made, random(size)), []);
    await keep(checkpointAt(shared, writer), 10);
    const own = { documentId: notes.documentId, generation: 1, position: 1 };
    await keep(checkpointAt(own, writer, { size: 50 }), 50);
    expect(await store.usage(meetingId, participantId)).toBe(1_250);
  });

  it('[P-11] a checkpoint is served once it is kept, as it was, and drops others', async () => {
    const { store, meeting, document, writer } = await opened();
    await store.append(document, entriesOf(writer, 3));
    const bytes = random(1_300_000);
    const key = { documentId: document.documentId, generation: 1, position: 3 };
    const staged = checkpointAt(key, writer, { size: bytes.length, letsGo: true });
    await store.stageCheckpoint(checkpointAt(key, writer), random(2_000_000));
    const ours = await store.stageCheckpoint(staged, bytes);
    expect(await store.checkpoints(document)).toEqual([]);
    await store.keepCheckpoint(ours, []);
    expect(await store.checkpoints(document)).toMatchObject([staged]);
    expect(await wholeOf(store.checkpointBytes(key))).toEqual(bytes);
    const found = await store.document(meeting.meetingId, place('board'));
    expect(found).toMatchObject({ position: 3, checkpoint: 3 });
    const next = { ...key, position: 4 };
    const newer = await store.stageCheckpoint(checkpointAt(next, writer), random(10));
    await store.keepCheckpoint(newer, [3]);
    const kept = await store.checkpoints(document);
    expect(kept.map(({ position }) => position)).toEqual([4]);
    expect(await store.document(meeting.meetingId, place('board'))).toMatchObject({ position: 4 });
  });

  it('[D-12] a generation begins with its checkpoint, and leaves nothing of the one before', async () => {
    const { store, meeting, document, writer } = await opened();
    await store.append(document, entriesOf(writer, 3));
    const key = { documentId: document.documentId, generation: 1, position: 2 };
    const before = await store.stageCheckpoint(checkpointAt(key, writer), random(10));
    await store.keepCheckpoint(before, []);
    const next = { ...key, generation: 2, position: 0 };
    const made = checkpointAt(next, writer, { size: 20 });
    await store.beginGeneration(await store.stageCheckpoint(made, random(20)));
    const renewed = await store.document(meeting.meetingId, place('board'));
    expect(renewed).toMatchObject({ generation: 2, position: 0, checkpoint: 0 });
    expect(await store.page(document, 0, 1e6)).toEqual([]);
    expect(await store.checkpoints(document)).toEqual([]);
    expect(await store.lastOf(next, writer.authorId)).toBeUndefined();
    expect(await store.usage(meeting.meetingId, writer.participantId)).toBe(0);
    expect((await store.checkpoints(next)).map(({ position }) => position)).toEqual([0]);
  });

  it('[D-11] 200 entries at once get 200 positions without gaps, each author’s in its order', async () => {
    const { store, meeting } = await opened();
    const { meetingId } = meeting;
    const figures = { documentWritten: silent, documentRefused: silent };
    const documents = new Documents({
      store,
      clock: new ManualClock(),
      figures,
      session: () => undefined,
    });
    const socket = { address: '203.0.113.9', send: silent, sendNewest: silent, close: silent };
    const callers = Array.from({ length: 10 }, () => {
      const writer = writerIn(meeting);
      const peer = new Peer({ id: newPeerId(), challenge: random(32), socket });
      const { participantId } = writer;
      return { writer, caller: { as: 'member' as const, meetingId, participantId, peer } };
    });
    for (const { writer, caller } of callers) {
      await documents.registerAuthor(caller, writer.certificate);
    }
    const asked = Array.from({ length: 20 }).flatMap(() =>
      callers.map(({ writer, caller }) => documents.append(caller, writer.next(place('chat')))),
    );
    const positions = (await Promise.all(asked)).map(({ position }) => position);
    expect(positions.toSorted((a, b) => a - b)).toEqual(positions.map((_, at) => at + 1));
    const chat = await store.create(meetingId, place('chat'));
    const logged = await store.page(chat, 0, 1e6);
    expect(logged.map(({ position }) => position)).toEqual(positions.map((_, at) => at + 1));
    callers.forEach(({ writer }, who) => {
      const own = positions.filter((_, at) => at % callers.length === who);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
      const mine = logged.filter(({ authorId }) => authorId === writer.authorId);
      expect(mine.map(({ position }) => position)).toEqual(own);
    });
  });
}

function onServer(open: OpenDatabase): void {
  async function written() {
    const setting = await onDatabase(open);
    const meeting = await setting.create();
    const { store, sessions } = setting;
    const document = await store.create(meeting.meetingId, place('board'));
    const writer = writerIn(meeting);
    const entries = entriesOf(writer, 5);
    await store.append(document, entries);
    const sessionId = newSessionId();
    const leaves = new Map([[0, writer.participantId]]);
    const position = { head: newHead(0), recordNumber: 1, leaves };
    const { meetingId } = meeting;
    await sessions.startSession({ meetingId, sessionId, position, record: null, openKeys: null });
    return { ...setting, meeting, document, writer, entries, sessionId };
  }

  it('[P-12] what a checkpoint lets go goes at the end of the session, not before', async () => {
    const { store, sessions, document, writer, entries, sessionId, meeting } = await written();
    const other = writerIn(meeting);
    await store.append(document, entriesOf(other, 1, { position: 6 }));
    const positions = async () =>
      (await store.page(document, 0, 1e6)).map(({ position }) => position);
    for (const [position, letsGo] of [
      [3, false],
      [4, true],
      [6, false],
    ] as const) {
      const key = { documentId: document.documentId, generation: 1, position };
      const staged = await store.stageCheckpoint(checkpointAt(key, writer, { letsGo }), random(10));
      if (position !== 6) await store.keepCheckpoint(staged, []);
    }
    expect(await positions()).toEqual([1, 2, 3, 4, 5, 6]);
    await sessions.endSession(sessionId, 'ended');
    expect(await positions()).toEqual([5, 6]);
    const [kept] = await store.checkpoints(document);
    expect(kept?.position).toBe(4);
    const { hash } = entries[3] ?? { hash: undefined };
    expect(await store.find(document, writer.authorId, 4)).toMatchObject({ position: 4, hash });
    expect(await store.find(document, writer.authorId, 2)).toBeUndefined();
    expect((await store.lastOf(document, writer.authorId))?.sequence).toBe(5);
    expect((await store.document(meeting.meetingId, place('board')))?.position).toBe(6);
  });

  it('[P-12] an author whose entries all went goes on from the last, also when that happens twice', async () => {
    const setting = await written();
    const { store, sessions, document, writer, sessionId, meeting } = setting;
    const end = async (position: number, id: typeof sessionId) => {
      const key = { documentId: document.documentId, generation: 1, position };
      const made = checkpointAt(key, writer, { letsGo: true });
      await store.keepCheckpoint(await store.stageCheckpoint(made, random(10)), []);
      await sessions.endSession(id, 'expired');
    };
    await end(5, sessionId);
    expect(await store.lastOf(document, writer.authorId)).toMatchObject({ sequence: 5 });
    expect((await store.document(meeting.meetingId, place('board')))?.position).toBe(5);
    await store.append(document, entriesOf(writer, 2, { first: 6 }));
    const again = newSessionId();
    const { meetingId } = meeting;
    const leaves = new Map([[0, writer.participantId]]);
    const position = { head: newHead(0), recordNumber: 1, leaves };
    const start = { meetingId, sessionId: again, position, record: null, openKeys: null };
    await sessions.startSession(start);
    await end(7, again);
    expect(await store.lastOf(document, writer.authorId)).toMatchObject({ sequence: 7 });
    expect(await store.page(document, 0, 1e6)).toEqual([]);
  });

  it('[R57] deleting the meeting leaves nothing, and takes nothing more', async () => {
    const setting = await written();
    const { store, meeting, document, writer } = setting;
    const { meetingId } = meeting;
    const { authorId, participantId, certificate } = writer;
    const author = { authorId, participantId, certificate };
    await store.addAuthor(meetingId, author);
    await setting.delete(meeting);
    expect(await store.documents(meetingId)).toEqual([]);
    expect(await store.page(document, 0, 1e6)).toEqual([]);
    expect(await store.authors(meetingId, [authorId])).toEqual([]);
    const more = entriesOf(writer, 1, { first: 6 });
    await expect(store.append(document, more)).rejects.toThrow('notFound');
    await expect(store.create(meetingId, place('chat'))).rejects.toThrow('notFound');
    await expect(store.addAuthor(meetingId, author)).rejects.toThrow('notFound');
  });

  it('[D-11] two entries never get one position: whoever is second is told to ask again', async () => {
    const { store, document, writer, meeting } = await written();
    const second = entriesOf(writerIn(meeting), 1, { position: 5 });
    await expect(store.append(document, second)).rejects.toThrow('the log went on meanwhile');
    const sameNumber = entriesOf(writer, 1, { first: 5, position: 6 });
    await expect(store.append(document, sameNumber)).rejects.toThrow('the log went on meanwhile');
  });
}

describe('documents in memory', () => contract(inMemory));
describeDatabases('documents', (open) => {
  contract(() => onDatabase(open));
  onServer(open);
});
