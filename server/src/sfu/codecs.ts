import type { RtpCapabilities, RouterRtpCodecCapability } from 'mediasoup/types';

/**
 * What rooms speak (DESIGN section 11). VP9 and VP8 leave enough readable outside the sealed frame
 * for the SFU to choose layers; H264 does not and is never offered. DTX would tell who is silent.
 */
export const mediaCodecs: RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { useinbandfec: 1, usedtx: 0, cbr: 1 },
  },
  {
    kind: 'video',
    mimeType: 'video/VP9',
    clockRate: 90_000,
    parameters: { 'profile-id': 0 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
];

/** Would tell the server who speaks and how loud. */
export const LOUDNESS = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';

/** A router's capabilities without what would say more than forwarding needs. */
export function offered(capabilities: RtpCapabilities): RtpCapabilities {
  const { codecs = [], headerExtensions = [] } = capabilities;
  return { codecs, headerExtensions: headerExtensions.filter(({ uri }) => uri !== LOUDNESS) };
}
