import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { concat, toBase64Url, type Bytes } from '../../shared/src/bytes.ts';
import { DocumentAuthorId, type MeetingId, type ParticipantId } from '../../shared/src/ids.ts';
import type { DocumentPlace } from '../../shared/src/wire/documents.ts';
import { placeSegment } from '../../shared/src/wire/documentsApi.ts';
import { authorSignedBytes, encodeAuthor } from '../../shared/src/wire/signed/author.ts';
import {
  checkpointHeaderBytes,
  type CheckpointHeader,
} from '../../shared/src/wire/signed/checkpoint.ts';
import { entryHeaderBytes, type EntryHeader } from '../../shared/src/wire/signed/documentEntry.ts';
import {
  encodeSealedObject,
  sealedSignedBytes,
} from '../../shared/src/wire/signed/sealedObject.ts';
import { newSigner, participantIdOf, random, type Signer } from './signers.ts';

export const place = (kind: Exclude<DocumentPlace['kind'], 'notes'>): DocumentPlace => ({
  kind,
  owner: null,
});
export const notesOf = (owner: ParticipantId): DocumentPlace => ({ kind: 'notes', owner });

export const hashOf = (bytes: Uint8Array): Bytes =>
  new Uint8Array(createHash('sha256').update(bytes).digest());

/** Nonce, tag and what nobody can open between them. */
export const sealed = (content: Uint8Array): Bytes => concat(random(12), content, random(16));

/** The content that sealed() hid in plain sight. */
export const unsealed = (bytes: Uint8Array): Bytes => new Uint8Array(bytes.slice(12, -16));

export interface WriterOptions {
  readonly meetingId: MeetingId;
  readonly participant: Signer;
  readonly recordNumber?: number;
  readonly generation?: number;
}

/**
 * One author: makes entries as the document worker does, with bytes that mean nothing in place of
 * what is sealed. It does not talk to anybody.
 */
export class DocumentWriter {
  readonly author = newSigner();
  readonly authorId = v.parse(
    DocumentAuthorId,
    toBase64Url(hashOf(this.author.publicKey).subarray(0, 16)),
  );
  readonly certificate: Bytes;
  readonly meetingId: MeetingId;
  readonly participant: Signer;
  recordNumber: number;
  generation: number;
  readonly #chains = new Map<string, { sequence: number; hash: Bytes }>();

  constructor({ meetingId, participant, recordNumber = 1, generation = 1 }: WriterOptions) {
    this.meetingId = meetingId;
    this.participant = participant;
    this.recordNumber = recordNumber;
    this.generation = generation;
    this.certificate = this.certificateOf(Buffer.from(random(4)).readUInt32BE());
  }

  /** Another one for the same key, as nobody honest makes. */
  certificateOf(clientId: number, participant = this.participant): Bytes {
    const { meetingId, author } = this;
    const { publicKey: participantKey } = participant;
    const body = { meetingId, authorKey: author.publicKey, clientId, participantKey };
    return encodeAuthor(body, participant.sign(authorSignedBytes(body)));
  }

  get participantId(): ParticipantId {
    return participantIdOf(this.participant);
  }

  /** The next entry of this author in a document. */
  next(of: DocumentPlace, content: Uint8Array = random(40)): Bytes {
    const entry = this.entry(of, { content });
    const { sequence } = this.#chainOf(of);
    this.#chains.set(this.#nameOf(of), { sequence: sequence + 1, hash: hashOf(entry) });
    return entry;
  }

  /** An entry as it is told to be, without going on from it. */
  entry(
    of: DocumentPlace,
    { content = random(40), by = this.author, ...change }: EntryChange = {},
  ): Bytes {
    const { sequence, hash } = this.#chainOf(of);
    const header = entryHeaderBytes({
      meetingId: this.meetingId,
      place: of,
      generation: this.generation,
      recordNumber: of.kind === 'notes' ? 0 : this.recordNumber,
      authorId: this.authorId,
      sequence: sequence + 1,
      previousHash: hash,
      ...change,
    });
    const box = sealed(content);
    return encodeSealedObject(header, box, by.sign(sealedSignedBytes('entry', header, box)));
  }

  checkpoint(
    of: DocumentPlace,
    { content = random(400), by = this.author, ...change }: CheckpointChange,
  ): Bytes {
    const header = checkpointHeaderBytes({
      meetingId: this.meetingId,
      place: of,
      generation: this.generation,
      recordNumber: of.kind === 'notes' ? 0 : this.recordNumber,
      authorId: this.authorId,
      chainHash: random(32),
      letsGo: false,
      certificate: undefined,
      ...change,
    });
    const box = sealed(content);
    return encodeSealedObject(header, box, by.sign(sealedSignedBytes('checkpoint', header, box)));
  }

  #chainOf(of: DocumentPlace): { sequence: number; hash: Bytes } {
    return this.#chains.get(this.#nameOf(of)) ?? { sequence: 0, hash: new Uint8Array(32) };
  }

  #nameOf(of: DocumentPlace): string {
    return `${this.generation}/${placeSegment(of)}`;
  }
}

interface Making {
  readonly content?: Uint8Array;
  /** Who signs, when that is not the author. */
  readonly by?: Signer;
}
type EntryChange = Making & Partial<EntryHeader>;
type CheckpointChange = Making & Partial<CheckpointHeader> & Pick<CheckpointHeader, 'position'>;
