import type { AccountId, MeetingId } from '@conclave/shared/ids';
import type { Organizer } from '@conclave/shared/mail/MailOrder';
import { RefusedError } from '@conclave/shared/RefusedError';
import {
  MAX_RECIPIENTS,
  type MailSend,
  type RecipientId,
  type SendId,
  type SendReport,
} from '@conclave/shared/wire/mailApi';
import { Turns } from '../documents/Turns.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Log } from '../ops/Log.ts';
import type { Begun, MailStore } from '../store/MailStore.ts';
import type { RelayKeyCache } from './RelayKeyCache.ts';
import {
  RelayLostError,
  type JoinedText,
  type OrderKind,
  type RelayLink,
  type SendWatch,
} from './RelayLink.ts';

const DAY_MS = 24 * 3_600_000;
/** Longer than handing one mail to the slowest server and waiting for the next round takes. */
const BUSY_MS = 3 * 60_000;

export interface SendsOptions {
  /** Told of every mail that a mail server did not take. */
  readonly failed?: (() => void) | undefined;
  readonly store: MailStore;
  readonly link: RelayLink;
  readonly keys: RelayKeyCache;
  readonly clock: Clock;
  readonly log: Log;
  /** [R66] Mails of one account within 24 hours. */
  readonly perDay: number;
  /** Who sends, as the account says. Throws a refusal for whoever may not. */
  readonly organizerOf: (accountId: AccountId) => Promise<Organizer>;
  /** Throws `notFound` for meetings that are not the account's. */
  readonly requireOwn: (accountId: AccountId, meetingId: MeetingId) => Promise<void>;
}

/** Whose order it is, and what may stand in its mail. */
export interface SendAs {
  readonly kind: OrderKind;
  readonly text: JoinedText | null;
}

/** An order with who sends it and who is still to be sent to. */
interface Order extends MailSend, SendAs {
  readonly organizer: Organizer;
  readonly due: readonly RecipientId[];
}

/** Mailings of organizers: counted, handed to the relay, and followed up per recipient. */
export class Sends {
  readonly #options: SendsOptions;
  readonly #turns = new Turns();

  constructor(options: SendsOptions) {
    this.#options = options;
  }

  /**
   * Begins a mailing or goes on with it. Resolves once the relay has opened the order, with what is
   * known then; the rest is asked for with `report`.
   */
  async send(
    accountId: AccountId,
    request: MailSend,
    as: SendAs = { kind: 'plan', text: null },
  ): Promise<SendReport> {
    const { sendId, recipients } = request;
    if (recipients.length > MAX_RECIPIENTS) throw new RefusedError('tooManyRecipients');
    if (new Set(recipients).size !== recipients.length) throw new RefusedError('malformed');
    await this.#options.requireOwn(accountId, request.meetingId);
    const organizer = await this.#options.organizerOf(accountId);
    // Mailings begin one after the other, so that the limit counts them all.
    const begun = await this.#turns.take(() => this.#begin(accountId, request));
    if (!begun.begins && begun.because !== 'busy') {
      throw new RefusedError(begun.because === 'limit' ? 'mailLimit' : 'notFound');
    }
    if (begun.begins) await this.#opened({ ...request, ...as, organizer, due: begun.due });
    return this.report(accountId, sendId);
  }

  /** [M-6] */
  async report(accountId: AccountId, sendId: SendId): Promise<SendReport> {
    const { store, clock } = this.#options;
    const report = await store.report({ sendId, accountId }, clock.now());
    if (report === undefined) throw new RefusedError('notFound');
    return { sendId, ...report };
  }

  #begin(accountId: AccountId, { sendId, recipients }: MailSend): Promise<Begun> {
    const now = this.#options.clock.now();
    return this.#options.store.begin({
      ...{ sendId, accountId, recipients, now },
      busyUntil: now + BUSY_MS,
      limit: this.#options.perDay,
      since: now - DAY_MS,
    });
  }

  /** Hands the box over. Resolves when the relay has it open, and rejects if it never does. */
  #opened(order: Order): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#work(order, resolve).then(resolve, (error: unknown) => {
        // Heard of by whoever still waits; once it was open, the report has what is known.
        this.#options.log.warn('mail.interrupted', { error });
        reject(asError(error));
      });
    });
  }

  async #work(order: Order, opened: () => void): Promise<void> {
    const { store, link, keys, log } = this.#options;
    const { sendId, keyId, sealedOrder, kind, text, organizer, due } = order;
    try {
      const end = await link.send(
        { sendId, keyId, sealedOrder, kind, text, organizer, announced: order.recipients, due },
        this.#watch(sendId, opened),
      );
      if (end === 'relayKeyOutdated') keys.forget();
      if (end !== 'done') throw new RefusedError(end);
      log.info('mail.sent', { count: due.length });
    } catch (error) {
      if (error instanceof RelayLostError) throw new RefusedError('unavailable', { cause: error });
      throw error;
    } finally {
      await store.finish(sendId);
    }
  }

  #watch(sendId: SendId, opened: () => void): SendWatch {
    const { store, clock } = this.#options;
    return {
      opened,
      mayTry: (id, stopHash) =>
        store.mayTry({ sendId, id }, { stopHash, busyUntil: clock.now() + BUSY_MS }),
      delivered: (id, state) => {
        if (state === 'failed') this.#options.failed?.();
        return store.settle(sendId, { id, state });
      },
    };
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('not an error', { cause: error });
}
