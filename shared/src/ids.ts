import * as v from 'valibot';
import { fromBase64Url } from './bytes.ts';

function canonical(text: string): boolean {
  try {
    fromBase64Url(text);
    return true;
  } catch {
    return false; // not the one spelling of any byte string, so nobody's id
  }
}

/** 128 bits as 22 letters of base64url, in their one spelling. */
const id = v.pipe(v.string(), v.length(22), v.check(canonical, 'not base64url'));

/** First 128 bits of SHA-256 over the host key's public half: who knows the id can check the key. */
export const MeetingId = v.pipe(id, v.brand('MeetingId'));
export type MeetingId = v.InferOutput<typeof MeetingId>;

/** In certificates the place of a session's id, where they are for all sessions of a meeting [K-4]. */
const ZEROS = 'A'.repeat(22);

/** One sitting of a meeting; at the same time the id of its MLS group. Random, so never zeros. */
export const SessionId = v.pipe(
  id,
  v.check((text) => text !== ZEROS, 'no session'),
  v.brand('SessionId'),
);
export type SessionId = v.InferOutput<typeof SessionId>;

/** One signaling connection. Random, chosen by the server. */
export const PeerId = v.pipe(id, v.brand('PeerId'));
export type PeerId = v.InferOutput<typeof PeerId>;

/** First 128 bits of SHA-256 over a participant key's public half. */
export const ParticipantId = v.pipe(id, v.brand('ParticipantId'));
export type ParticipantId = v.InferOutput<typeof ParticipantId>;

export const AccountId = v.pipe(id, v.brand('AccountId'));
export type AccountId = v.InferOutput<typeof AccountId>;

/** An id that a client chose so that a repeated request is recognised. Random. */
export const RequestId = v.pipe(id, v.brand('RequestId'));
export type RequestId = v.InferOutput<typeof RequestId>;

/** Who wrote an entry of a document: first 128 bits of SHA-256 over the author's public key. */
export const DocumentAuthorId = v.pipe(id, v.brand('DocumentAuthorId'));
export type DocumentAuthorId = v.InferOutput<typeof DocumentAuthorId>;

/** A file's. Random, chosen by who uploads it. */
export const FileId = v.pipe(id, v.brand('FileId'));
export type FileId = v.InferOutput<typeof FileId>;
