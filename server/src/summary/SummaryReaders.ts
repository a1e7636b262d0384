import { createHash, timingSafeEqual } from 'node:crypto';
import { fromBase64Url } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { SUMMARY_SCHEME, SummaryId } from '@conclave/shared/wire/summaryApi';
import * as v from 'valibot';
import type { Call } from '../http/Call.ts';
import type { MeetingRow, MeetingStore } from '../store/MeetingStore.ts';
import type { SummaryRow } from '../store/SummaryRow.ts';
import type { SummaryStore } from '../store/SummaryStore.ts';

/** Whoever holds the link of a summary. */
export interface SummaryReader {
  readonly summary: SummaryRow;
  readonly meeting: MeetingRow;
}

const SHOWN = new RegExp(`^${SUMMARY_SCHEME} ([\\w-]{22})\\.([\\w-]{43})$`, 'u');

/** [S-2, S-8] Finds out which summary a request shows the link of. */
export class SummaryReaders {
  readonly #store: SummaryStore;
  readonly #meetings: MeetingStore;

  constructor({ store, meetings }: { store: SummaryStore; meetings: MeetingStore }) {
    this.#store = store;
    this.#meetings = meetings;
  }

  /** Undefined if no link is shown. Throws `notFound` for what is no link, and `notNow` before the end. */
  async of(call: Call): Promise<SummaryReader | undefined> {
    const header = call.header('authorization');
    if (header?.startsWith(`${SUMMARY_SCHEME} `) !== true) return undefined;
    const summary = await this.#shown(header);
    const meeting = summary && (await this.#meetings.find(summary.meetingId));
    if (summary === undefined || meeting === undefined) throw new RefusedError('notFound');
    // [S-13] The session it was prepared in is served to members alone, as long as it runs.
    if (summary.shownUntil === null && meeting.endedAt === null) throw new RefusedError('notNow');
    return { summary, meeting };
  }

  /** The same, for reading what is in the meeting; undefined where no link is shown. */
  async reading(call: Call, meetingId: string): Promise<SummaryReader | undefined> {
    const reader = await this.of(call);
    if (reader === undefined) return undefined;
    const { meetingId: own, state } = reader.summary;
    if (own !== meetingId || state === 'revoked') throw new RefusedError('notFound');
    return reader;
  }

  async #shown(header: string): Promise<SummaryRow | undefined> {
    const [, id, access] = SHOWN.exec(header) ?? [];
    const summaryId = v.safeParse(SummaryId, id);
    if (!summaryId.success || access === undefined) return undefined;
    const summary = await this.#store.find(summaryId.output);
    return summary !== undefined && opens(summary, access) ? summary : undefined;
  }
}

function opens({ accessHash }: SummaryRow, access: string): boolean {
  try {
    const hash = createHash('sha256').update(fromBase64Url(access)).digest();
    return hash.length === accessHash.length && timingSafeEqual(hash, accessHash);
  } catch (error) {
    if (error instanceof RangeError) return false; // not the one spelling of any bytes
    throw error;
  }
}
