import * as v from 'valibot';
import type { PathCount } from './PathSilence.ts';

// The browsers' statistics (W3C webrtc-stats) as far as we read them. They differ in what they have,
// so everything but the identity is optional and a missing figure counts as nothing.

const figure = v.optional(v.number(), 0);

const Inbound = v.object({
  type: v.literal('inbound-rtp'),
  ssrc: v.number(),
  timestamp: v.number(),
  bytesReceived: figure,
  packetsReceived: figure,
  packetsLost: figure,
  nackCount: figure,
  jitter: figure,
  framesReceived: figure,
  framesDecoded: figure,
  framesPerSecond: figure,
  frameWidth: figure,
  frameHeight: figure,
  freezeCount: figure,
  concealedSamples: figure,
  silentConcealedSamples: figure,
  totalSamplesReceived: figure,
});
export type Inbound = v.InferOutput<typeof Inbound>;

const Outbound = v.object({
  type: v.literal('outbound-rtp'),
  mid: v.optional(v.string(), ''),
  timestamp: v.number(),
  bytesSent: figure,
  packetsSent: figure,
  framesEncoded: figure,
  framesPerSecond: figure,
  frameWidth: figure,
  frameHeight: figure,
  retransmittedPacketsSent: figure,
  qualityLimitationReason: v.optional(v.string(), 'none'),
});
export type Outbound = v.InferOutput<typeof Outbound>;

const Pair = v.object({
  type: v.literal('candidate-pair'),
  nominated: v.optional(v.boolean(), false),
  state: v.optional(v.string(), ''),
  localCandidateId: v.string(),
  currentRoundTripTime: v.optional(v.number()),
  availableOutgoingBitrate: v.optional(v.number()),
  bytesReceived: figure,
});

/** What the other side says of what it was sent. */
const RemoteInbound = v.object({
  type: v.literal('remote-inbound-rtp'),
  kind: v.string(),
  roundTripTime: v.optional(v.number()),
});

const Candidate = v.object({
  type: v.literal('local-candidate'),
  id: v.string(),
  protocol: v.optional(v.string(), ''),
  relayProtocol: v.optional(v.string()),
  candidateType: v.optional(v.string(), ''),
});

/** How packets travel: directly or through a relay, over what, and how long it takes. */
export interface NetworkPath {
  protocol: string;
  relayed: boolean;
  roundTripMs: number | undefined;
  availableKbps: number | undefined;
}

function entries<T>(report: RTCStatsReport, schema: v.GenericSchema<unknown, T>): T[] {
  const found: T[] = [];
  report.forEach((entry: unknown) => {
    const parsed = v.safeParse(schema, entry);
    if (parsed.success) found.push(parsed.output);
  });
  return found;
}

export function inboundStreams(report: RTCStatsReport): ReadonlyMap<number, Inbound> {
  return new Map(entries(report, Inbound).map((stream) => [stream.ssrc, stream]));
}

/** Every layer of every sending stream. */
export function outboundStreams(report: RTCStatsReport): Outbound[] {
  return entries(report, Outbound);
}

/** The pair in use. One that was left may stay nominated; what a path carries is said of the present one alone. */
function pairInUse(
  pairs: readonly v.InferOutput<typeof Pair>[],
): (typeof pairs)[number] | undefined {
  const good = pairs.filter(({ nominated, state }) => nominated && state === 'succeeded');
  const says = good.find(({ availableOutgoingBitrate }) => availableOutgoingBitrate !== undefined);
  return says ?? good[0] ?? pairs[0];
}

export function networkPath(report: RTCStatsReport): NetworkPath | undefined {
  const pair = pairInUse(entries(report, Pair));
  if (pair === undefined) return undefined;
  const local = entries(report, Candidate).find(({ id }) => id === pair.localCandidateId);
  const { currentRoundTripTime: rtt, availableOutgoingBitrate: available } = pair;
  return {
    protocol: local?.relayProtocol ?? local?.protocol ?? '',
    relayed: local?.candidateType === 'relay',
    roundTripMs: rtt === undefined ? undefined : Math.round(rtt * 1000),
    availableKbps: available === undefined ? undefined : Math.round(available / 1000),
  };
}

/**
 * How long an answer takes to a picture that is sent, in ms: known within a second, where the path itself says so only
 * every two and a half. Of layers that are not sent the last word stays, so the shortest counts.
 */
export function pictureRoundTripMs(report: RTCStatsReport): number | undefined {
  const times = entries(report, RemoteInbound).flatMap(({ kind, roundTripTime }) =>
    kind === 'video' && roundTripTime !== undefined ? [roundTripTime * 1000] : [],
  );
  return times.length === 0 ? undefined : Math.min(...times);
}

/** What was sent over all paths, and what came back over them. */
export function pathCount(report: RTCStatsReport): PathCount {
  const sum = (figures: number[]): number => figures.reduce((all, one) => all + one, 0);
  return {
    packetsSent: sum(entries(report, Outbound).map(({ packetsSent }) => packetsSent)),
    bytesReceived: sum(entries(report, Pair).map(({ bytesReceived }) => bytesReceived)),
  };
}
