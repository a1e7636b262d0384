import * as v from 'valibot';
import { fromBase64Url } from '../bytes.ts';
import { MeetingId } from '../ids.ts';

/** Names and keys of a meeting with the longest notice, sealed, are below 16 KB. */
export const MAX_SEALED_HOST_BYTES = 24 * 1024;
/** Of one meeting. More hosts than that are no deputies any more, and each costs a sealed copy. */
export const MAX_HOST_LINKS = 8;
/** Meetings that one host link opens: occurrences of a series are made four at a time. */
export const MAX_LINK_MEETINGS = 16;
/** How long a host link waits to be opened. */
export const HOST_LINK_DAYS = 7;

function isBytes(text: string, size?: number): boolean {
  try {
    const { length } = fromBase64Url(text);
    return size === undefined ? length > 0 : length === size;
  } catch {
    return false; // not the one spelling of any byte string
  }
}

const bytes32 = v.pipe(
  v.string(),
  v.length(43),
  v.check((text) => isBytes(text, 32), 'not 32 bytes'),
);

/** SHA-256 of a host link's proof. */
export const HostLinkId = bytes32;

const sealedHost = v.pipe(
  v.string(),
  v.maxLength(Math.ceil((MAX_SEALED_HOST_BYTES * 4) / 3)),
  v.check((text) => isBytes(text), 'not base64url'),
);

const SealedHost = v.strictObject({ meetingId: MeetingId, sealedHost });
export type SealedHost = v.InferOutput<typeof SealedHost>;

/**
 * PUT /api/host-links/:linkId: the host's keys of own meetings under a link's secret, new or renewed.
 * `fresh`: as long as nobody has opened it, it waits a whole week again.
 */
export const PutHostLink = v.strictObject({
  keys: v.pipe(v.array(SealedHost), v.minLength(1), v.maxLength(MAX_LINK_MEETINGS)),
  fresh: v.boolean(),
});
export type PutHostLink = v.InferOutput<typeof PutHostLink>;

/** GET /api/host-links: those to the caller's own meetings. */
export const HostLinks = v.strictObject({
  links: v.array(
    v.strictObject({
      linkId: HostLinkId,
      /** Who opened it, by the name of their account; null while nobody has. */
      deputy: v.nullable(v.string()),
      expiresAt: v.number(),
    }),
  ),
});
export type HostLinks = v.InferOutput<typeof HostLinks>;

/** POST /api/host-links/open: `accept` makes the caller the deputy; nobody else opens it then. */
export const OpenHostLink = v.strictObject({ proof: bytes32, accept: v.boolean() });
export type OpenHostLink = v.InferOutput<typeof OpenHostLink>;

export const OpenedHostLink = v.strictObject({ keys: v.array(SealedHost) });
export type OpenedHostLink = v.InferOutput<typeof OpenedHostLink>;
