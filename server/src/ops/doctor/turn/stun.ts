import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';

/** Messages of STUN and TURN (RFC 8489, RFC 8656), as far as asking for a relay needs them. */
export interface StunMessage {
  /** Method and class. */
  readonly type: number;
  readonly transactionId: Buffer;
  readonly attributes: readonly StunAttribute[];
}

export interface StunAttribute {
  readonly type: number;
  readonly value: Buffer;
}

export const REQUEST = { allocate: 0x0003, refresh: 0x0004, createPermission: 0x0008 } as const;

export const ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  peerAddress: 0x0012,
  realm: 0x0014,
  nonce: 0x0015,
  relayedAddress: 0x0016,
  requestedFamily: 0x0017,
  requestedTransport: 0x0019,
} as const;

const COOKIE = Buffer.from([0x21, 0x12, 0xa4, 0x42]);
const HEADER_BYTES = 20;
const INTEGRITY_BYTES = 24;
/** A relay answers in a few hundred bytes. */
const MAX_BYTES = 2048;

/** With a key, the message ends with proof that its sender knows it. */
export function encodeStun(message: StunMessage, key?: Buffer): Buffer {
  const body = Buffer.concat(message.attributes.map(encodeAttribute));
  if (!key) return Buffer.concat([header(message, body.length), body]);
  // The proof covers a header that counts the proof as well.
  const signed = Buffer.concat([header(message, body.length + INTEGRITY_BYTES), body]);
  const value = createHmac('sha1', key).update(signed).digest();
  const proof = encodeAttribute({ type: ATTRIBUTE.messageIntegrity, value });
  return Buffer.concat([signed, proof]);
}

/** Undefined for what is no whole message. */
export function decodeStun(bytes: Buffer): StunMessage | undefined {
  if (stunLength(bytes) !== bytes.length) return undefined;
  const attributes: StunAttribute[] = [];
  let at = HEADER_BYTES;
  while (at + 4 <= bytes.length) {
    const length = bytes.readUInt16BE(at + 2);
    if (at + 4 + length > bytes.length) return undefined;
    attributes.push({
      type: bytes.readUInt16BE(at),
      value: bytes.subarray(at + 4, at + 4 + length),
    });
    at += 4 + length + padding(length);
  }
  if (at !== bytes.length) return undefined;
  return { type: bytes.readUInt16BE(0), transactionId: bytes.subarray(8, 20), attributes };
}

/** How long the message is that begins here; undefined while too little came, 0 if it is none. */
export function stunLength(bytes: Buffer): number | undefined {
  if (bytes.length < HEADER_BYTES) return undefined;
  const length = HEADER_BYTES + bytes.readUInt16BE(2);
  const fits = bytes.subarray(4, 8).equals(COOKIE) && length <= MAX_BYTES && length % 4 === 0;
  return fits ? length : 0;
}

export function attributeOf(message: StunMessage, type: number): Buffer | undefined {
  return message.attributes.find((attribute) => attribute.type === type)?.value;
}

/** The number of a refusal, as 401; undefined in an answer that is none. */
export function errorCodeOf(message: StunMessage): number | undefined {
  const value = attributeOf(message, ATTRIBUTE.errorCode);
  return value && value.length >= 4 ? value.readUInt8(2) * 100 + value.readUInt8(3) : undefined;
}

/** An address as STUN hides it from middle boxes that rewrite what looks like one. */
export function xorAddress(address: string, port: number, transactionId: Buffer): Buffer {
  const family = isIPv6(address) ? 2 : 1;
  const portBytes = Buffer.alloc(2);
  portBytes.writeUInt16BE(port);
  const mask = Buffer.concat([COOKIE, transactionId]);
  const raw = family === 2 ? ipv6Bytes(address) : Buffer.from(address.split('.').map(Number));
  return Buffer.concat([Buffer.from([0, family]), xor(portBytes, mask), xor(raw, mask)]);
}

/** An IPv4 address out of an answer. */
export function readXorAddress(value: Buffer): string | undefined {
  if (value.length !== 8 || value.readUInt8(1) !== 1) return undefined;
  return [...xor(value.subarray(4), COOKIE)].join('.');
}

function header({ type, transactionId }: StunMessage, length: number): Buffer {
  const start = Buffer.alloc(4);
  start.writeUInt16BE(type, 0);
  start.writeUInt16BE(length, 2);
  return Buffer.concat([start, COOKIE, transactionId]);
}

function encodeAttribute({ type, value }: StunAttribute): Buffer {
  const start = Buffer.alloc(4);
  start.writeUInt16BE(type, 0);
  start.writeUInt16BE(value.length, 2);
  return Buffer.concat([start, value, Buffer.alloc(padding(value.length))]);
}

const padding = (length: number): number => (4 - (length % 4)) % 4;

const xor = (bytes: Buffer, mask: Buffer): Buffer =>
  Buffer.from(bytes.map((byte, index) => byte ^ (mask[index] ?? 0)));

/** The URL parser writes every form of an IPv6 address in hexadecimal groups. */
function ipv6Bytes(address: string): Buffer {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const end = tail === undefined ? [] : groups(tail);
  const missing = 8 - groups(head).length - end.length;
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...end];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
