import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import { sha256 } from '../crypto/hash.ts';
import { label } from '../crypto/label.ts';
import { fromCrockford, toCrockford } from './crockford.ts';
import { idBytes } from './idBytes.ts';
import { readVersion, versioned } from './version.ts';

export const LINK_SECRET_BYTES = 16;
const CHECKSUM_BYTES = 2;
/** 20 bytes in letters of 5 bits. Longer input is not looked at. */
const MAX_TYPED_LETTERS = 80;

const KINDS = ['copied', 'mailed'] as const satisfies readonly LinkKind[];

/** The secret half of a link: what stands behind the `#`. */
export interface LinkCode {
  readonly kind: LinkKind;
  readonly secret: Bytes;
}

/** [L-1] The code as it stands in a link. */
export async function encodeLinkCode(meetingId: MeetingId, code: LinkCode): Promise<string> {
  const body = bodyOf(code);
  const checksum = await checksumOf(meetingId, body);
  return toCrockford(
    new ByteWriter().fixed(body, body.length).fixed(checksum, CHECKSUM_BYTES).end(),
  );
}

/** [L-1] Reads a code, also a typed one; undefined if it is damaged or belongs to another meeting. */
export async function decodeLinkCode(
  meetingId: MeetingId,
  typed: string,
): Promise<LinkCode | undefined> {
  if (typed.length > MAX_TYPED_LETTERS) return undefined;
  try {
    const reader = new ByteReader(fromCrockford(typed));
    const code = readBody(reader);
    const checksum = reader.fixed(CHECKSUM_BYTES);
    reader.end();
    const expected = await checksumOf(meetingId, bodyOf(code));
    return equalBytes(checksum, expected) ? code : undefined;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/** The path and fragment of a whole link. */
export function linkPath(meetingId: MeetingId, code: string): string {
  return `/m/${meetingId}#${code}`;
}

function bodyOf({ kind, secret }: LinkCode): Bytes {
  return versioned().uint8(KINDS.indexOf(kind)).fixed(secret, LINK_SECRET_BYTES).end();
}

function readBody(reader: ByteReader): LinkCode {
  readVersion(reader);
  const kind = KINDS[reader.uint8()];
  if (kind === undefined) throw new MalformedError('no such kind of link');
  return { kind, secret: reader.fixed(LINK_SECRET_BYTES) };
}

async function checksumOf(meetingId: MeetingId, body: Bytes): Promise<Bytes> {
  const name = label('link');
  const hash = await sha256(
    new ByteWriter()
      .fixed(name, name.length)
      .fixed(idBytes(meetingId), 16)
      .fixed(body, body.length)
      .end(),
  );
  return hash.slice(0, CHECKSUM_BYTES);
}
