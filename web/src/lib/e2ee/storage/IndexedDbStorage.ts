import { concat, type Bytes } from '@conclave/shared/bytes';
import { MalformedError } from '@conclave/shared/ByteReader';
import type { MeetingId } from '@conclave/shared/ids';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { randomBytes } from '../crypto/random.ts';
import { associatedData } from '../crypto/seal.ts';
import { newSigningKey, type SigningKey } from '../crypto/sign.ts';
import type { WebCryptoKey } from '../crypto/webCrypto.ts';
import { idBytes } from '../objects/idBytes.ts';
import { IndexedDbDirectStore } from './IndexedDbDirectStore.ts';
import type { MeetingStorage } from './MeetingStorage.ts';
import { decodeMemory, encodeMemory, type Memory } from './Memory.ts';
import { MemoryStorage } from './MemoryStorage.ts';

/** Listed in shared/src/dataMap/browserStorage. */
const DATABASE = 'conclave-meetings';
const NONCE_BYTES = 12;
/** The one row of `sealing`. */
const SEALING = 'key';

interface Schema extends DBSchema {
  /** Participant keys by meeting; their private halves cannot be read. */
  participants: { key: string; value: SigningKey };
  /** Seals the memories, and cannot be read either. */
  sealing: { key: string; value: WebCryptoKey };
  memories: { key: string; value: Bytes };
}

type Db = IDBPDatabase<Schema>;

/**
 * What a browser keeps of its meetings over a reload [P-1, B-1]. Nothing is held open in between, so
 * that "delete everything" works while a meeting runs in another tab.
 */
class IndexedDbStorage implements MeetingStorage {
  readonly durable = true;
  readonly directs = new IndexedDbDirectStore();

  participantKey(meetingId: MeetingId): Promise<SigningKey> {
    return use(async (db) => {
      const known = await db.get('participants', meetingId);
      if (known !== undefined) return known;
      const made = await newSigningKey();
      const change = db.transaction('participants', 'readwrite');
      // Another tab may have made one meanwhile: the first one counts.
      const first = await change.store.get(meetingId);
      if (first === undefined) await change.store.put(made, meetingId);
      await change.done;
      return first ?? made;
    });
  }

  load(meetingId: MeetingId): Promise<Memory | undefined> {
    return use(async (db) => {
      const [sealed, key] = await Promise.all([
        db.get('memories', meetingId),
        db.get('sealing', SEALING),
      ]);
      return sealed && key && (await openMemory(key, meetingId, sealed));
    });
  }

  save(meetingId: MeetingId, memory: Memory): Promise<void> {
    return use(async (db) => {
      const key = await sealingKey(db);
      const iv = randomBytes(NONCE_BYTES);
      const algorithm = { name: 'AES-GCM', iv, additionalData: boundTo(meetingId) };
      const sealed = await crypto.subtle.encrypt(algorithm, key, encodeMemory(memory));
      await db.put('memories', concat(iv, new Uint8Array(sealed)), meetingId);
    });
  }

  forget(meetingId: MeetingId): Promise<void> {
    return use(async (db) => {
      await Promise.all([db.delete('memories', meetingId), db.delete('participants', meetingId)]);
      await this.directs.keepOnly(meetingId, undefined);
    });
  }
}

/** The browser's storage; the memory of this page where there is none, or none for keys. */
export async function openMeetingStorage(): Promise<MeetingStorage> {
  try {
    await use(sealingKey);
    return new IndexedDbStorage();
  } catch {
    // Every browser has its own error for "not in this mode"; all mean the same to us.
    return new MemoryStorage();
  }
}

async function sealingKey(db: Db): Promise<WebCryptoKey> {
  const known = await db.get('sealing', SEALING);
  if (known !== undefined) return known;
  const algorithm = { name: 'AES-GCM', length: 256 };
  const made = await crypto.subtle.generateKey(algorithm, false, ['encrypt', 'decrypt']);
  const change = db.transaction('sealing', 'readwrite');
  const first = await change.store.get(SEALING);
  if (first === undefined) await change.store.put(made, SEALING);
  await change.done;
  return first ?? made;
}

/** Undefined for what this browser did not seal for this meeting, or an older page wrote. */
async function openMemory(
  key: WebCryptoKey,
  meetingId: MeetingId,
  sealed: Bytes,
): Promise<Memory | undefined> {
  const iv = sealed.subarray(0, NONCE_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: boundTo(meetingId) };
  try {
    const opened = await crypto.subtle.decrypt(algorithm, key, sealed.subarray(NONCE_BYTES));
    return decodeMemory(new Uint8Array(opened));
  } catch (error) {
    const foreign = error instanceof DOMException || error instanceof MalformedError;
    if (foreign) return undefined;
    throw error;
  }
}

function boundTo(meetingId: MeetingId): Bytes {
  return associatedData({ label: 'memory', context: idBytes(meetingId) });
}

async function use<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  const db = await openDB<Schema>(DATABASE, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('participants');
      fresh.createObjectStore('sealing');
      fresh.createObjectStore('memories');
    },
  });
  try {
    return await work(db);
  } finally {
    db.close();
  }
}
