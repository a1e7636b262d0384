import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import type { Bytes } from '@conclave/shared/bytes';
import { MAX_NAME_BYTES } from '@conclave/shared/limits';
import { versioned, readVersion } from '../objects/version.ts';
import type { Presence } from './RoomView.ts';

/** Before a name was typed and devices were chosen. */
export const NOBODY: Presence = {
  name: '',
  microphone: 'none',
  camera: false,
  screen: false,
  speaking: false,
  handRaisedAt: null,
  consents: false,
};

const MICROPHONES = ['on', 'muted', 'none'] as const;
const FLAGS = { camera: 1, screen: 2, speaking: 4, hand: 8, consents: 16 } as const;

export function encodePresence(presence: Presence): Bytes {
  const flags =
    (presence.camera ? FLAGS.camera : 0) |
    (presence.screen ? FLAGS.screen : 0) |
    (presence.speaking ? FLAGS.speaking : 0) |
    (presence.handRaisedAt === null ? 0 : FLAGS.hand) |
    (presence.consents ? FLAGS.consents : 0);
  return versioned()
    .text(presence.name)
    .uint8(MICROPHONES.indexOf(presence.microphone))
    .uint8(flags)
    .uint64(BigInt(Math.round(presence.handRaisedAt ?? 0)))
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
  reader.end();
  if (microphone === undefined || flags > 31) throw new MalformedError('not a presence');
  return {
    name,
    microphone,
    camera: (flags & FLAGS.camera) !== 0,
    screen: (flags & FLAGS.screen) !== 0,
    speaking: (flags & FLAGS.speaking) !== 0,
    handRaisedAt: (flags & FLAGS.hand) === 0 ? null : raisedAt,
    consents: (flags & FLAGS.consents) !== 0,
  };
}
