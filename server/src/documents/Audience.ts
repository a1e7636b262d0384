import type { Bytes } from '@conclave/shared/bytes';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { placeSegment } from '@conclave/shared/wire/documentsApi';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import type { Peer } from '../room/Peer.ts';
import type { Author } from './Authors.ts';

/** [V-21] The members of one meeting who have opened its documents, and what they are told. */
export class Audience {
  /** With the authors whose certificates they were told. */
  readonly #told = new Map<Peer, Set<string>>();

  get isEmpty(): boolean {
    return this.#told.size === 0;
  }

  add(peer: Peer): void {
    if (!this.#told.has(peer)) this.#told.set(peer, new Set());
  }

  drop(peer: Peer): void {
    this.#told.delete(peer);
  }

  /** A certificate nobody has seen. Who comes later is told with the first entry. */
  author(author: Author, but: Peer | undefined): void {
    for (const peer of this.#members()) {
      if (peer === but) this.#told.get(peer)?.add(author.authorId);
      else this.#introduce(peer, author);
    }
  }

  /** An entry, to all but who sent it; notes to nobody but their owner. */
  entry(
    { author, ...payload }: Notification<'documentEntry'> & { author: Author },
    but: Peer | undefined,
  ): void {
    for (const peer of this.#readers(payload.place)) {
      if (peer === but) continue;
      this.#introduce(peer, author);
      peer.notify('documentEntry', payload);
    }
  }

  tell<N extends 'documentCheckpoint' | 'documentGeneration'>(
    name: N,
    payload: Notification<N> & { place: DocumentPlace },
  ): void {
    for (const peer of this.#readers(payload.place)) peer.notify(name, payload);
  }

  /** [V-22] Cursors and the like, to the others who may read the document. Each says all that its sender shows. */
  signal(from: Peer, { place, sealed }: { place: DocumentPlace; sealed: Bytes }): void {
    const payload = { from: from.id, place, sealed };
    const key = `${from.id} ${placeSegment(place)}`;
    for (const peer of this.#readers(place)) {
      if (peer !== from) peer.notifyNewest(key, 'documentSignal', payload);
    }
  }

  #introduce(peer: Peer, { authorId, certificate }: Author): void {
    const told = this.#told.get(peer);
    if (told === undefined || told.has(authorId)) return;
    told.add(authorId);
    peer.notify('documentAuthor', { certificate });
  }

  #readers({ owner }: DocumentPlace): Peer[] {
    const members = this.#members();
    return owner === null ? members : members.filter((peer) => peer.participantId === owner);
  }

  /** Whoever left, or was removed, hears nothing more. */
  #members(): Peer[] {
    return [...this.#told.keys()].filter(({ state }) => state.at === 'group');
  }
}
