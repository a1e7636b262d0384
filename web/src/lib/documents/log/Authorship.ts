import type { Bytes } from '@conclave/shared/bytes';
import type { DocumentAuthorId } from '@conclave/shared/ids';
import { encodeAuthor } from '@conclave/shared/wire/signed/author';
import { newSigningKey, type SigningKey } from '../../e2ee/crypto/sign.ts';
import { authorIdOf } from './AuthorBook.ts';
import type { DocumentKeys } from './DocumentKeys.ts';
import type { LogPlace } from './LogPort.ts';
import { placeText } from './samePlace.ts';

interface ChainEnd {
  readonly sequence: number;
  readonly previousHash: Bytes;
}

/** An author of this tab: its key, its participant's word, and where its chains stand. */
export interface OwnAuthor {
  readonly authorId: DocumentAuthorId;
  readonly clientId: number;
  readonly signing: SigningKey;
  readonly certificate: Bytes;
  /** What the next entry in a document has to continue. */
  next(at: LogPlace): ChainEnd;
  wrote(at: LogPlace, sequence: number, hash: Bytes): void;
}

/** Nobody may write yet: there are no keys. */
export class NoStandingError extends Error {
  override readonly name = 'NoStandingError';
}

/** Authors of this tab: one for its own client id, and one for what each tab before it left unsent. */
export class Authorship {
  readonly #keys: DocumentKeys;
  readonly #clientId: number;
  readonly #authors = new Map<number, Promise<OwnAuthor>>();

  constructor(keys: DocumentKeys, clientId: number) {
    this.#keys = keys;
    this.#clientId = clientId;
  }

  /** The author of what is written in this tab. */
  own(): Promise<OwnAuthor> {
    return this.of(this.#clientId);
  }

  /** The author of a client id, made at the first call. */
  of(clientId: number): Promise<OwnAuthor> {
    const known = this.#authors.get(clientId);
    if (known !== undefined) return known;
    return this.#make(clientId);
  }

  /** [E-5] An author for the client id of one whose entries were refused. */
  async after(refused: DocumentAuthorId, clientId: number): Promise<OwnAuthor> {
    const known = await this.of(clientId);
    return known.authorId === refused ? this.#make(clientId) : known;
  }

  #make(clientId: number): Promise<OwnAuthor> {
    const made = this.#certified(clientId);
    this.#authors.set(clientId, made);
    made.catch(() => {
      if (this.#authors.get(clientId) === made) this.#authors.delete(clientId);
    });
    return made;
  }

  async #certified(clientId: number): Promise<OwnAuthor> {
    const { standing } = this.#keys;
    if (standing === undefined) throw new NoStandingError();
    const signing = await newSigningKey();
    const { meeting, participantKey } = standing;
    const body = {
      meetingId: meeting.meetingId,
      authorKey: signing.publicKey,
      clientId,
      participantKey,
    };
    const signature = await this.#keys.signAuthor(signing.publicKey, clientId);
    const certificate = encodeAuthor(body, signature);
    const authorId = await authorIdOf(signing.publicKey);
    return { authorId, clientId, signing, certificate, ...chainEnds() };
  }
}

function chainEnds(): Pick<OwnAuthor, 'next' | 'wrote'> {
  const ends = new Map<string, ChainEnd>();
  const key = ({ place, generation }: LogPlace): string => `${placeText(place)} ${generation}`;
  return {
    next: (at) => ends.get(key(at)) ?? { sequence: 1, previousHash: new Uint8Array(32) },
    wrote: (at, sequence, hash) =>
      ends.set(key(at), { sequence: sequence + 1, previousHash: hash }),
  };
}
