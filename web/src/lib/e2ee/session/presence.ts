import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { MAX_NAME_BYTES } from '@conclave/shared/limits';
import { versioned, readVersion } from '../objects/version.ts';
import type { Presence } from './RoomView.ts';

/** Two hashes and a signature. Whether it is one is found out by whoever checks it. */
const MAX_CONSENT_BYTES = 128;

/** Before a name was typed and devices were chosen. */
export const NOBODY: Presence = {
  name: '',
  microphone: 'none',
  camera: false,
  screen: false,
  speaking: false,
  handRaisedAt: null,
  consent: '',
};

const MICROPHONES = ['on', 'muted', 'none'] as const;
const FLAGS = { camera: 1, screen: 2, speaking: 4, hand: 8 } as const;

export function encodePresence(presence: Presence): Bytes {
  const flags =
    (presence.camera ? FLAGS.camera : 0) |
    (presence.screen ? FLAGS.screen : 0) |
    (presence.speaking ? FLAGS.speaking : 0) |
    (presence.handRaisedAt === null ? 0 : FLAGS.hand);
  return versioned()
    .text(presence.name)
    .uint8(MICROPHONES.indexOf(presence.microphone))
    .uint8(flags)
    .uint64(BigInt(Math.round(presence.handRaisedAt ?? 0)))
    .bytes(fromBase64Url(presence.consent))
    .end();
}

/** Throws a MalformedError on what encodePresence would not have written. */
export function decodePresence(bytes: Bytes): Presence {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const name = reader.text(MAX_NAME_BYTES);
  const microphone = MICROPHONES[reader.uint8()];
  const flags = reader.uint8();
  const raisedAt = Number(reader.uint64());
  const consent = toBase64Url(reader.bytes(MAX_CONSENT_BYTES));
  reader.end();
  if (microphone === undefined || flags > 15) throw new MalformedError('not a presence');
  return {
    name,
    microphone,
    camera: (flags & FLAGS.camera) !== 0,
    screen: (flags & FLAGS.screen) !== 0,
    speaking: (flags & FLAGS.speaking) !== 0,
    handRaisedAt: (flags & FLAGS.hand) === 0 ? null : raisedAt,
    consent,
  };
}
