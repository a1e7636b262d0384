import type { Mail } from '../mail/buildMail.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Log } from '../ops/Log.ts';
import type { Timers } from '../ops/Timers.ts';
import type { Database } from '../store/Database.ts';
import { ConsentStore } from '../store/ConsentStore.ts';
import type { MeetingStore } from '../store/MeetingStore.ts';
import { SummaryStore } from '../store/SummaryStore.ts';
import { SummaryTextStore } from '../store/SummaryTextStore.ts';
import { Summaries } from './Summaries.ts';
import { SummaryReaders } from './SummaryReaders.ts';
import { SummarySender } from './SummarySender.ts';
import { SummaryTexts } from './SummaryTexts.ts';

interface SummaryOptions {
  readonly database: Database;
  readonly meetings: MeetingStore;
  readonly mail: Pick<Mail, 'sends'>;
  /** The same that sessions end by. */
  readonly clock: Clock;
  /** One that a clock which jumped ahead does not take along. */
  readonly sure: Clock;
  readonly timers: Timers;
  readonly log: Log;
  /** [M-8] Mails of one account within 24 hours. */
  readonly perDay: number;
}

export interface SummaryParts {
  readonly summaries: Summaries;
  readonly texts: SummaryTexts;
  readonly sender: SummarySender;
}

/** Who reads by the link of a summary; needed where documents and files are served. */
export function summaryReaders(database: Database, meetings: MeetingStore): SummaryReaders {
  return new SummaryReaders({ store: new SummaryStore(database), meetings });
}

/** Everything about summaries. The sender is the caller's to wake and to close. */
export function buildSummaries(options: SummaryOptions): SummaryParts {
  const { database, meetings, mail, clock, sure, timers, log, perDay } = options;
  const { sends } = mail;
  const store = new SummaryStore(database);
  const texts = new SummaryTextStore(database);
  const consents = new ConsentStore(database);
  const failed = (error: unknown): void => log.error('summary.sweepFailed', { error });
  const sender = new SummarySender({ store, texts, sends, clock, sure, timers, failed });
  const wake = (): void => sender.wake();
  return {
    sender,
    summaries: new Summaries({ store, texts, meetings, clock, perDay, wake }),
    texts: new SummaryTexts({ store, texts, consents, clock, wake }),
  };
}
