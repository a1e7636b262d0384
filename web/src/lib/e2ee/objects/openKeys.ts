import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import { open, seal, type Purpose } from '../crypto/seal.ts';
import { idBytes } from './idBytes.ts';
import { decodeKeySecret, encodeKeySecret, KEY_SECRET_BYTES, type KeySecret } from './keySecret.ts';
import { readVersion, versioned } from './version.ts';

const MAX_LINKS = 2;
const MAX_ENTRY_BYTES = 256;

/** [D-5] What the door `open` gives to whoever has a link. */
export interface OpenKeys {
  readonly recordNumber: number;
  readonly secret: KeySecret;
}

/** A link under whose openKey the keys lie. */
export interface OpenLink {
  readonly kind: LinkKind;
  readonly linkVersion: number;
  readonly openKey: Bytes;
}

/** The keys of a record for each of the meeting's links. */
export async function sealOpenKeys(
  meetingId: MeetingId,
  links: readonly OpenLink[],
  { recordNumber, secret }: OpenKeys,
): Promise<Bytes> {
  const inside = new ByteWriter()
    .uint32(recordNumber)
    .fixed(encodeKeySecret(secret), KEY_SECRET_BYTES)
    .end();
  const entries = links.map(async (link) => ({
    link,
    sealedKeys: await seal(link.openKey, purposeOf(meetingId, link), inside),
  }));
  return versioned()
    .list(await Promise.all(entries), (to, { link, sealedKeys }) =>
      to.text(link.kind).uint32(link.linkVersion).bytes(sealedKeys),
    )
    .end();
}

/** The keys by this link; undefined if none lie there for it. */
export async function openOpenKeys(
  meetingId: MeetingId,
  link: OpenLink,
  bytes: Bytes,
): Promise<OpenKeys | undefined> {
  try {
    const sealedKeys = entryOf(link, bytes);
    if (sealedKeys === undefined) return undefined;
    const inside = await open(link.openKey, purposeOf(meetingId, link), sealedKeys);
    return inside === undefined ? undefined : decodeInside(inside);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function decodeInside(inside: Bytes): OpenKeys {
  const reader = new ByteReader(inside);
  const keys = {
    recordNumber: reader.uint32(),
    secret: decodeKeySecret(reader.fixed(KEY_SECRET_BYTES)),
  };
  reader.end();
  return keys;
}

function entryOf(link: OpenLink, bytes: Bytes): Bytes | undefined {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const entries = reader.list(MAX_LINKS, (from) => ({
    kind: from.text(8),
    linkVersion: from.uint32(),
    sealedKeys: from.bytes(MAX_ENTRY_BYTES),
  }));
  reader.end();
  const fits = entries.find(
    ({ kind, linkVersion }) => kind === link.kind && linkVersion === link.linkVersion,
  );
  return fits?.sealedKeys;
}

function purposeOf(meetingId: MeetingId, { kind, linkVersion }: OpenLink): Purpose {
  const context = new ByteWriter()
    .fixed(idBytes(meetingId), 16)
    .text(kind)
    .uint32(linkVersion)
    .end();
  return { label: 'open-keys', context };
}
