import { fromBase64Url, fromUtf8, toBase64Url, utf8, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { SealedHost } from '@conclave/shared/wire/deputyApi';
import * as v from 'valibot';
import { sha256 } from '../e2ee/crypto/hash.ts';
import { hkdf } from '../e2ee/crypto/hkdf.ts';
import { open, seal, type Purpose } from '../e2ee/crypto/seal.ts';
import { HostMeeting } from '../e2ee/host/HostMeeting.ts';
import { idBytes } from '../e2ee/objects/idBytes.ts';
import type { LocationParts } from '../e2ee/objects/linkLocation.ts';

/** 128 random bits as they stand in a host link and in the vaults of those two who know them. */
export const HostLinkSecret = v.pipe(v.string(), v.regex(/^[\w-]{22}$/u));

/** [H-2] What follows from a host link's secret. */
export interface HostLinkKeys {
  /** Under which the server keeps what is sealed. */
  readonly linkId: string;
  /** Shown to the server by who opens it. */
  readonly proof: string;
  readonly key: Bytes;
}

/** Undefined for letters that are no secret. */
export async function hostLinkKeys(secret: string): Promise<HostLinkKeys | undefined> {
  const bytes = bytesOf(secret);
  if (bytes === undefined) return undefined;
  const proof = await hkdf(bytes, 'hostLinkProof');
  const linkId = toBase64Url(await sha256(proof));
  return { linkId, proof: toBase64Url(proof), key: await hkdf(bytes, 'hostLinkKey') };
}

/** Path and fragment of the whole link. */
export const hostLinkPath = (secret: string): string => `/deputy#${secret}`;

/** What the address of a host link says. `exposed`: the secret stood in the path, so the server has seen it [L-3]. */
export interface HostLinkCode {
  readonly secret: string;
  readonly exposed: boolean;
}

/** Reads `/deputy#<secret>` also where a mail gateway or a messenger encoded the `#`. */
export function readHostLink({ pathname, hash }: LocationParts): HostLinkCode {
  const [, encoded] = pathname.split(/%23|%2523/iu);
  const secret = (encoded ?? hash.slice(1)).replace(/\/$/u, '');
  return { secret, exposed: encoded !== undefined };
}

/** A meeting's keys for a deputy: without the organizer's own notes and plan. */
export async function sealHost({ key }: HostLinkKeys, host: HostMeeting): Promise<SealedHost> {
  // What is undefined is not written.
  const given = { ...host, notesKey: undefined, plan: undefined, earlierNotices: undefined };
  const sealed = await seal(key, purposeOf(host.meetingId), utf8(JSON.stringify(given)));
  return { meetingId: host.meetingId, sealedHost: toBase64Url(sealed) };
}

/** Undefined if it is not of this link and meeting, or was changed. */
export async function openHost(
  { key }: HostLinkKeys,
  { meetingId, sealedHost }: SealedHost,
): Promise<HostMeeting | undefined> {
  const clear = await open(key, purposeOf(meetingId), fromBase64Url(sealedHost));
  if (clear === undefined) return undefined;
  const read = v.safeParse(HostMeeting, jsonOf(clear));
  return read.success && read.output.meetingId === meetingId ? read.output : undefined;
}

function bytesOf(secret: string): Bytes | undefined {
  if (!v.is(HostLinkSecret, secret)) return undefined;
  try {
    return fromBase64Url(secret);
  } catch {
    return undefined; // not the one spelling of any byte string
  }
}

function jsonOf(clear: Bytes): unknown {
  try {
    const value: unknown = JSON.parse(fromUtf8(clear));
    return value;
  } catch {
    return undefined;
  }
}

function purposeOf(meetingId: MeetingId): Purpose {
  return { label: 'host-link', context: idBytes(meetingId) };
}
