import { ByteReader } from '@conclave/shared/ByteReader';
import type { Bytes } from '@conclave/shared/bytes';
import { hkdf } from '../crypto/hkdf.ts';

const GROUPS = 6;
const BYTES_PER_GROUP = 5;

/**
 * 6. Thirty digits that are the same for all members of an epoch, in groups of five. Fewer could be
 * found again by a member that tries many commits.
 */
export async function roomCode(epochAuthenticator: Bytes): Promise<string> {
  const bytes = await hkdf(epochAuthenticator, 'room-code', { size: GROUPS * BYTES_PER_GROUP });
  const reader = new ByteReader(bytes);
  const groups = Array.from({ length: GROUPS }, () => {
    const value = reader.uint8() * 2 ** 32 + reader.uint32();
    return String(value % 100_000).padStart(5, '0');
  });
  return groups.join(' ');
}
