import { MalformedError } from '@conclave/shared/ByteReader';
import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { DocumentAuthorId, type MeetingId, type ParticipantId } from '@conclave/shared/ids';
import { decodeAuthor } from '@conclave/shared/wire/signed/author';
import * as v from 'valibot';
import { sha256 } from '../../e2ee/crypto/hash.ts';
import { verifyWhole } from '../../e2ee/crypto/sign.ts';
import { participantIdOf } from '../../e2ee/objects/idBytes.ts';

/** A certificate that was checked. */
export interface CertifiedAuthor {
  readonly authorId: DocumentAuthorId;
  readonly authorKey: Bytes;
  readonly clientId: number;
  readonly participantKey: Bytes;
  readonly participantId: ParticipantId;
}

/** Authors whose participant certified them, by whomever the certificates were handed over. */
export class AuthorBook {
  readonly #meetingId: MeetingId;
  readonly #authors = new Map<DocumentAuthorId, CertifiedAuthor>();

  constructor(meetingId: MeetingId) {
    this.#meetingId = meetingId;
  }

  get(authorId: DocumentAuthorId): CertifiedAuthor | undefined {
    return this.#authors.get(authorId);
  }

  /** Whoever is not certified is not there: the server may hand over anything. */
  async learn(certificate: Bytes): Promise<void> {
    const author = await checkedAuthor(this.#meetingId, certificate);
    if (author !== undefined) this.#authors.set(author.authorId, author);
  }
}

export async function authorIdOf(authorKey: Bytes): Promise<DocumentAuthorId> {
  return v.parse(DocumentAuthorId, toBase64Url((await sha256(authorKey)).subarray(0, 16)));
}

async function checkedAuthor(
  meetingId: MeetingId,
  certificate: Bytes,
): Promise<CertifiedAuthor | undefined> {
  try {
    const { body, labelled, signature } = decodeAuthor(certificate);
    if (body.meetingId !== meetingId) return undefined;
    if (!(await verifyWhole(body.participantKey, labelled, signature))) return undefined;
    const { authorKey, clientId, participantKey } = body;
    const participantId = await participantIdOf(participantKey);
    return {
      authorId: await authorIdOf(authorKey),
      authorKey,
      clientId,
      participantKey,
      participantId,
    };
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
