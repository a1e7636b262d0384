import { RefusedError } from '@conclave/shared/RefusedError';
import type { Clock } from '../ops/Clock.ts';
import type { MailStore } from '../store/MailStore.ts';
import { hashOfStopToken } from './stopHash.ts';

/** [R65] People who want no mails from here. Known by a keyed hash, which their own link carries. */
export class Stops {
  readonly #store: MailStore;
  readonly #clock: Clock;
  readonly #key: Buffer;

  constructor({ store, clock, key }: { store: MailStore; clock: Clock; key: Buffer }) {
    this.#store = store;
    this.#clock = clock;
    this.#key = key;
  }

  async stop(token: string): Promise<void> {
    await this.#store.stop(this.#hashOf(token), this.#clock.now());
  }

  async resume(token: string): Promise<void> {
    await this.#store.unstop(this.#hashOf(token));
  }

  #hashOf(token: string): string {
    const hash = hashOfStopToken(this.#key, token);
    if (hash === undefined) throw new RefusedError('notFound');
    return hash;
  }
}
