import type { Bytes } from '@conclave/shared/bytes';
import { newBoxPair, type BoxPair } from '../../web/src/lib/e2ee/crypto/hpke.ts';
import { newSessionId } from '../../web/src/lib/e2ee/crypto/random.ts';
import { newSigningKey, type SigningKey } from '../../web/src/lib/e2ee/crypto/sign.ts';
import { meetingIdOfHost } from '../../web/src/lib/e2ee/objects/idBytes.ts';
import type { Session } from '../../web/src/lib/e2ee/objects/roleCertificate.ts';

/** A host with its keys and a session of its meeting. */
export interface Stage {
  readonly host: SigningKey;
  readonly hostBox: BoxPair;
  readonly session: Session;
}

export async function newStage(): Promise<Stage> {
  const host = await newSigningKey();
  const hostBox = await newBoxPair();
  const meetingId = await meetingIdOfHost(host.publicKey);
  return {
    host,
    hostBox,
    session: { meetingId, hostKey: host.publicKey, sessionId: newSessionId() },
  };
}

/** Bytes that every test can tell apart. */
export function filled(size: number, value: number): Bytes {
  return new Uint8Array(size).fill(value);
}

/** Every spoiled copy of some bytes: each byte changed, cut at each place, and one byte more. */
export function* spoiled(bytes: Bytes, every = 1): Generator<{ what: string; bytes: Bytes }> {
  for (let at = 0; at < bytes.length; at += every) {
    const flipped = new Uint8Array(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    yield { what: `bit ${at % 8} of byte ${at} changed`, bytes: flipped };
    yield { what: `cut at ${at}`, bytes: bytes.slice(0, at) };
  }
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  yield { what: 'a byte more', bytes: longer };
}
