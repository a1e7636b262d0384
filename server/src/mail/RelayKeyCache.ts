import type { RelayKey } from '@conclave/shared/wire/mailApi';
import type { Clock } from '../ops/Clock.ts';
import { KEY_DESTROYED_MS, KEY_REPLACED_MS } from './keyFolder.ts';
import type { PublicRelayKey, RelayLink } from './RelayLink.ts';

/** The key of the day, so that asking for it does not start the relay each time. */
export class RelayKeyCache {
  readonly #link: RelayLink;
  readonly #clock: Clock;
  readonly #from: string;
  #key: Promise<PublicRelayKey> | undefined;

  constructor({ link, clock, from }: { link: RelayLink; clock: Clock; from: string }) {
    this.#link = link;
    this.#clock = clock;
    this.#from = from;
  }

  async current(): Promise<RelayKey> {
    const known = await this.#key;
    const { keyId, publicKey, createdAt } =
      known !== undefined && this.#isOfToday(known) ? known : await this.#ask();
    return {
      keyId,
      publicKey,
      replacedAt: createdAt + KEY_REPLACED_MS,
      destroyedAt: createdAt + KEY_DESTROYED_MS,
      from: this.#from,
    };
  }

  /** The relay does not know the key any more: the next one who asks gets another. */
  forget(): void {
    this.#key = undefined;
  }

  #isOfToday({ createdAt }: PublicRelayKey): boolean {
    const now = this.#clock.now();
    return createdAt <= now && now - createdAt < KEY_REPLACED_MS;
  }

  #ask(): Promise<PublicRelayKey> {
    const asked = this.#link.currentKey();
    this.#key = asked;
    asked.catch(() => this.forget());
    return asked;
  }
}
