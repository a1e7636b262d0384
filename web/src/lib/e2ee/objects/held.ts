import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import type { Bytes } from '@conclave/shared/bytes';
import { MAX_HELD_BYTES } from '@conclave/shared/limits';
import { openWith, sealTo, type BoxPair } from '../crypto/hpke.ts';
import { letterContext, type LetterPlace } from './letter.ts';
import { readVersion, versioned } from './version.ts';

/** [D-8] Why nobody comes in now who would be let in otherwise. */
const HELD_BY = ['lock', 'fullRoom'] as const;
export type HeldBy = (typeof HELD_BY)[number];

/** Sealed to the key in the knock, which only members can read: the server neither learns it nor makes one up. */
export function sealHeld(place: LetterPlace, heldBy: HeldBy, letterKey: Bytes): Promise<Bytes> {
  const message = versioned().uint8(HELD_BY.indexOf(heldBy)).end();
  return sealTo(letterKey, { label: 'held', context: letterContext(place) }, message);
}

/** Undefined: for another knock, for somebody else, or malformed. */
export async function openHeld(
  place: LetterPlace,
  sealedHeld: Bytes,
  letterPair: BoxPair,
): Promise<HeldBy | undefined> {
  if (sealedHeld.length > MAX_HELD_BYTES) return undefined;
  const purpose = { label: 'held', context: letterContext(place) };
  const message = await openWith(letterPair, purpose, sealedHeld);
  if (message === undefined) return undefined;
  try {
    const reader = new ByteReader(message);
    readVersion(reader);
    const heldBy = HELD_BY[reader.uint8()];
    reader.end();
    return heldBy;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}
