import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import { concat, copyBytes, type Bytes } from '@conclave/shared/bytes';
import { MAX_RELAYED_BYTES } from '@conclave/shared/limits';
import { hkdf } from '../crypto/hkdf.ts';
import { open, seal } from '../crypto/seal.ts';
import { importSigningPkcs8, SIGNATURE_BYTES, sign, verify } from '../crypto/sign.ts';
import { idBytes } from '../objects/idBytes.ts';
import { participantKeyOf } from '../mls/credential.ts';
import { epochOf, exportKey, ownLeafOf, type MlsState } from '../mls/epoch.ts';
import { leavesOf } from '../mls/tree.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import type { CipherSuite } from '../mls/cipherSuite.ts';

/** 7. What members tell each other over the server. */
const MESSAGE_TYPES = [
  'presence',
  'reaction',
  'askToMute',
  'compare',
  'knockKeys',
  'exposedLink',
  'introduction',
  'direct',
  'directReceipt',
  'heads',
  'askPresence',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

export interface OpenedMessage {
  readonly participantKey: Bytes;
  readonly type: MessageType;
  readonly epoch: bigint;
  readonly body: Bytes;
}

interface EpochKeys {
  readonly mls: MlsState;
  readonly sessionId: MemberEpoch['session']['sessionId'];
  readonly key: Bytes;
  readonly counters: Map<number, number>;
}

/** Epochs whose messages still open. Members change epochs within a second of each other. */
const KEPT_EPOCHS = 4;
const VERSION = 1;
const HEADER_BYTES = 1 + 8 + 4 + 4 + 1;

/** Seals and opens messages between members: each signed by its leaf, each counted. Runs in the queue. */
export class MemberMessages {
  readonly #suite: CipherSuite;
  #epochs: readonly EpochKeys[] = [];
  #sent = 0;

  constructor(suite: CipherSuite) {
    this.#suite = suite;
  }

  /** The group is in this epoch now. */
  async enter({ mls, session }: MemberEpoch): Promise<void> {
    const key = await exportKey(this.#suite, mls, 'messages');
    const entered = { mls, sessionId: session.sessionId, key, counters: new Map<number, number>() };
    this.#epochs = [entered, ...this.#epochs].slice(0, KEPT_EPOCHS);
    this.#sent = 0;
  }

  forgetBefore(epoch: bigint): void {
    this.#epochs = this.#epochs.filter(({ mls }) => epochOf(mls) >= epoch);
  }

  /** Another group, or the same one entered anew: nothing of before counts. */
  forget(): void {
    this.#epochs = [];
  }

  async seal(type: MessageType, body: Bytes): Promise<Bytes> {
    const [current] = this.#epochs;
    if (current === undefined) throw new TypeError('not in a group');
    const { mls } = current;
    const leaf = ownLeafOf(mls);
    const header = new ByteWriter()
      .uint8(VERSION)
      .uint64(epochOf(mls))
      .uint32(leaf)
      .uint32(this.#sent++)
      .uint8(MESSAGE_TYPES.indexOf(type))
      .end();
    const key = await memberKey(current.key, leaf);
    const sealed = await seal(key, { label: 'message', context: header }, body);
    const own = leavesOf(mls.ratchetTree).find(({ index }) => index === leaf);
    if (own === undefined) throw new TypeError('not in the tree');
    const publicKey = copyBytes(own.node.signaturePublicKey);
    const signer = await importSigningPkcs8(copyBytes(mls.signaturePrivateKey), publicKey);
    const signed = concat(header, sealed);
    const signature = await sign(signer, 'message', concat(idBytes(current.sessionId), signed));
    const message = concat(signed, signature);
    if (message.length > MAX_RELAYED_BYTES) throw new RangeError('the message is too long');
    return message;
  }

  /** The message of a member; undefined if it is forged, old, repeated or of an unknown epoch. */
  async open(message: Bytes): Promise<OpenedMessage | undefined> {
    const signed = message.slice(0, -SIGNATURE_BYTES);
    const header = readHeader(signed);
    const keys = this.#epochs.find(({ mls }) => epochOf(mls) === header?.epoch);
    if (header === undefined || keys === undefined) return undefined;
    if (header.counter <= (keys.counters.get(header.leaf) ?? -1)) return undefined;
    const sender = await senderOf(keys, header.leaf, message);
    if (sender === undefined) return undefined;
    const key = await memberKey(keys.key, header.leaf);
    const context = signed.slice(0, HEADER_BYTES);
    const body = await open(key, { label: 'message', context }, signed.slice(HEADER_BYTES));
    if (body === undefined) return undefined;
    keys.counters.set(header.leaf, header.counter);
    return { participantKey: sender, type: header.type, epoch: header.epoch, body };
  }
}

/** Whose leaf signed a message; undefined if that leaf did not. */
async function senderOf(
  { mls, sessionId }: EpochKeys,
  leaf: number,
  message: Bytes,
): Promise<Bytes | undefined> {
  const sender = leavesOf(mls.ratchetTree).find(({ index }) => index === leaf);
  if (sender === undefined) return undefined;
  const genuine = await verify(copyBytes(sender.node.signaturePublicKey), {
    label: 'message',
    message: concat(idBytes(sessionId), message.slice(0, -SIGNATURE_BYTES)),
    signature: message.slice(-SIGNATURE_BYTES),
  });
  return genuine ? participantKeyOf(sender.node.credential) : undefined;
}

interface Header {
  readonly epoch: bigint;
  readonly leaf: number;
  readonly counter: number;
  readonly type: MessageType;
}

function readHeader(signed: Bytes): Header | undefined {
  try {
    const reader = new ByteReader(signed);
    const version = reader.uint8();
    const header = { epoch: reader.uint64(), leaf: reader.uint32(), counter: reader.uint32() };
    const type = MESSAGE_TYPES[reader.uint8()];
    return version === VERSION && type !== undefined ? { ...header, type } : undefined;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function memberKey(appKey: Bytes, leaf: number): Promise<Bytes> {
  return hkdf(appKey, 'message-key', { salt: new ByteWriter().uint32(leaf).end() });
}
