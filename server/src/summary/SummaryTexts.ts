import { RefusedError } from '@conclave/shared/RefusedError';
import type { AwaitedText, PutSummaryText } from '@conclave/shared/wire/summaryTextApi';
import type { FileCaller } from '../files/FileCaller.ts';
import type { Clock } from '../ops/Clock.ts';
import type { SummaryStore } from '../store/SummaryStore.ts';
import type { SummaryTextStore } from '../store/SummaryTextStore.ts';

export interface SummaryTextsOptions {
  readonly store: Pick<SummaryStore, 'changing'>;
  readonly texts: SummaryTextStore;
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
  async put(caller: FileCaller, { sessionId, keyId, sealedText }: PutSummaryText): Promise<void> {
    requireOwner(caller);
    const { meetingId } = caller;
    const { store, texts, clock, wake } = this.#options;
    await store.changing(meetingId, async (queries) => {
      const known = await texts.find(queries, { meetingId, sessionId });
      if (known !== undefined) {
        if (known.sealedText !== sealedText) throw new RefusedError('notNow');
        return;
      }
      const waiting = await texts.waiting(meetingId, clock.now(), queries);
      if (waiting?.sessionId !== sessionId) throw new RefusedError('notNow');
      const createdAt = clock.now();
      await texts.insert(queries, { meetingId, sessionId, keyId, sealedText, createdAt });
    });
    wake();
  }
}

/** A host who is somebody else's deputy gives none: the account whose name stands in the mail does. */
function requireOwner({ as }: FileCaller): void {
  if (as !== 'owner') throw new RefusedError('notAllowed');
}
