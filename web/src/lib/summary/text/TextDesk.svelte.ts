import type { MeetingText } from '@conclave/shared/mail/MeetingText';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { AwaitedText } from '@conclave/shared/wire/summaryTextApi';
import type { MeetingId } from '@conclave/shared/ids';
import { UnreachableError } from '../../vault/HttpApi.ts';
import type { SummaryApi } from '../SummaryApi.ts';
import { putWritten } from './putWritten.ts';
import type { Written } from './readWritten.ts';

type Waiting = NonNullable<AwaitedText['waiting']>;

/** Where the text for the mails stands. `gone`: somebody else was faster, or its time is over. */
export type TextState =
  | { readonly kind: 'unknown' | 'none' | 'working' | 'done' | 'empty' | 'failed' }
  | { readonly kind: 'waiting'; readonly waiting: Waiting };

export interface TextDeskOptions {
  readonly meetingId: MeetingId;
  readonly api: Pick<SummaryApi, 'awaitedText' | 'key' | 'putText'>;
  /** [S-16] Reads what was written; throws a RefusedError where that cannot be had now. */
  readonly read: () => Promise<Written>;
}

/** [S-16, S-18] For the organizer, once a session has ended: puts the text into the mails of those who wait for it. */
export class TextDesk {
  readonly #options: TextDeskOptions;
  #state = $state.raw<TextState>({ kind: 'unknown' });
  #shown = $state.raw<MeetingText | undefined>();

  constructor(options: TextDeskOptions) {
    this.#options = options;
  }

  get state(): TextState {
    return this.#state;
  }

  /** What stands in the mails, once it was read. */
  get shown(): MeetingText | undefined {
    return this.#shown;
  }

  /** Asks who waits. */
  async look(): Promise<void> {
    await this.#attempt(async () => {
      const waiting = await this.#options.api.awaitedText();
      this.#state = waiting === null ? { kind: 'none' } : { kind: 'waiting', waiting };
    });
  }

  /** Reads it, for the organizer to see before it goes out. */
  async show(): Promise<void> {
    await this.#attempt(async () => {
      this.#shown = (await this.#options.read()).text;
    });
  }

  /** Puts it into the mails of those who wait. Whatever fails leaves them waiting. */
  async put(): Promise<void> {
    const { api } = this.#options;
    this.#state = { kind: 'working' };
    await this.#attempt(async () => {
      const waiting = await api.awaitedText();
      if (waiting === null) {
        this.#state = { kind: 'none' };
        return;
      }
      const text = await putWritten(waiting.sessionId, this.#options);
      this.#shown = text;
      this.#state = { kind: text.parts.length === 0 ? 'empty' : 'done' };
    });
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#state = { kind: 'failed' };
      if (!(error instanceof RefusedError) && !(error instanceof UnreachableError)) throw error;
    }
  }
}
