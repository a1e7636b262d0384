import { MemoryDocumentStore } from '../log/MemoryDocumentStore.ts';
import { Documents, type DocumentsOptions } from './Documents.ts';
import type { SummaryRead } from './messages.ts';
import { OwnerLog } from './OwnerLog.ts';
import { SummaryKeys } from './SummaryKeys.ts';

/** It is over; only its organizer may still go on with the minutes. */
const LOOK_MS = 60_000;

interface SummaryParts extends Pick<
  DocumentsOptions,
  'clientId' | 'timers' | 'startDecoder' | 'report'
> {
  readonly fetch: typeof fetch;
}

/** [S-8] The documents behind the link of a summary: they are read, and this browser keeps nothing of them. */
export async function openSummary(
  read: SummaryRead,
  { fetch: fetching, ...parts }: SummaryParts,
): Promise<{ readonly log: OwnerLog; readonly documents: Documents }> {
  const { meetingId, authorization } = read;
  const keys = await SummaryKeys.open(read);
  const showing: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', authorization);
    return fetching(input, { ...init, headers });
  };
  const log = new OwnerLog({ meetingId, fetch: showing, timers: parts.timers, lookMs: LOOK_MS });
  const store = new MemoryDocumentStore();
  const documents = new Documents({ ...parts, meetingId, port: log, keys, store, talk: undefined });
  return { log, documents };
}
