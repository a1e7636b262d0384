import { createHash, randomUUID } from 'node:crypto';
import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import type { AccountId, MeetingId } from '@conclave/shared/ids';
import { mailLanguageOf } from '@conclave/shared/mail/MailLanguage';
import { RefusedError } from '@conclave/shared/RefusedError';
import type {
  NewRequest,
  RequestAnswer,
  RequestList,
  RequestStage,
} from '@conclave/shared/wire/rightsApi';
import type { Mailer } from '../mail/Mailer.ts';
import { RateLimit } from '../http/RateLimit.ts';
import { addressKey } from '../ops/addressKey.ts';
import type { Clock } from '../ops/Clock.ts';
import type { AccountStore } from '../store/AccountStore.ts';
import type { RequestRow, RequestStore } from '../store/RequestStore.ts';

const DAY_MS = 24 * 3_600_000;
/** [R107] An answer is due after a month, in days. */
const ANSWER_MS = 30 * DAY_MS;

/**
 * That wait for an answer, by one link. Answering makes room, and a new link begins anew: whoever fills a link
 * keeps out only those who have no other. Higher makes one holder's flood a longer one.
 */
export const MAX_WAITING = 100;
/** From one network in one meeting: an office, all of whom ask twice. A flood takes ten days to fill a link. */
const PER_ADDRESS = { times: 10, perMs: DAY_MS };
/** In one list: a person answers them one by one. */
const MAX_LISTED = 1_000;

/** Who hands something in: the link that it was shown, as `copied 2`, and from where. */
export interface FromLink {
  readonly link: string;
  readonly address: string;
}

export interface RequestsParts {
  readonly store: RequestStore;
  readonly accounts: Pick<AccountStore, 'byId'>;
  readonly mailer: Mailer;
  readonly clock: Clock;
}

/**
 * [R107, R110] Requests of participants about their data in a meeting: sealed to its organizer, who is
 * answerable for it. The server knows that there is one, and by when it is to be answered.
 */
export class Requests {
  readonly #parts: RequestsParts;
  readonly #perAddress = new RateLimit(PER_ADDRESS);

  constructor(parts: RequestsParts) {
    this.#parts = parts;
  }

  /**
   * Repeating it with the same receipt gives the request there is. Throws `tooMany` for one network, and
   * `quotaExceeded` while too many by this link wait.
   */
  async hand(
    meeting: { id: MeetingId; accountId: AccountId },
    { sealedRequest, receiptHash }: NewRequest,
    { link, address }: FromLink,
  ): Promise<RequestStage> {
    const { store, clock } = this.#parts;
    const hash = fromBase64Url(receiptHash);
    const known = await store.byReceipt(hash);
    if (known !== undefined) return stageOf(known);
    await this.#perAddress.take(`${meeting.id} ${addressKey(address)}`);
    if ((await store.waitingBy(meeting.id, link)) >= MAX_WAITING) {
      throw new RefusedError('quotaExceeded');
    }
    const receivedAt = clock.now();
    const row = {
      ...{ id: randomUUID(), meetingId: meeting.id, link, receiptHash: hash },
      ...{ receivedAt, dueAt: receivedAt + ANSWER_MS },
      sealedRequest: fromBase64Url(sealedRequest),
    };
    await store.insert(row);
    await this.#tell(meeting.accountId, row.dueAt);
    return stageOf({ ...row, answeredAt: null, sealedAnswer: null });
  }

  /** What became of it, for whoever shows the receipt. Throws `notFound`. */
  async look(token: string): Promise<RequestStage> {
    const hash = createHash('sha256').update(fromBase64Url(token)).digest();
    const row = await this.#parts.store.byReceipt(new Uint8Array(hash));
    if (row === undefined) throw new RefusedError('notFound');
    return stageOf(row);
  }

  async list(accountId: AccountId): Promise<RequestList> {
    const rows = await this.#parts.store.ofAccount(accountId, MAX_LISTED);
    const requests = rows.map(({ id, meetingId, receivedAt, dueAt, answeredAt, sealedRequest }) => {
      const stage = { receivedAt, dueAt, answeredAt };
      return { id, meetingId, ...stage, sealedRequest: toBase64Url(sealedRequest) };
    });
    return { requests };
  }

  /** Throws `notFound` for what is not the account's. */
  async answer(accountId: AccountId, id: string, { sealedAnswer }: RequestAnswer): Promise<void> {
    const { store, clock } = this.#parts;
    const answer = sealedAnswer === null ? null : fromBase64Url(sealedAnswer);
    const found = await store.answer({ id, accountId }, { sealedAnswer: answer, now: clock.now() });
    if (!found) throw new RefusedError('notFound');
  }

  async #tell(accountId: AccountId, due: number): Promise<void> {
    const { accounts, mailer } = this.#parts;
    const account = await accounts.byId(accountId);
    if (account === undefined) return; // deleted meanwhile, and the request with it
    const to = { to: account.address, language: mailLanguageOf(account.language) };
    mailer.send({ kind: 'rightsRequest', ...to, due, again: false, path: '/account/requests' });
  }
}

function stageOf(row: RequestRow): RequestStage {
  const { receivedAt, dueAt, answeredAt, sealedAnswer } = row;
  const sealed = sealedAnswer === null ? null : toBase64Url(sealedAnswer);
  return { receivedAt, dueAt, answeredAt, sealedAnswer: sealed };
}
