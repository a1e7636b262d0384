import * as v from 'valibot';
import { ByteReader, MalformedError } from '../../ByteReader.ts';
import { ByteWriter } from '../../ByteWriter.ts';
import { fromBase64Url, toBase64Url, type Bytes } from '../../bytes.ts';
import { MeetingId } from '../../ids.ts';
import { signedBytes } from './signedBytes.ts';

const VERSION = 1;
const SIGNATURE_BYTES = 64;

/** A participant's word that an author key, and a Yjs client id, are its own. */
export interface AuthorBody {
  readonly meetingId: MeetingId;
  readonly authorKey: Bytes;
  /** Yjs client id, 32 bits. */
  readonly clientId: number;
  readonly participantKey: Bytes;
}

export interface SignedAuthor {
  readonly body: AuthorBody;
  /** What the participant key signs, with its label. */
  readonly labelled: Bytes;
  readonly signature: Bytes;
}

/** What stands before the signature. */
export function authorBodyBytes(body: AuthorBody): Bytes {
  return new ByteWriter()
    .uint8(VERSION)
    .fixed(fromBase64Url(body.meetingId), 16)
    .fixed(body.authorKey, 32)
    .uint32(body.clientId)
    .fixed(body.participantKey, 32)
    .end();
}

/** What the participant key signs. */
export function authorSignedBytes(body: AuthorBody): Bytes {
  return signedBytes('author', authorBodyBytes(body));
}

export function encodeAuthor(body: AuthorBody, signature: Uint8Array): Bytes {
  return new ByteWriter()
    .fixed(authorBodyBytes(body), AUTHOR_BODY_BYTES)
    .fixed(signature, SIGNATURE_BYTES)
    .end();
}

/** Takes a certificate apart; says nothing of whether the signature is good. */
export function decodeAuthor(bytes: Uint8Array): SignedAuthor {
  const reader = new ByteReader(bytes);
  if (reader.uint8() !== VERSION) throw new MalformedError('unknown version');
  const body = {
    meetingId: v.parse(MeetingId, toBase64Url(reader.fixed(16))),
    authorKey: reader.fixed(32),
    clientId: reader.uint32(),
    participantKey: reader.fixed(32),
  };
  const signature = reader.fixed(SIGNATURE_BYTES);
  reader.end();
  return { body, labelled: authorSignedBytes(body), signature };
}

const AUTHOR_BODY_BYTES = 1 + 16 + 32 + 4 + 32;
