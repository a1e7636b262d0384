import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import { DocumentAuthorId, ParticipantId, type MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { decodeAuthor } from '@conclave/shared/wire/signed/author';
import * as v from 'valibot';
import { decoding } from '../room/authority.ts';
import { isSigned, keyId } from '../room/ed25519.ts';
import type { DocumentCaller } from './DocumentCaller.ts';
import type { LogStore, StoredAuthor } from './LogStore.ts';
import { Turns } from './Turns.ts';

/** One for each tab and connection of a meeting's life. More is somebody filling the disk. */
const MAX_AUTHORS = 20_000;
const MAX_AUTHORS_OF_PARTICIPANT = 1_000;

/** An author with the keys that its certificate names. */
export interface Author extends StoredAuthor {
  readonly clientId: number;
  readonly authorKey: Bytes;
  readonly participantKey: Bytes;
}

/** The authors of one meeting, each certified by a participant. */
export class Authors {
  readonly #meetingId: MeetingId;
  readonly #store: LogStore;
  readonly #known = new Map<DocumentAuthorId, Author>();
  /** One at a time: of two who want one client id, one is first. */
  readonly #turns = new Turns();

  constructor(meetingId: MeetingId, store: LogStore) {
    this.#meetingId = meetingId;
    this.#store = store;
  }

  /** Takes a certificate from a member of its own, or from the account. `isNew`: nobody has seen it yet. */
  register(
    certificate: Bytes,
    caller: DocumentCaller,
  ): Promise<{ author: Author; isNew: boolean }> {
    return this.#turns.take(() => this.#register(certificate, caller));
  }

  async #register(
    certificate: Bytes,
    caller: DocumentCaller,
  ): Promise<{ author: Author; isNew: boolean }> {
    const author = readAuthor(certificate, this.#meetingId);
    if (caller.as === 'member' && author.participantId !== caller.participantId)
      throw new RefusedError('notAllowed');
    const known = await this.find(author.authorId);
    if (known !== undefined) {
      // An author is one participant's, with one client id, for good.
      if (!equalBytes(known.certificate, certificate)) throw new RefusedError('notAllowed');
      return { author: known, isNew: false };
    }
    const { all, own } = await this.#store.countAuthors(this.#meetingId, author.participantId);
    if (all >= MAX_AUTHORS || own >= MAX_AUTHORS_OF_PARTICIPANT)
      throw new RefusedError('quotaExceeded');
    // Whoever takes another's client id would have the other's entries quarantined.
    const holders = await this.#store.clientHolders(this.#meetingId, author.clientId);
    if (holders.some((holder) => holder !== author.participantId))
      throw new RefusedError('notAllowed');
    await this.#store.addAuthor(this.#meetingId, author, caller.as === 'owner');
    this.#known.set(author.authorId, author);
    return { author, isNew: true };
  }

  async find(authorId: DocumentAuthorId): Promise<Author | undefined> {
    const known = this.#known.get(authorId);
    if (known !== undefined) return known;
    const [stored] = await this.#store.authors(this.#meetingId, [authorId]);
    if (stored === undefined) return undefined;
    const author = readAuthor(stored.certificate, this.#meetingId);
    this.#known.set(authorId, author);
    return author;
  }

  /** One that is in memory, as that of an entry just taken is. */
  known(authorId: DocumentAuthorId): Author | undefined {
    return this.#known.get(authorId);
  }
}

/** Refuses what its participant did not sign. */
function readAuthor(certificate: Bytes, meetingId: MeetingId): Author {
  const signed = decoding(() => decodeAuthor(certificate));
  if (signed === undefined) throw new RefusedError('malformed');
  const { body, labelled, signature } = signed;
  const { authorKey, participantKey, clientId } = body;
  const isGenuine =
    body.meetingId === meetingId && isSigned(participantKey, { bytes: labelled, signature });
  if (!isGenuine) throw new RefusedError('notAllowed');
  const authorId = v.parse(DocumentAuthorId, keyId(authorKey));
  const participantId = v.parse(ParticipantId, keyId(participantKey));
  return { authorId, participantId, certificate, clientId, authorKey, participantKey };
}
