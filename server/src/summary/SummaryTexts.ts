import { RefusedError } from '@conclave/shared/RefusedError';
import type { MeetingId } from '@conclave/shared/ids';
import type { AwaitedText, PutSummaryText } from '@conclave/shared/wire/summaryTextApi';
import type { FileCaller } from '../files/FileCaller.ts';
import type { Clock } from '../ops/Clock.ts';
import type { ConsentStore } from '../store/ConsentStore.ts';
import type { Queries } from '../store/Database.ts';
import type { SummaryStore } from '../store/SummaryStore.ts';
import type { SummaryTextStore } from '../store/SummaryTextStore.ts';

export interface SummaryTextsOptions {
  readonly store: Pick<SummaryStore, 'changing'>;
  readonly texts: SummaryTextStore;
  readonly consents: Pick<ConsentStore, 'asks' | 'newestOf'>;
  readonly clock: Clock;
  /** Something may be due now. */
  readonly wake: () => void;
}

/**
 * [S-17, S-18] The text that stands in the mails of those who wait for it. The server holds it sealed and cannot
 * read it: it looks at who gives it, for which session, and when.
 */
export class SummaryTexts {
  readonly #options: SummaryTextsOptions;

  constructor(options: SummaryTextsOptions) {
    this.#options = options;
  }

  /** Who waits, for the meeting's account alone. */
  async awaited(caller: FileCaller): Promise<AwaitedText> {
    requireOwner(caller);
    const { texts, clock } = this.#options;
    return { waiting: (await texts.waiting(caller.meetingId, clock.now())) ?? null };
  }

  /**
   * Whatever came first stays: everybody gets the same. Repeating it changes nothing, and what nobody waits for any
   * more is not taken.
   */
  async put(caller: FileCaller, text: PutSummaryText): Promise<void> {
    requireOwner(caller);
    const { meetingId } = caller;
    const { sessionId, keyId, sealedText, answersUntil } = text;
    const { store, texts, clock, wake } = this.#options;
    await store.changing(meetingId, async (queries) => {
      const known = await texts.find({ meetingId, sessionId }, queries);
      if (known !== undefined) {
        if (known.sealedText !== sealedText) throw new RefusedError('notNow');
        return;
      }
      const waiting = await texts.waiting(meetingId, clock.now(), queries);
      if (waiting?.sessionId !== sessionId) throw new RefusedError('notNow');
      await this.#requireNewest(queries, meetingId, answersUntil);
      const createdAt = clock.now();
      await texts.insert(queries, { meetingId, sessionId, keyId, sealedText, createdAt });
    });
    wake();
  }

  /** [S-19] What was put together before the newest answer may have somebody in it who has just taken consent back. */
  async #requireNewest(
    queries: Queries,
    meetingId: MeetingId,
    answersUntil: number | null,
  ): Promise<void> {
    const { consents } = this.#options;
    const isNewest =
      answersUntil === null
        ? !(await consents.asks(meetingId, queries))
        : answersUntil === (await consents.newestOf(meetingId, queries));
    if (!isNewest) throw new RefusedError('versionConflict');
  }
}

/** A host who is somebody else's deputy gives none: the account whose name stands in the mail does. */
function requireOwner({ as }: FileCaller): void {
  if (as !== 'owner') throw new RefusedError('notAllowed');
}
