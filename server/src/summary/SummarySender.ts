import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DeliveryState, MailSend, SendReport } from '@conclave/shared/wire/mailApi';
import { KEY_DESTROYED_MS } from '../mail/keyFolder.ts';
import type { Sends } from '../mail/Sends.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Cancel, Timers } from '../ops/Timers.ts';
import type { DueSummary } from '../store/dueSummaries.ts';
import type { SummaryStore } from '../store/SummaryStore.ts';
import type { SummaryTextStore } from '../store/SummaryTextStore.ts';

/**
 * How often it is looked whether a meeting ended. Nobody has to be told that it did: this holds after a
 * restart and with several servers alike. Lower asks the database more; higher sends later [R59].
 */
const LOOK_MS = 10_000;
/** Until what did not go out is tried again: a mail server that is down, a daily limit. */
const AGAIN_MS = 5 * 60_000;
/** Taken up at once; the others come with the next round. */
const ROUND = 100;

/** Orders that will never be opened. */
const HOPELESS: ReadonlySet<ErrorCode> = new Set(['relayKeyOutdated', 'malformed', 'notFound']);

export interface SummarySenderOptions {
  readonly store: SummaryStore;
  readonly texts: Pick<SummaryTextStore, 'letGo' | 'find'>;
  readonly sends: Pick<Sends, 'send' | 'report'>;
  readonly clock: Clock;
  /** By which orders are let go: one that jumped ahead does not take them along. */
  readonly sure: Clock;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
}

/**
 * [S-7] Hands prepared orders to the relay once their meeting is over, with every browser closed, and
 * after a restart too: what is due stands in the database, and what was tried is told apart by its send [M-5].
 */
export class SummarySender {
  readonly #options: SummarySenderOptions;
  #cancel: Cancel | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #closed = false;

  constructor(options: SummarySenderOptions) {
    this.#options = options;
  }

  /** Something may be due: now, and every now and then. */
  wake(): void {
    if (this.#closed) return;
    if (this.#running !== undefined) {
      this.#again = true;
      return;
    }
    this.#cancel?.();
    this.#running = this.sweep()
      .catch((error: unknown) => this.#options.failed(error))
      .finally(() => this.#rest());
  }

  /** Hands over what is due. Resolves when the relay has opened each. */
  async sweep(): Promise<void> {
    const { store, texts, clock, sure } = this.#options;
    await store.dropOrders(sure.now() - KEY_DESTROYED_MS);
    await texts.letGo(sure.now() - KEY_DESTROYED_MS);
    await store.mendFuture(clock.now());
    for (const due of await store.due(clock.now(), ROUND)) {
      if (this.#closed) return;
      if (await this.#hasText(due)) await this.#handOver(due);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await this.#running;
  }

  #rest(): void {
    this.#running = undefined;
    if (this.#closed) return;
    if (this.#again) {
      this.#again = false;
      this.wake();
      return;
    }
    this.#cancel = this.#options.timers.after(LOOK_MS, () => this.wake());
  }

  /** [S-19] Those before it in the round take their time: meanwhile somebody may have taken consent back. */
  async #hasText({ meetingId, waitsFor, text }: DueSummary): Promise<boolean> {
    if (text === null || waitsFor === null) return true;
    const there = await this.#options.texts.find({ meetingId, sessionId: waitsFor });
    return there?.sealedText === text.sealedText;
  }

  async #handOver(due: DueSummary): Promise<void> {
    const { store, clock } = this.#options;
    try {
      const report = (await this.#known(due)) ?? (await this.#send(due));
      const state = report.deliveries[0]?.state ?? 'waiting';
      if (report.running || state === 'waiting') {
        await store.setTryAt(due.id, clock.now() + LOOK_MS / 2);
      } else if (state === 'failed') {
        await store.setTryAt(due.id, clock.now() + AGAIN_MS);
      } else {
        await store.settle(due.id, 'sent');
      }
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      if (HOPELESS.has(error.code)) await store.settle(due.id, 'lost');
      else await store.setTryAt(due.id, clock.now() + AGAIN_MS);
    }
  }

  /** What became of it, if it needs nothing more; undefined where it is to be sent, for the first time or again. */
  async #known({ accountId, sendId }: DueSummary): Promise<SendReport | undefined> {
    try {
      const report = await this.#options.sends.report(accountId, sendId);
      const state = report.deliveries[0]?.state;
      return report.running || isSettled(state) ? report : undefined;
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'notFound') return undefined;
      throw error;
    }
  }

  #send(due: DueSummary): Promise<SendReport> {
    const { id, accountId, meetingId, sendId, keyId, sealedOrder, text } = due;
    const request: MailSend = {
      ...{ sendId, meetingId, keyId, recipients: [id] },
      sealedOrder: sealedOrder ?? '',
    };
    return this.#options.sends.send(accountId, request, { kind: 'summary', text });
  }
}

function isSettled(state: DeliveryState | undefined): boolean {
  return state !== undefined && state !== 'waiting' && state !== 'failed';
}
