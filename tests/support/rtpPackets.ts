import { AUDIO, VIDEO } from './RtpConnection.ts';

/** A packet of sound as a browser sends it, with nothing in it. */
export function audioPacket(sequence: number, ssrc: number): Buffer {
  const packet = Buffer.alloc(12 + 100);
  writeHeader(packet, {
    payloadType: AUDIO.payloadType,
    sequence,
    ssrc,
    timestamp: sequence * 960,
  });
  packet[12] = 0x78;
  return packet;
}

const PAYLOAD_BYTES = 1_100;
/** A key frame now and then, as a picture begins with one. */
const KEY_EVERY = 75;

/** The packets of one VP8 frame: descriptor with picture id, then bytes that mean nothing. */
export function videoPackets(
  frame: number,
  { ssrc, bytes, sequence }: { ssrc: number; bytes: number; sequence: number },
): Buffer[] {
  const count = Math.max(1, Math.ceil(bytes / PAYLOAD_BYTES));
  return Array.from({ length: count }, (_, at) => {
    const isFirst = at === 0;
    const packet = Buffer.alloc(12 + 4 + Math.ceil(bytes / count));
    const marker = at === count - 1;
    const { payloadType } = VIDEO;
    const timestamp = frame * 6_000;
    writeHeader(packet, { payloadType, sequence: sequence + at, ssrc, timestamp, marker });
    packet[12] = 0x80 | (isFirst ? 0x10 : 0);
    packet[13] = 0x80;
    packet.writeUInt16BE(0x8000 | (frame & 0x7fff), 14);
    packet[16] = isFirst && frame % KEY_EVERY === 0 ? 0 : 1;
    return packet;
  });
}

interface Header {
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly marker?: boolean;
}

function writeHeader(packet: Buffer, header: Header): void {
  const { payloadType, sequence, timestamp, ssrc, marker = false } = header;
  packet[0] = 0x80;
  packet[1] = (marker ? 0x80 : 0) | payloadType;
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE(timestamp >>> 0, 4);
  packet.writeUInt32BE(ssrc, 8);
}
