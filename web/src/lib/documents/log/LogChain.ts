import { MalformedError } from '@conclave/shared/ByteReader';
import { concat, equalBytes, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { DocumentAuthorId, MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { PageEntry } from '@conclave/shared/wire/documentsApi';
import { decodeEntry, type DocumentEntry } from '@conclave/shared/wire/signed/documentEntry';
import { sha256 } from '../../e2ee/crypto/hash.ts';
import { verifyWhole } from '../../e2ee/crypto/sign.ts';
import type { DocumentFault } from '../SharedDocument.ts';
import type { AuthorBook, CertifiedAuthor } from './AuthorBook.ts';
import type { LogPlace } from './LogPort.ts';
import { samePlace } from './samePlace.ts';

/** What the server, or a bug, did to a log. */
export type LogFault = Exclude<
  DocumentFault['kind'],
  'quarantined' | 'falseCheckpoint' | 'unconsented' | 'withheld' | 'rolledBack'
>;

export interface AuthorHead {
  readonly sequence: number;
  readonly hash: Bytes;
}

/** The state of a log at a position, as far as later entries depend on it. */
export interface ChainState {
  readonly position: number;
  readonly chainHash: Bytes;
  readonly heads: ReadonlyMap<DocumentAuthorId, AuthorHead>;
  /** Whose a Yjs client id is. */
  readonly clients: ReadonlyMap<number, ParticipantId>;
  /** [E-4] Of the last entry that counted. */
  readonly recordFloor: number;
}

/** What one entry changed of the chain. */
interface Link {
  readonly authorId: DocumentAuthorId;
  readonly sequence: number;
  readonly hash: Bytes;
  readonly chainHash: Bytes;
  readonly clientId: number;
  readonly participantId: ParticipantId;
  readonly recordNumber: number;
}

const EMPTY_CHAIN: ChainState = {
  position: 0,
  chainHash: new Uint8Array(32),
  heads: new Map(),
  clients: new Map(),
  recordFloor: 0,
};

/** An entry that is where it belongs. Whether its content counts is for others to say. */
export interface ChainedEntry {
  readonly entry: DocumentEntry;
  readonly author: CertifiedAuthor;
  readonly position: number;
  readonly at: number;
  /** [E-4] Sealed under an older record than an entry before. */
  readonly outdated: boolean;
}

export type ChainVerdict =
  | { readonly kind: 'chained'; readonly chained: ChainedEntry }
  | { readonly kind: 'fault'; readonly fault: LogFault };

/**
 * [R-1, R-2] One generation of one document's log: signatures, authors' chains and the hash over all of
 * it. Knows no keys and no content. Calls come one after the other.
 */
export class LogChain {
  readonly #meetingId: MeetingId;
  readonly #at: LogPlace;
  readonly #authors: AuthorBook;
  readonly #from: ChainState;
  readonly #links: Link[] = [];
  readonly #heads: Map<DocumentAuthorId, AuthorHead>;
  readonly #clients: Map<number, ParticipantId>;
  /** Hashes of all entries, to tell a repeated one from another one under the same number. */
  readonly #seen = new Set<string>();

  constructor(options: {
    meetingId: MeetingId;
    at: LogPlace;
    authors: AuthorBook;
    from?: ChainState;
  }) {
    const { meetingId, at, authors, from = EMPTY_CHAIN } = options;
    this.#meetingId = meetingId;
    this.#at = at;
    this.#authors = authors;
    this.#from = from;
    this.#heads = new Map(from.heads);
    this.#clients = new Map(from.clients);
    for (const { hash } of from.heads.values()) this.#seen.add(toBase64Url(hash));
  }

  get position(): number {
    return this.#from.position + this.#links.length;
  }

  get chainHash(): Bytes {
    return this.#links.at(-1)?.chainHash ?? this.#from.chainHash;
  }

  /** The chain as it was after an entry; undefined before where it began, and ahead of where it is. */
  stateAt(position: number): ChainState | undefined {
    const count = position - this.#from.position;
    if (count < 0 || count > this.#links.length) return undefined;
    const heads = new Map(this.#from.heads);
    const clients = new Map(this.#from.clients);
    let { chainHash, recordFloor } = this.#from;
    for (const link of this.#links.slice(0, count)) {
      heads.set(link.authorId, { sequence: link.sequence, hash: link.hash });
      if (!clients.has(link.clientId)) clients.set(link.clientId, link.participantId);
      chainHash = link.chainHash;
      recordFloor = Math.max(recordFloor, link.recordNumber);
    }
    return { position, chainHash, heads, clients, recordFloor };
  }

  /** Undefined where it is not known. */
  hashAt(position: number): Bytes | undefined {
    if (position === this.#from.position) return this.#from.chainHash;
    return this.#links[position - this.#from.position - 1]?.chainHash;
  }

  /** Whose each client id is. */
  get owners(): ReadonlyMap<number, ParticipantId> {
    return this.#clients;
  }

  /** Client ids that count as a participant's. */
  clientsOf(participantId: ParticipantId): number[] {
    return [...this.#clients].filter(([, owner]) => owner === participantId).map(([id]) => id);
  }

  /** Takes the next entry. `ahead`: what the server serves behind it, to tell what is wrong by its name. */
  async take(stored: PageEntry, ahead: readonly PageEntry[] = []): Promise<ChainVerdict> {
    const read = await this.#read(stored);
    if (typeof read === 'string') return { kind: 'fault', fault: read };
    const { entry, author } = read;
    const hash = await sha256(stored.entry);
    const fault = this.#chainFault(stored, { entry, hash, ahead });
    if (fault !== undefined) return { kind: 'fault', fault };
    const outdated = entry.header.recordNumber < this.#recordFloor();
    await this.#advance(entry, author, hash);
    const { position, at } = stored;
    return { kind: 'chained', chained: { entry, author, position, at, outdated } };
  }

  #recordFloor(): number {
    return this.#links.at(-1)?.recordNumber ?? this.#from.recordFloor;
  }

  async #read(
    stored: PageEntry,
  ): Promise<{ entry: DocumentEntry; author: CertifiedAuthor } | LogFault> {
    const entry = decoded(stored.entry);
    if (entry === undefined) return 'altered';
    const { header } = entry;
    const here =
      header.meetingId === this.#meetingId &&
      samePlace(header.place, this.#at.place) &&
      header.generation === this.#at.generation;
    if (!here) return 'foreign';
    const author = this.#authors.get(header.authorId);
    if (author === undefined) return 'foreign';
    const genuine = await verifyWhole(author.authorKey, entry.labelled, entry.signature);
    return genuine ? { entry, author } : 'altered';
  }

  #chainFault(
    { position }: PageEntry,
    read: { entry: DocumentEntry; hash: Bytes; ahead: readonly PageEntry[] },
  ): LogFault | undefined {
    const { entry, hash, ahead } = read;
    const { authorId, sequence, previousHash } = entry.header;
    const { sequence: last, hash: lastHash } = this.#heads.get(authorId) ?? NO_HEAD;
    if (sequence <= last) return this.#seen.has(toBase64Url(hash)) ? 'replayed' : 'forked';
    if (sequence > last + 1) {
      const comes = ahead.some((other) => isEntry(other, authorId, last + 1));
      return comes ? 'reordered' : 'omitted';
    }
    if (!equalBytes(previousHash, lastHash)) return 'forked';
    if (position === this.position + 1) return undefined;
    return position > this.position ? 'omitted' : 'reordered';
  }

  async #advance(entry: DocumentEntry, author: CertifiedAuthor, hash: Bytes): Promise<void> {
    const { authorId, sequence } = entry.header;
    const { clientId, participantId } = author;
    const recordNumber = Math.max(this.#recordFloor(), entry.header.recordNumber);
    const chainHash = await sha256(concat(this.chainHash, hash));
    this.#heads.set(authorId, { sequence, hash });
    if (!this.#clients.has(clientId)) this.#clients.set(clientId, participantId);
    this.#seen.add(toBase64Url(hash));
    this.#links.push({
      authorId,
      sequence,
      hash,
      chainHash,
      clientId,
      participantId,
      recordNumber,
    });
  }
}

const NO_HEAD: AuthorHead = { sequence: 0, hash: new Uint8Array(32) };

function decoded(bytes: Bytes): DocumentEntry | undefined {
  try {
    return decodeEntry(bytes);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function isEntry(stored: PageEntry, authorId: DocumentAuthorId, sequence: number): boolean {
  const header = decoded(stored.entry)?.header;
  return header?.authorId === authorId && header.sequence === sequence;
}
