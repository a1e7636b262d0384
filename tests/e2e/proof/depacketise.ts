/** The payload of an RTP packet (RFC 3550 section 5.1), and what frames are put together by. */
export interface Rtp {
  readonly marker: boolean;
  readonly timestamp: number;
  readonly payload: Buffer;
}

export function readRtp(packet: Buffer): Rtp {
  const first = packet.readUInt8(0);
  const second = packet.readUInt8(1);
  let start = 12 + (first & 0x0f) * 4;
  if ((first & 0x10) !== 0) start += 4 + packet.readUInt16BE(start + 2) * 4;
  const padding = (first & 0x20) !== 0 ? packet.readUInt8(packet.length - 1) : 0;
  return {
    marker: (second & 0x80) !== 0,
    timestamp: packet.readUInt32BE(4),
    payload: packet.subarray(start, packet.length - padding),
  };
}

/** One Opus packet is one frame (RFC 7587). Empty ones are padding that probes the bandwidth. */
export function opusFrames(packets: readonly Rtp[]): Buffer[] {
  return packets.map(({ payload }) => payload).filter(({ length }) => length > 0);
}

/** The frames of a VP8 stream (RFC 7741): from the packet that begins one to the one with the marker. */
export function vp8Frames(packets: readonly Rtp[]): Buffer[] {
  const frames: Buffer[] = [];
  let parts: Buffer[] | undefined;
  for (const { payload, marker } of packets) {
    if (payload.length === 0) continue;
    const begins = (payload.readUInt8(0) & 0x1f) === 0x10;
    if (begins) parts = [];
    parts?.push(payload.subarray(descriptorSize(payload)));
    if (!marker || parts === undefined) continue;
    frames.push(Buffer.concat(parts));
    parts = undefined;
  }
  return frames;
}

/** Of the payload descriptor (RFC 7741 section 4.2), which is outside the sealed frame. */
function descriptorSize(payload: Buffer): number {
  if ((payload.readUInt8(0) & 0x80) === 0) return 1;
  const extensions = payload.readUInt8(1);
  let at = 2;
  if ((extensions & 0x80) !== 0) at += (payload.readUInt8(at) & 0x80) !== 0 ? 2 : 1;
  if ((extensions & 0x40) !== 0) at += 1;
  if ((extensions & 0x30) !== 0) at += 1;
  return at;
}
