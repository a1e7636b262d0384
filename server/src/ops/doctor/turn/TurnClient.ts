import { createHash, randomBytes } from 'node:crypto';
import {
  ATTRIBUTE,
  attributeOf,
  encodeStun,
  errorCodeOf,
  readXorAddress,
  REQUEST,
  xorAddress,
  type StunAttribute,
  type StunMessage,
} from './stun.ts';
import { openStunLine, type RelayAddress, type StunLine } from './StunLine.ts';

/** What a relay said: yes, no with a number as 403, or nothing. */
export type TurnAnswer =
  | { readonly said: 'yes'; readonly relayedAddress: string | undefined }
  | { readonly said: 'no'; readonly code: number }
  | { readonly said: 'nothing' };

export interface TurnCredential {
  readonly username: string;
  readonly credential: string;
}

export interface TurnClientOptions {
  /** Undefined asks like somebody who has none. */
  readonly credential?: TurnCredential;
  readonly waitMs?: number;
}

const WAIT_MS = 3_000;
/** Over UDP a question or its answer may be lost: asked again after this. */
const AGAIN_MS = 500;
/** RFC 8656: 17 is UDP. */
const TO_UDP = Buffer.from([17, 0, 0, 0]);
const IPV6_FAMILY = Buffer.from([2, 0, 0, 0]);

/** Asks a TURN server for a relay, as a browser does, and says what it answered. */
export class TurnClient {
  readonly #line: StunLine;
  readonly #waitMs: number;
  readonly #credential: TurnCredential | undefined;
  #realm = '';
  #nonce = '';

  private constructor(line: StunLine, { credential, waitMs = WAIT_MS }: TurnClientOptions) {
    this.#line = line;
    this.#credential = credential;
    this.#waitMs = waitMs;
  }

  /** Throws if there is no line: refused, no answer, or a certificate that does not fit. */
  static async open(address: RelayAddress, options: TurnClientOptions = {}): Promise<TurnClient> {
    return new TurnClient(await openStunLine(address, options.waitMs ?? WAIT_MS), options);
  }

  /** A relay of its own. The first question brings realm and nonce, the second has the proof. */
  async allocate({ ipv6 = false } = {}): Promise<TurnAnswer> {
    const attributes = [
      { type: ATTRIBUTE.requestedTransport, value: TO_UDP },
      ...(ipv6 ? [{ type: ATTRIBUTE.requestedFamily, value: IPV6_FAMILY }] : []),
    ];
    const first = await this.#ask(REQUEST.allocate, () => attributes);
    if (first === undefined || errorCodeOf(first) !== 401) return answerOf(first);
    this.#learn(first);
    if (!this.#credential) return answerOf(first);
    return answerOf(await this.#ask(REQUEST.allocate, () => attributes));
  }

  /** Whether it would carry packets to an address. */
  async permit(address: string): Promise<TurnAnswer> {
    const type = ATTRIBUTE.peerAddress;
    const answer = await this.#ask(REQUEST.createPermission, (id) => [
      { type, value: xorAddress(address, 9, id) },
    ]);
    return answerOf(answer);
  }

  /** Gives the relay back: it counts against a quota. */
  async close(): Promise<void> {
    if (this.#nonce !== '') {
      await this.#ask(REQUEST.refresh, () => [
        { type: ATTRIBUTE.lifetime, value: Buffer.alloc(4) },
      ]);
    }
    this.#line.close();
  }

  #ask(
    type: number,
    attributesFor: (transactionId: Buffer) => readonly StunAttribute[],
  ): Promise<StunMessage | undefined> {
    const transactionId = randomBytes(12);
    const attributes = [...attributesFor(transactionId), ...this.#proof()];
    const bytes = encodeStun({ type, transactionId, attributes }, this.#key());
    return new Promise((resolve) => {
      const again = setInterval(() => this.#line.send(bytes), AGAIN_MS);
      const finish = (answer: StunMessage | undefined): void => {
        clearInterval(again);
        clearTimeout(late);
        this.#line.listen(undefined);
        resolve(answer);
      };
      const late = setTimeout(() => finish(undefined), this.#waitMs);
      this.#line.listen((message) => {
        if (message.transactionId.equals(transactionId)) finish(message);
      });
      this.#line.send(bytes);
    });
  }

  #learn(refusal: StunMessage): void {
    this.#realm = attributeOf(refusal, ATTRIBUTE.realm)?.toString() ?? '';
    this.#nonce = attributeOf(refusal, ATTRIBUTE.nonce)?.toString() ?? '';
  }

  #proof(): StunAttribute[] {
    if (!this.#credential || this.#nonce === '') return [];
    return [
      { type: ATTRIBUTE.username, value: Buffer.from(this.#credential.username) },
      { type: ATTRIBUTE.realm, value: Buffer.from(this.#realm) },
      { type: ATTRIBUTE.nonce, value: Buffer.from(this.#nonce) },
    ];
  }

  #key(): Buffer | undefined {
    if (!this.#credential || this.#nonce === '') return undefined;
    const { username, credential } = this.#credential;
    // The protocol's own choice (RFC 8489, 9.2.2); what it keys is an HMAC.
    return createHash('md5').update(`${username}:${this.#realm}:${credential}`).digest();
  }
}

function answerOf(message: StunMessage | undefined): TurnAnswer {
  if (message === undefined) return { said: 'nothing' };
  const code = errorCodeOf(message);
  if (code !== undefined) return { said: 'no', code };
  const address = attributeOf(message, ATTRIBUTE.relayedAddress);
  return { said: 'yes', relayedAddress: address && readXorAddress(address) };
}
