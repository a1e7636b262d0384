import type { RtpCapabilities, RtpCodecCapability, RtpEncodingParameters } from './rtpTypes.ts';

export type VideoCodec = 'VP8' | 'VP9';

export interface CodecChoice {
  /** What the own browser can send. */
  sendable: RtpCapabilities;
  /** Whether every member can open and decode VP9 with spatial layers. */
  everyoneDecodesVp9: boolean;
}

/** VP9 only where nobody is left out; VP8 is what every browser with sealed frames has. */
export function chooseVideoCodec({ sendable, everyoneDecodesVp9 }: CodecChoice): VideoCodec {
  return everyoneDecodesVp9 && findCodec(sendable, 'VP9') !== undefined ? 'VP9' : 'VP8';
}

/** The capability entry of a codec, for mediasoup-client's `produce`. */
export function findCodec(
  capabilities: RtpCapabilities,
  codec: VideoCodec,
): RtpCodecCapability | undefined {
  const mimeType = `video/${codec}`.toLowerCase();
  return capabilities.codecs?.find((entry) => entry.mimeType.toLowerCase() === mimeType);
}

/** Bits per second of a picture of this height. A face needs less than a slide, and both get less on thin lines. */
const BITRATE = { 720: 1_700_000, 360: 500_000, 180: 150_000 } as const;

/**
 * Layers of the own camera, smallest first. Chromium sends three only from 720p on: at 360p with
 * three asked for, the largest stays empty (measured), so smaller pictures get fewer.
 */
export function cameraEncodings(codec: VideoCodec, height: number): RtpEncodingParameters[] {
  const bitrate = height >= 720 ? BITRATE[720] : height >= 360 ? BITRATE[360] : BITRATE[180];
  const layers = height >= 720 ? 3 : height >= 360 ? 2 : 1;
  if (codec === 'VP9') {
    return [{ scalabilityMode: layers === 1 ? 'L1T3' : `L${layers}T3_KEY`, maxBitrate: bitrate }];
  }
  const steps = [BITRATE[180], BITRATE[360], BITRATE[720]].slice(0, layers - 1);
  return [...steps, bitrate].map((maxBitrate, at) => ({
    scaleResolutionDownBy: 2 ** (layers - 1 - at),
    maxBitrate,
    scalabilityMode: 'L1T3',
  }));
}

/** A screen is one layer: text must stay readable, and a smaller copy of it is not. */
export const screenEncodings: RtpEncodingParameters[] = [
  { maxBitrate: 2_500_000, maxFramerate: 15, scalabilityMode: 'L1T3' },
];

/**
 * Bits per second of sound. What is around it takes as much again, fifty times a second; on a thin line it gets so
 * small that packets become fewer as well.
 */
export const SOUND_BITRATE = { usual: 32_000, thin: 16_000 } as const;

/**
 * On a thin line sound gets smaller and its packets fewer, before there is none. With a network priority
 * of its own Chromium leaves it out of what it estimates the line to carry, and gives its room to pictures.
 */
export function audioEncodings(isThin: boolean): RtpEncodingParameters[] {
  const maxBitrate = isThin ? SOUND_BITRATE.thin : SOUND_BITRATE.usual;
  return [{ maxBitrate, priority: 'high', adaptivePtime: true }];
}

/**
 * In-band error correction, because a sealed stream has no RED; what is lost on the way to the server is sent
 * again when it asks, which is left out unless it is wanted; no DTX, so that pauses do not show.
 */
export const opusOptions = {
  opusFec: true,
  opusNack: true,
  opusDtx: false,
  opusStereo: false,
  opusMaxAverageBitrate: SOUND_BITRATE.usual,
} as const;

/**
 * The router's capabilities with Opus at a constant bit rate: with a variable one the sizes of
 * sealed frames tell what is said. The answer that Opus encodes by is made from these parameters,
 * in this browser, so the server cannot leave it out.
 */
export function withConstantOpus(capabilities: RtpCapabilities): RtpCapabilities {
  return {
    ...capabilities,
    codecs: (capabilities.codecs ?? []).map((codec) =>
      codec.mimeType.toLowerCase() === 'audio/opus'
        ? { ...codec, parameters: { ...codec.parameters, cbr: 1, useinbandfec: 1, usedtx: 0 } }
        : codec,
    ),
  };
}
