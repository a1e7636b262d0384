import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Secret } from '@conclave/shared/Secret';
import type { Clock } from '../ops/Clock.ts';

/** How far two nodes' clocks may be apart. Longer lets what was overheard between them be said again later. */
const VALID_MS = 60_000;

const KEY_BYTES = 32;
const PROOF = /^(\d{13})\.([\w-]{43})$/u;

/** What is passed on, as it stands in its first line. */
export interface Forwarded {
  readonly method: string;
  /** With the query. */
  readonly path: string;
}

/**
 * How a node knows that a request was passed on by another one: a time, and a proof over it by a key that
 * all nodes make from the pepper they share. The pepper itself never leaves a process.
 */
export class ForwardProof {
  readonly #key: Buffer;
  readonly #clock: Clock;

  constructor({ pepper, clock }: { pepper: Secret<string>; clock: Clock }) {
    const key = hkdfSync('sha256', pepper.reveal(), '', 'conclave/node/forward/v1', KEY_BYTES);
    this.#key = Buffer.from(key);
    this.#clock = clock;
  }

  /** For the header of a request that is about to be passed on. */
  of(forwarded: Forwarded): string {
    const at = String(this.#clock.now());
    return `${at}.${this.#proof(at, forwarded).toString('base64url')}`;
  }

  /** Whether another node said so, of this very request, just now. */
  holds(said: string | readonly string[], forwarded: Forwarded): boolean {
    const [, at = '', proof = ''] = PROOF.exec(String(said)) ?? [];
    const age = Math.abs(this.#clock.now() - Number(at));
    if (at === '' || age > VALID_MS) return false;
    return timingSafeEqual(Buffer.from(proof, 'base64url'), this.#proof(at, forwarded));
  }

  #proof(at: string, { method, path }: Forwarded): Buffer {
    return createHmac('sha256', this.#key).update(`${at} ${method} ${path}`).digest();
  }
}
