import * as v from 'valibot';

const short = v.pipe(v.string(), v.maxLength(256));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const flat = v.record(short, v.union([short, v.number(), v.boolean(), v.null()]));

/** What a producer carries. The order is the source number inside SFrame contexts. */
export const SOURCES = ['microphone', 'camera', 'screen', 'screenAudio'] as const;
export const Source = v.picklist(SOURCES);
export type Source = v.InferOutput<typeof Source>;

export const Kind = v.picklist(['audio', 'video']);

const rtcpFeedback = v.pipe(
  v.array(v.strictObject({ type: short, parameter: v.optional(short) })),
  v.maxLength(16),
);

const codecParameters = v.strictObject({
  mimeType: short,
  payloadType: v.pipe(count, v.maxValue(127)),
  clockRate: count,
  channels: v.optional(v.pipe(count, v.maxValue(2))),
  parameters: v.optional(flat),
  rtcpFeedback: v.optional(rtcpFeedback),
});

const encoding = v.strictObject({
  ssrc: v.optional(count),
  rid: v.optional(short),
  codecPayloadType: v.optional(count),
  rtx: v.optional(v.strictObject({ ssrc: count })),
  dtx: v.optional(v.boolean()),
  scalabilityMode: v.optional(short),
  scaleResolutionDownBy: v.optional(v.number()),
  maxBitrate: v.optional(count),
  maxFramerate: v.optional(v.number()),
  adaptivePtime: v.optional(v.boolean()),
  priority: v.optional(short),
  networkPriority: v.optional(short),
  active: v.optional(v.boolean()),
});

/** mediasoup's RtpParameters as a client may send them. */
export const RtpParameters = v.strictObject({
  mid: v.optional(short),
  msid: v.optional(short),
  codecs: v.pipe(v.array(codecParameters), v.minLength(1), v.maxLength(8)),
  headerExtensions: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          uri: short,
          id: v.pipe(count, v.maxValue(255)),
          encrypt: v.optional(v.boolean()),
          parameters: v.optional(flat),
        }),
      ),
      v.maxLength(24),
    ),
  ),
  encodings: v.optional(v.pipe(v.array(encoding), v.minLength(1), v.maxLength(4))),
  rtcp: v.optional(
    v.strictObject({
      cname: v.optional(short),
      reducedSize: v.optional(v.boolean()),
      mux: v.optional(v.boolean()),
    }),
  ),
});
export type RtpParameters = v.InferOutput<typeof RtpParameters>;

/** mediasoup's RtpCapabilities of a receiving client. */
export const RtpCapabilities = v.strictObject({
  codecs: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          kind: Kind,
          mimeType: short,
          preferredPayloadType: v.pipe(count, v.maxValue(127)),
          clockRate: count,
          channels: v.optional(v.pipe(count, v.maxValue(2))),
          parameters: v.optional(flat),
          rtcpFeedback: v.optional(rtcpFeedback),
        }),
      ),
      v.maxLength(32),
    ),
  ),
  headerExtensions: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          kind: Kind,
          uri: short,
          preferredId: v.pipe(count, v.maxValue(255)),
          preferredEncrypt: v.optional(v.boolean()),
          direction: v.optional(v.picklist(['sendrecv', 'sendonly', 'recvonly', 'inactive'])),
        }),
      ),
      v.maxLength(48),
    ),
  ),
});
export type RtpCapabilities = v.InferOutput<typeof RtpCapabilities>;

/** DTLS parameters of a client. An empty list of fingerprints once killed a worker (mediasoup#537). */
export const DtlsParameters = v.strictObject({
  role: v.optional(v.picklist(['auto', 'client', 'server'])),
  fingerprints: v.pipe(
    v.array(
      v.strictObject({
        algorithm: v.picklist(['sha-256', 'sha-384', 'sha-512']),
        value: v.pipe(v.string(), v.regex(/^[0-9A-F]{2}(:[0-9A-F]{2}){31,63}$/u)),
      }),
    ),
    v.minLength(1),
    v.maxLength(4),
  ),
});
export type DtlsParameters = v.InferOutput<typeof DtlsParameters>;

const IceParameters = v.strictObject({
  usernameFragment: short,
  password: short,
  iceLite: v.optional(v.boolean()),
});

/** What a client needs to build its side of a WebRtcTransport. */
export const TransportOptions = v.strictObject({
  id: short,
  iceParameters: IceParameters,
  iceCandidates: v.pipe(
    v.array(
      v.strictObject({
        foundation: short,
        priority: count,
        ip: short,
        address: short,
        protocol: v.picklist(['udp', 'tcp']),
        port: count,
        type: v.picklist(['host', 'srflx', 'prflx', 'relay']),
        tcpType: v.optional(v.picklist(['passive'])),
      }),
    ),
    v.maxLength(64),
  ),
  dtlsParameters: v.strictObject({
    role: v.optional(v.picklist(['auto', 'client', 'server'])),
    fingerprints: v.array(v.strictObject({ algorithm: short, value: v.string() })),
  }),
});
export type TransportOptions = v.InferOutput<typeof TransportOptions>;

export const IceServer = v.strictObject({
  urls: v.pipe(v.array(short), v.maxLength(8)),
  username: v.optional(short),
  credential: v.optional(short),
});

export { IceParameters };
