import * as v from 'valibot';
import { base64Url, fixedBase64Url } from './base64Url.ts';

/** Closed lists: a browser says which of these it is, never its whole name for itself. */
export const osNames = ['windows', 'macos', 'linux', 'android', 'ios', 'other'] as const;
export const browserVendors = [
  'google',
  'mozilla',
  'apple',
  'microsoft',
  'opera',
  'other',
] as const;
export const browserTypes = ['chromium', 'firefox', 'safari', 'other'] as const;
export const callQualities = ['good', 'fair', 'poor', 'unknown'] as const;
export const connectionErrors = ['none', 'signalingLost', 'mediaLost', 'mediaFailed'] as const;

/** `10.15` or `131`: digits and dots; empty where the browser does not say. */
const version = v.pipe(v.string(), v.maxLength(12), v.regex(/^(?:\d+(?:\.\d+){0,2})?$/u));
const whole = (max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(max));

/** 128 random bits of one stay. */
const StatisticId = fixedBase64Url(16);

/** What sealing a participant's id to the organizer makes of 16 bytes. */
const sealedParticipant = base64Url(48, 150);

/**
 * PUT /api/meetings/:meetingId/statistics, by whoever shows the join proof of a link. [R89] Exactly this and
 * nothing else: no name, no address, no whole user agent. Repeating it with the same id brings it up to date.
 */
export const ConnectionStatistic = v.strictObject({
  id: StatisticId,
  sealedParticipant,
  osName: v.picklist(osNames),
  osVersion: version,
  browserVendor: v.picklist(browserVendors),
  browserType: v.picklist(browserTypes),
  browserVersion: version,
  sentKbps: whole(1_000_000),
  receivedKbps: whole(1_000_000),
  roundTripMs: whole(60_000),
  jitterMs: whole(60_000),
  lostPerMille: whole(1_000),
  quality: v.picklist(callQualities),
  connectionError: v.picklist(connectionErrors),
});
export type ConnectionStatistic = v.InferOutput<typeof ConnectionStatistic>;

/** What a browser measured; who it was is added when it is sent. */
export type Measured = Omit<ConnectionStatistic, 'id' | 'sealedParticipant'>;

/** GET /api/meetings/:meetingId/statistics, by the owner. */
export const StatisticList = v.strictObject({
  statistics: v.array(
    v.strictObject({
      ...ConnectionStatistic.entries,
      writtenAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    }),
  ),
});
export type StatisticList = v.InferOutput<typeof StatisticList>;
