import { toBase64Url } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { RelayKey } from '@conclave/shared/wire/mailApi';
import { SummaryList, type ArmSummary, type SummaryId } from '@conclave/shared/wire/summaryApi';
import { AwaitedText, type PutSummaryText } from '@conclave/shared/wire/summaryTextApi';
import type { SealedSummaryKeys } from '../e2ee/session/SummaryAgent.ts';
import { HttpApi } from '../vault/HttpApi.ts';

export interface SummaryApiOptions {
  readonly meetingId: MeetingId;
  /** What shows who asks; nothing for the signed-in owner. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly fetch: typeof fetch;
}

/** Summaries of a meeting on the server. Throws a RefusedError, or an UnreachableError without an answer. */
export class SummaryApi {
  readonly #http: HttpApi;
  readonly #path: `/api/${string}`;

  constructor({ meetingId, headers, fetch: fetching }: SummaryApiOptions) {
    this.#path = `/api/meetings/${meetingId}/summaries`;
    this.#http = new HttpApi({
      fetch: (input, init) => {
        const all = new Headers(init?.headers);
        for (const [name, value] of Object.entries(headers())) all.set(name, value);
        return fetching(input, { ...init, headers: all });
      },
      onSignedOut: () => undefined,
    });
  }

  key(): Promise<RelayKey> {
    return this.#http.ask({ method: 'GET', path: `${this.#path}/key` }, RelayKey);
  }

  /** All of them for who leads or organizes, else one's own. */
  async list(): Promise<SummaryList['summaries']> {
    return (await this.#http.ask({ method: 'GET', path: this.#path }, SummaryList)).summaries;
  }

  arm(summaryId: SummaryId, body: ArmSummary): Promise<void> {
    return this.#http.tell({ method: 'PUT', path: `${this.#path}/${summaryId}`, body });
  }

  addBoxes({ recordNumber, boxes }: SealedSummaryKeys): Promise<void> {
    const added = boxes.map(({ summaryId, sealedKey }) => {
      return { summaryId, recordNumber, sealedKey: toBase64Url(sealedKey) };
    });
    const body = { boxes: added };
    return this.#http.tell({ method: 'POST', path: `${this.#path}/boxes`, body });
  }

  /** Takes one's own back, or revokes somebody's. */
  drop(summaryId: SummaryId): Promise<void> {
    return this.#http.tell({ method: 'DELETE', path: `${this.#path}/${summaryId}` });
  }

  /** [S-18] Who waits for the text in the mail, for the meeting's account. */
  async awaitedText(): Promise<AwaitedText['waiting']> {
    const path = `${this.#path}/text` as const;
    return (await this.#http.ask({ method: 'GET', path }, AwaitedText)).waiting;
  }

  putText(body: PutSummaryText): Promise<void> {
    return this.#http.tell({ method: 'PUT', path: `${this.#path}/text`, body });
  }

  resend(summaryId: SummaryId): Promise<void> {
    return this.#http.tell({ method: 'POST', path: `${this.#path}/${summaryId}/resend` });
  }
}
