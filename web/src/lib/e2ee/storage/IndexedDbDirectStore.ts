import { MalformedError } from '@conclave/shared/ByteReader';
import { concat, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId, SessionId } from '@conclave/shared/ids';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { randomBytes } from '../crypto/random.ts';
import { associatedData } from '../crypto/seal.ts';
import type { WebCryptoKey } from '../crypto/webCrypto.ts';
import { idBytes } from '../objects/idBytes.ts';
import {
  decodeDirect,
  encodeDirect,
  type DirectStore,
  type KeptDirect,
  type Sitting,
} from './DirectStore.ts';

/** Listed in shared/src/dataMap/browserStorage. */
const DATABASE = 'conclave-direct';
const NONCE_BYTES = 12;

type Pair = [MeetingId, SessionId];

interface Schema extends DBSchema {
  /** A key for each session, which cannot be read: erasing it erases the messages for good. */
  keys: { key: Pair; value: WebCryptoKey };
  messages: {
    key: number;
    value: { session: Pair; messageId: string; sealed: Bytes };
    indexes: { session: Pair; messageId: string };
  };
}

type Db = IDBPDatabase<Schema>;

/**
 * Direct messages over a reload. The rows are numbered in the order of their first writing. Nothing is
 * held open in between, so that "delete everything" works while a meeting runs.
 */
export class IndexedDbDirectStore implements DirectStore {
  load({ meetingId, sessionId }: Sitting): Promise<KeptDirect[]> {
    const session: Pair = [meetingId, sessionId];
    return use(async (db) => {
      const key = await db.get('keys', session);
      if (key === undefined) return [];
      const rows = await db.getAllFromIndex('messages', 'session', session);
      const opened = await Promise.all(rows.map(({ sealed }) => openRow(key, session, sealed)));
      return opened.filter((direct) => direct !== undefined);
    });
  }

  save({ meetingId, sessionId }: Sitting, direct: KeptDirect): Promise<void> {
    const session: Pair = [meetingId, sessionId];
    return use(async (db) => {
      const key = await keyOf(db, session);
      const iv = randomBytes(NONCE_BYTES);
      const algorithm = { name: 'AES-GCM', iv, additionalData: boundTo(session) };
      const ciphertext = await crypto.subtle.encrypt(algorithm, key, encodeDirect(direct));
      const sealed = concat(iv, new Uint8Array(ciphertext));
      const { messageId } = direct;
      const change = db.transaction('messages', 'readwrite');
      let at = await change.store.index('messageId').openCursor(messageId);
      while (at !== null && !isOf(session, at.value.session)) at = await at.continue();
      if (at === null) await change.store.add({ session, messageId, sealed });
      else await at.update({ session, messageId, sealed });
      await change.done;
    });
  }

  keepOnly(meetingId: MeetingId, sessionId: SessionId | undefined): Promise<void> {
    return use(async (db) => {
      const change = db.transaction(['keys', 'messages'], 'readwrite');
      const goes = ([meeting, session]: Pair): boolean =>
        meeting === meetingId && session !== sessionId;
      const keys = change.objectStore('keys');
      for (const key of await keys.getAllKeys()) if (goes(key)) await keys.delete(key);
      let at = await change.objectStore('messages').openCursor();
      for (; at !== null; at = await at.continue()) if (goes(at.value.session)) await at.delete();
      await change.done;
    });
  }
}

function isOf([meetingId, sessionId]: Pair, [meeting, session]: Pair): boolean {
  return meeting === meetingId && session === sessionId;
}

async function keyOf(db: Db, session: Pair): Promise<WebCryptoKey> {
  const known = await db.get('keys', session);
  if (known !== undefined) return known;
  const algorithm = { name: 'AES-GCM', length: 256 };
  const made = await crypto.subtle.generateKey(algorithm, false, ['encrypt', 'decrypt']);
  const change = db.transaction('keys', 'readwrite');
  // Another tab may have made one meanwhile: the first one counts.
  const first = await change.store.get(session);
  if (first === undefined) await change.store.put(made, session);
  await change.done;
  return first ?? made;
}

/** Undefined for what this browser did not seal for this session, or an older page wrote. */
async function openRow(
  key: WebCryptoKey,
  session: Pair,
  sealed: Bytes,
): Promise<KeptDirect | undefined> {
  const iv = sealed.subarray(0, NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: boundTo(session) };
  try {
    const opened = await crypto.subtle.decrypt(algorithm, key, sealed.subarray(NONCE_BYTES));
    return decodeDirect(new Uint8Array(opened));
  } catch (error) {
    const foreign = error instanceof DOMException || error instanceof MalformedError;
    if (foreign) return undefined;
    throw error;
  }
}

function boundTo([meetingId, sessionId]: Pair): Bytes {
  const context = concat(idBytes(meetingId), idBytes(sessionId));
  return associatedData({ label: 'direct-kept', context });
}

async function use<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  const db = await openDB<Schema>(DATABASE, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('keys');
      const messages = fresh.createObjectStore('messages', { autoIncrement: true });
      messages.createIndex('session', 'session');
      messages.createIndex('messageId', 'messageId');
    },
  });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
