import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { RequestId, type MeetingId, type SessionId } from '@conclave/shared/ids';
import { MAX_DIRECT_TEXT_BYTES } from '@conclave/shared/limits';
import * as v from 'valibot';
import { idBytes } from '../objects/idBytes.ts';
import { readVersion, versioned } from '../objects/version.ts';

/** `sending`: on its way. `undelivered`: nobody has confirmed it. What others wrote is `delivered`. */
export const DELIVERIES = ['sending', 'delivered', 'undelivered'] as const;

/** A direct message as this browser keeps it until the session is over. */
export interface KeptDirect {
  readonly messageId: RequestId;
  /** Participant key of the other person. */
  readonly peerKey: Bytes;
  readonly own: boolean;
  readonly text: string;
  /** ms since 1970, by this browser's clock. */
  readonly at: number;
  readonly state: (typeof DELIVERIES)[number];
}

/** A sitting, to which direct messages belong. */
export interface Sitting {
  readonly meetingId: MeetingId;
  readonly sessionId: SessionId;
}

/** Where direct messages are kept. One contract, kept by IndexedDB and by memory. */
export interface DirectStore {
  /** In the order in which they were written. */
  load(sitting: Sitting): Promise<KeptDirect[]>;
  /** Adds a message, or changes what is known of it. */
  save(sitting: Sitting, direct: KeptDirect): Promise<void>;
  /** Erases everything of a meeting but what belongs to this session. */
  keepOnly(meetingId: MeetingId, sessionId: SessionId | undefined): Promise<void>;
}

export function encodeDirect({ messageId, peerKey, own, text, at, state }: KeptDirect): Bytes {
  return versioned()
    .fixed(idBytes(messageId), 16)
    .fixed(peerKey, 32)
    .uint8(own ? 1 : 0)
    .uint8(DELIVERIES.indexOf(state))
    .uint64(BigInt(Math.round(at)))
    .text(text)
    .end();
}

/** Throws a MalformedError on what an older or newer page wrote. */
export function decodeDirect(bytes: Bytes): KeptDirect {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const messageId = v.parse(RequestId, toBase64Url(reader.fixed(16)));
  const peerKey = reader.fixed(32);
  const own = reader.uint8() === 1;
  const state = DELIVERIES[reader.uint8()];
  const at = Number(reader.uint64());
  const text = reader.text(MAX_DIRECT_TEXT_BYTES);
  reader.end();
  if (state === undefined) throw new MalformedError('no such state');
  return { messageId, peerKey, own, text, at, state };
}
