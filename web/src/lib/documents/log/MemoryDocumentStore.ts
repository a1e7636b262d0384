import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { importHkdfKey } from '../../e2ee/crypto/hkdf.ts';
import { randomBytes } from '../../e2ee/crypto/random.ts';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';
import type { DocumentStore, QueuedEntry, RememberedHead } from './DocumentStore.ts';
import { eachOnce, placeText } from './samePlace.ts';

/** For browsers that keep nothing: gone with the page. */
export class MemoryDocumentStore implements DocumentStore {
  readonly #queued = new Map<number, QueuedEntry & { meetingId: MeetingId }>();
  readonly #heads = new Map<string, RememberedHead>();
  readonly #notes = new Map<MeetingId, Promise<WebCryptoKey>>();
  #next = 1;

  queued(meetingId: MeetingId, place: DocumentPlace): Promise<readonly QueuedEntry[]> {
    const wanted = placeText(place);
    const found = [...this.#queued.values()].filter(
      (queued) => queued.meetingId === meetingId && placeText(queued.place) === wanted,
    );
    return Promise.resolve(found);
  }

  enqueue(meetingId: MeetingId, entry: Omit<QueuedEntry, 'id'>): Promise<number> {
    const id = this.#next++;
    this.#queued.set(id, { ...entry, id, meetingId });
    return Promise.resolve(id);
  }

  places(meetingId: MeetingId): Promise<readonly DocumentPlace[]> {
    const found = [...this.#queued.values()].filter((queued) => queued.meetingId === meetingId);
    return Promise.resolve(eachOnce(found.map(({ place }) => place)));
  }

  async replace(
    meetingId: MeetingId,
    gone: readonly number[],
    entries: readonly Omit<QueuedEntry, 'id'>[],
  ): Promise<number[]> {
    for (const id of gone) this.#queued.delete(id);
    return Promise.all(entries.map((entry) => this.enqueue(meetingId, entry)));
  }

  head(meetingId: MeetingId, place: DocumentPlace): Promise<RememberedHead | undefined> {
    return Promise.resolve(this.#heads.get(`${meetingId} ${placeText(place)}`));
  }

  rememberHead(meetingId: MeetingId, place: DocumentPlace, head: RememberedHead): Promise<void> {
    this.#heads.set(`${meetingId} ${placeText(place)}`, head);
    return Promise.resolve();
  }

  notesRoot(meetingId: MeetingId, known: Bytes | undefined): Promise<WebCryptoKey> {
    if (known !== undefined) return importHkdfKey(known);
    const made = this.#notes.get(meetingId) ?? importHkdfKey(randomBytes(32));
    this.#notes.set(meetingId, made);
    return made;
  }

  forget(meetingId: MeetingId): Promise<void> {
    for (const [id, queued] of this.#queued) {
      if (queued.meetingId === meetingId) this.#queued.delete(id);
    }
    for (const key of this.#heads.keys()) if (key.startsWith(meetingId)) this.#heads.delete(key);
    this.#notes.delete(meetingId);
    return Promise.resolve();
  }
}
