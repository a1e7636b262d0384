import * as v from 'valibot';
import { MeetingId } from '../ids.ts';
import { base64Url, fixedBase64Url } from './base64Url.ts';

/** Names and keys of a meeting with the longest notice, sealed, are below 16 KB. */
export const MAX_SEALED_HOST_BYTES = 24 * 1024;
/** Of one meeting. More hosts than that are no deputies any more, and each costs a sealed copy. */
export const MAX_HOST_LINKS = 8;
/** Meetings that one host link opens: occurrences of a series are made four at a time. */
export const MAX_LINK_MEETINGS = 16;
/** How long a host link waits to be opened. */
export const HOST_LINK_DAYS = 7;

/** SHA-256 of a host link's proof. */
export const HostLinkId = fixedBase64Url(32);

const sealedHost = base64Url(1, MAX_SEALED_HOST_BYTES);

const SealedHost = v.strictObject({ meetingId: MeetingId, sealedHost });
export type SealedHost = v.InferOutput<typeof SealedHost>;

/**
 * PUT /api/host-links/:linkId: the host's keys of own meetings under a link's secret, new or renewed.
 * `fresh`: makes the link if there is none; as long as nobody has accepted it, it waits a whole week again. Without, a
 * link that is not there is left so.
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
export const OpenHostLink = v.strictObject({ proof: fixedBase64Url(32), accept: v.boolean() });
export type OpenHostLink = v.InferOutput<typeof OpenHostLink>;

export const OpenedHostLink = v.strictObject({
  /** Who gives the keys, by the name of their account. */
  organizer: v.string(),
  /** How many meetings it is for. */
  meetings: v.number(),
  /** None before the caller has accepted. */
  keys: v.array(SealedHost),
});
export type OpenedHostLink = v.InferOutput<typeof OpenedHostLink>;

/** POST /api/host-links/exposed: the link came with its secret in the path. It is given up. */
export const ExposedHostLink = v.strictObject({ proof: fixedBase64Url(32) });
export type ExposedHostLink = v.InferOutput<typeof ExposedHostLink>;
