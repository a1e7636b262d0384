/** Codecs whose frames can be sealed. H264 needs its NAL units readable; AV1 comes later. */
export type FrameCodec = 'opus' | 'vp8' | 'vp9';

/**
 * VP8's uncompressed header on key frames: frame tag, start code, width and height (RFC 6386 section
 * 9.1). A forwarder needs one bit of it; libwebrtc reads the size.
 */
const VP8_KEY_FRAME_BYTES = 10;

/** Bit 0 of the first byte, by which mediasoup and libwebrtc tell key frames (0) from others (1). */
const VP8_DELTA_FRAME_BYTES = 1;

/** The codec of a media type as WebRTC writes it (`video/VP8`), or undefined: its frames are dropped. */
export function codecOf(mimeType: string): FrameCodec | undefined {
  switch (mimeType.toLowerCase()) {
    case 'audio/opus':
      return 'opus';
    case 'video/vp8':
      return 'vp8';
    case 'video/vp9':
      return 'vp9';
    default:
      return undefined;
  }
}

/**
 * Bytes of a frame that stay readable. Sender and receiver both ask the first byte, which stays as
 * it was, so that they agree without a length in the frame. A server that flips that bit makes the
 * receiver look for the header in the wrong place: the tag fails.
 */
export function clearBytes(codec: FrameCodec, firstByte: number): number {
  switch (codec) {
    case 'vp8':
      return (firstByte & 1) === 0 ? VP8_KEY_FRAME_BYTES : VP8_DELTA_FRAME_BYTES;
    case 'opus':
    case 'vp9':
      return 0;
  }
}
