import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { MAX_ENTRY_BYTES } from '@conclave/shared/limits';
import { DocumentPlace, Generation, Position } from '@conclave/shared/wire/documents';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as v from 'valibot';
import { importHkdfKey } from '../../e2ee/crypto/hkdf.ts';
import { randomBytes } from '../../e2ee/crypto/random.ts';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';
import type { DocumentStore, QueuedEntry, RememberedHead } from './DocumentStore.ts';
import { MemoryDocumentStore } from './MemoryDocumentStore.ts';
import { eachOnce, placeText } from './samePlace.ts';

/** Listed in shared/src/dataMap/browserStorage. */
const DATABASE = 'conclave-documents';

type Row = Omit<QueuedEntry, 'id'> & { meetingId: MeetingId; document: string };

interface Schema extends DBSchema {
  /** Sealed entries without an answer, in the order in which they were written. */
  queue: { key: number; value: Row; indexes: { document: [string, string]; meeting: string } };
  heads: { key: [string, string]; value: RememberedHead & { meetingId: MeetingId } };
  /** Roots of one's own notes. They cannot be read, only derived from. */
  notes: { key: string; value: WebCryptoKey };
}

type Db = IDBPDatabase<Schema>;

const bytes = (max: number) =>
  v.pipe(
    v.instance(Uint8Array<ArrayBuffer>),
    v.check(({ length }) => length <= max),
  );

const Queued = v.object({
  place: DocumentPlace,
  generation: Generation,
  entry: bytes(MAX_ENTRY_BYTES),
  certificate: bytes(512),
});
const Head = v.object({ generation: Generation, position: Position, chainHash: bytes(32) });

/**
 * What a browser keeps of documents over a reload. Entries lie there as sealed as on the server. Nothing
 * is held open in between, so that "delete everything" works while a meeting runs in another tab.
 */
class IndexedDbDocumentStore implements DocumentStore {
  queued(meetingId: MeetingId, place: DocumentPlace): Promise<readonly QueuedEntry[]> {
    return use(async (db) => {
      const range = IDBKeyRange.only([meetingId, placeText(place)]);
      const rows = db.transaction('queue').store.index('document').iterate(range);
      const found: QueuedEntry[] = [];
      for await (const { primaryKey, value } of rows) {
        const queued = v.safeParse(Queued, value);
        // What an older page wrote in another form would be refused by the server, too.
        if (queued.success) found.push({ ...queued.output, id: primaryKey });
      }
      return found.sort((a, b) => a.id - b.id);
    });
  }

  places(meetingId: MeetingId): Promise<readonly DocumentPlace[]> {
    return use(async (db) => {
      const rows = await db.getAllFromIndex('queue', 'meeting', meetingId);
      const found = rows.map((row) => v.safeParse(Queued, row));
      return eachOnce(found.flatMap(({ success, output }) => (success ? [output.place] : [])));
    });
  }

  async enqueue(meetingId: MeetingId, entry: Omit<QueuedEntry, 'id'>): Promise<number> {
    const [id = 0] = await this.replace(meetingId, [], [entry]);
    return id;
  }

  replace(
    meetingId: MeetingId,
    gone: readonly number[],
    entries: readonly Omit<QueuedEntry, 'id'>[],
  ): Promise<number[]> {
    return use(async (db) => {
      const change = db.transaction('queue', 'readwrite');
      const ids: number[] = [];
      for (const id of gone) await change.store.delete(id);
      for (const { place, generation, entry, certificate } of entries) {
        const document = placeText(place);
        const row = { meetingId, document, place, generation, entry, certificate };
        ids.push(await change.store.add(row));
      }
      await change.done;
      return ids;
    });
  }

  head(meetingId: MeetingId, place: DocumentPlace): Promise<RememberedHead | undefined> {
    return use(async (db) => {
      const known = v.safeParse(Head, await db.get('heads', [meetingId, placeText(place)]));
      return known.success ? known.output : undefined;
    });
  }

  rememberHead(meetingId: MeetingId, place: DocumentPlace, head: RememberedHead): Promise<void> {
    return use(async (db) => {
      await db.put('heads', { ...head, meetingId }, [meetingId, placeText(place)]);
    });
  }

  async notesRoot(meetingId: MeetingId, known: Bytes | undefined): Promise<WebCryptoKey> {
    if (known !== undefined) return importHkdfKey(known);
    const fresh = await importHkdfKey(randomBytes(32));
    return use(async (db) => {
      const change = db.transaction('notes', 'readwrite');
      const first = await change.store.get(meetingId);
      if (first === undefined) await change.store.put(fresh, meetingId);
      await change.done;
      return first ?? fresh;
    });
  }

  forget(meetingId: MeetingId): Promise<void> {
    return use(async (db) => {
      const change = db.transaction(['queue', 'heads', 'notes'], 'readwrite');
      const queue = change.objectStore('queue');
      for (const id of await queue.index('meeting').getAllKeys(meetingId)) await queue.delete(id);
      await change.objectStore('heads').delete(IDBKeyRange.bound([meetingId], [meetingId, []]));
      await change.objectStore('notes').delete(meetingId);
      await change.done;
    });
  }
}

/** The browser's storage; the memory of this page where there is none, or none for keys. */
export async function openDocumentStore(): Promise<DocumentStore> {
  try {
    await use((db) => db.count('notes'));
    return new IndexedDbDocumentStore();
  } catch {
    // Every browser has its own error for "not in this mode"; all mean the same to us.
    return new MemoryDocumentStore();
  }
}

async function use<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  const db = await openDB<Schema>(DATABASE, 1, {
    upgrade(fresh) {
      const queue = fresh.createObjectStore('queue', { autoIncrement: true });
      queue.createIndex('document', ['meetingId', 'document']);
      queue.createIndex('meeting', 'meetingId');
      fresh.createObjectStore('heads');
      fresh.createObjectStore('notes');
    },
  });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
