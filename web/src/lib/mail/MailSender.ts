import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import {
  RelayKey,
  SendReport,
  type DeliveryState,
  type RecipientId,
  type SendId,
} from '@conclave/shared/wire/mailApi';
import { UnreachableError, type HttpApi } from '../vault/HttpApi.ts';
import { sealJob, type MailJob } from './MailJob.ts';

const ASK_AGAIN_MS = 400;
/** Fifty mails through a slow mail server. What is still going then is asked for later. */
const LONGEST_MS = 90_000;
/** How often an answer that was lost, or a key that was replaced, is made up for. */
const TRIES = 3;

/** What is known of a mailing. `why` says why nothing of it, or not all, went out. */
export interface MailOutcome {
  readonly states: ReadonlyMap<RecipientId, DeliveryState>;
  readonly why: SendFault | undefined;
}

/** Why a mailing did not go out: the server's word, or that it was not reached. */
export type SendFault = ErrorCode | 'unreachable';

export interface MailSenderOptions {
  readonly http: HttpApi;
  readonly wait: (ms: number) => Promise<void>;
}

/** [R66] Sends mailings through the relay and follows them until each mail is settled. */
export class MailSender {
  readonly #http: HttpApi;
  readonly #wait: (ms: number) => Promise<void>;

  constructor({ http, wait }: MailSenderOptions) {
    this.#http = http;
    this.#wait = wait;
  }

  /** What browsers seal to now, and whom mails come from. */
  key(): Promise<RelayKey> {
    return this.#http.ask({ method: 'GET', path: '/api/mail/key' }, RelayKey);
  }

  /**
   * Sends, or goes on sending after a failure: the same job reaches nobody twice. Where an answer is
   * lost for good a state is `unknown`, and sending the same job again finds out.
   */
  async send(job: MailJob): Promise<MailOutcome> {
    try {
      return outcomeOf(await this.#follow(await this.#begin(job)), job);
    } catch (error) {
      if (error instanceof NotSentError) return all(job, { state: 'failed', why: error.why });
      if (error instanceof UnreachableError)
        return all(job, { state: 'unknown', why: 'unreachable' });
      throw error;
    }
  }

  /** What became of a mailing that was begun; undefined: the server knows nothing of it. */
  async report(sendId: SendId): Promise<SendReport | undefined> {
    try {
      return await this.#http.ask({ method: 'GET', path: `/api/mail/sends/${sendId}` }, SendReport);
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'notFound') return undefined;
      throw error;
    }
  }

  async #begin(job: MailJob): Promise<SendReport> {
    let lost = false;
    for (let tries = 1; ; tries++) {
      // Before the order is on its way nothing can have been sent; afterwards it can.
      const body = await sealJob(
        job,
        await this.key().catch((error: unknown) => notSent(error, lost)),
      );
      try {
        return await this.#http.ask({ method: 'POST', path: '/api/mail/sends', body }, SendReport);
      } catch (error) {
        lost ||= error instanceof UnreachableError;
        const again = lost || (error instanceof RefusedError && error.code === 'relayKeyOutdated');
        if (!again || tries === TRIES) return notSent(error, lost);
        await this.#wait(ASK_AGAIN_MS * tries);
      }
    }
  }

  async #follow(first: SendReport): Promise<SendReport> {
    let report = first;
    for (let waited = 0; report.running && waited < LONGEST_MS; waited += ASK_AGAIN_MS) {
      await this.#wait(ASK_AGAIN_MS);
      const path = `/api/mail/sends/${report.sendId}` as const;
      try {
        report = await this.#http.ask({ method: 'GET', path }, SendReport);
      } catch (error) {
        if (!(error instanceof UnreachableError)) throw error; // the line may come back
      }
    }
    return report;
  }
}

/** The mailing never began. */
class NotSentError extends Error {
  override readonly name = 'NotSentError';
  readonly why: SendFault;

  constructor(why: NotSentError['why']) {
    super(why);
    this.why = why;
  }
}

/** Whatever is refused did not begin; an answer that was lost leaves that open. */
function notSent(error: unknown, lost: boolean): never {
  if (lost)
    throw error instanceof UnreachableError
      ? error
      : new UnreachableError('no answer', { cause: error });
  if (error instanceof RefusedError) throw new NotSentError(error.code);
  if (error instanceof UnreachableError) throw new NotSentError('unreachable');
  throw error;
}

/** Nobody asks any more: what is still waiting then is not certain. */
function outcomeOf({ deliveries }: SendReport, { recipients }: MailJob): MailOutcome {
  const known = new Map(deliveries.map(({ id, state }) => [id, state]));
  const states = recipients.map(({ id }): [RecipientId, DeliveryState] => {
    const state = known.get(id);
    return [id, state === undefined || state === 'waiting' ? 'unknown' : state];
  });
  return { states: new Map(states), why: undefined };
}

function all(
  { recipients }: MailJob,
  { state, why }: { state: DeliveryState; why: MailOutcome['why'] },
): MailOutcome {
  return { states: new Map(recipients.map(({ id }) => [id, state])), why };
}
