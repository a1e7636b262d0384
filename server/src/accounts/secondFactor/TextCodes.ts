import { randomUUID } from 'node:crypto';
import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { addressKey } from '../../ops/addressKey.ts';
import type { Clock } from '../../ops/Clock.ts';
import type { Log } from '../../ops/Log.ts';
import type { TextStore } from '../../store/TextStore.ts';
import type { FactorSeal } from './FactorSeal.ts';
import { DAY_MS, mayText, TEXT_AGAIN_MS } from './textLimits.ts';
import type { TextSender } from './TextSender.ts';

/** How texts are sent here, where they are. */
export interface Texting {
  readonly sender: TextSender;
  /** Beginnings of numbers, without +, to which texts may go: the countries one does business in. */
  readonly countries: readonly string[];
  /** For the whole instance: what a pump may cost at most. */
  readonly perDay: number;
  /** Names this server in the text. */
  readonly host: string;
}

export interface TextCodesParts {
  readonly texting: Texting | undefined;
  readonly store: TextStore;
  readonly seal: FactorSeal;
  readonly clock: Clock;
  readonly log: Log;
}

interface NewText {
  readonly accountId: AccountId;
  readonly number: string;
  readonly code: string;
  readonly ip: string;
}

/** Sends codes by text message, within limits. When it cannot count it sends nothing. */
export class TextCodes {
  readonly #parts: TextCodesParts;

  constructor(parts: TextCodesParts) {
    this.#parts = parts;
  }

  /** Whether this instance sends texts at all. */
  get offered(): boolean {
    return this.#parts.texting !== undefined;
  }

  /** Returns when another one may be asked for. */
  async send({ accountId, number, code, ip }: NewText): Promise<number> {
    const { texting, store, seal, clock, log } = this.#parts;
    if (texting === undefined) throw new RefusedError('notAllowed');
    const { sender, countries, perDay, host } = texting;
    if (!countries.some((country) => number.startsWith(`+${country}`))) {
      throw new RefusedError('numberRefused');
    }
    const now = clock.now();
    const id = randomUUID();
    const row = {
      ...{ id, accountId, sentAt: now },
      numberHash: seal.hash('number', number),
      placeHash: seal.hash('place', addressKey(ip)),
    };
    // Noted before it goes: one that fails counts too, or failing would be free.
    if (!(await store.note(row, now - DAY_MS, (counts) => mayText(counts, { now, perDay })))) {
      log.security('text.refused', { address: ip });
      throw new RefusedError('tooMany');
    }
    await store.setMessage(id, await sender.send({ to: number, body: `${code} - ${host}` }));
    return now + TEXT_AGAIN_MS;
  }

  /** [R119] The provider forgets what it sent for an account. */
  forgetOf(accountId: AccountId): Promise<void> {
    return this.#forget({ accountId });
  }

  /** The provider forgets what is a day old, and so do we. */
  async sweep(now: number): Promise<void> {
    const before = now - DAY_MS;
    await this.#forget({ before });
    await this.#parts.store.deleteBefore(before);
  }

  /** What the provider does not answer for stays noted, and the next sweep asks again. */
  async #forget(of: { accountId: AccountId } | { before: number }): Promise<void> {
    const { texting, store, log } = this.#parts;
    if (texting === undefined) return;
    for (const messageId of await store.messages(of)) {
      try {
        await texting.sender.forget(messageId);
        await store.forgetMessage(messageId);
      } catch (error) {
        log.warn('text.notForgotten', { error });
      }
    }
  }
}
