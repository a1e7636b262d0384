import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { MAX_COORDINATE, MAX_POINT_BYTES, MAX_POINTS } from './limits.ts';

export interface StrokePoint {
  readonly x: number;
  readonly y: number;
  /** 0 to 1; a half for whatever has no pressure. */
  readonly pressure: number;
}

/** A tenth of a pixel at 100 %. Finer steps cost bytes and are not seen even at 400 %. */
const STEPS = 10;
const PLAIN = 0;
const PRESSED = 1;

/** Points as differences: about three bytes each, and one more with pressure. */
export function encodePoints(points: readonly StrokePoint[], pressed: boolean): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, pressed ? PRESSED : PLAIN);
  encoding.writeVarUint(encoder, points.length);
  let lastX = 0;
  let lastY = 0;
  for (const point of points) {
    const x = Math.round(point.x * STEPS);
    const y = Math.round(point.y * STEPS);
    encoding.writeVarInt(encoder, x - lastX);
    encoding.writeVarInt(encoder, y - lastY);
    if (pressed) encoding.writeUint8(encoder, Math.round(point.pressure * 255));
    lastX = x;
    lastY = y;
  }
  return encoding.toUint8Array(encoder);
}

export interface DecodedPoints {
  readonly points: readonly StrokePoint[];
  /** Whether the pen told its pressure; otherwise the pace makes the line thick or thin. */
  readonly pressed: boolean;
}

/** Nothing for bytes that `encodePoints` does not make: anybody may have written them. */
export function decodePoints(bytes: Uint8Array): DecodedPoints | undefined {
  if (bytes.length > MAX_POINT_BYTES) return undefined;
  try {
    return read(decoding.createDecoder(bytes));
  } catch {
    // lib0 throws at the end of the input and for numbers that are too long.
    return undefined;
  }
}

function read(decoder: decoding.Decoder): DecodedPoints | undefined {
  const flag = decoding.readUint8(decoder);
  const count = decoding.readVarUint(decoder);
  if (flag > PRESSED || count < 1 || count > MAX_POINTS) return undefined;
  const pressed = flag === PRESSED;
  const points: StrokePoint[] = [];
  let x = 0;
  let y = 0;
  for (let at = 0; at < count; at += 1) {
    x += decoding.readVarInt(decoder);
    y += decoding.readVarInt(decoder);
    if (Math.abs(x) > MAX_COORDINATE * STEPS || Math.abs(y) > MAX_COORDINATE * STEPS)
      return undefined;
    const pressure = pressed ? decoding.readUint8(decoder) / 255 : 0.5;
    points.push({ x: x / STEPS, y: y / STEPS, pressure });
  }
  return decoding.hasContent(decoder) ? undefined : { points, pressed };
}
