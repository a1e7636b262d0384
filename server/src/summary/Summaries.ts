import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DeliveryState } from '@conclave/shared/wire/mailApi';
import {
  MAX_SUMMARIES,
  type AddSummaryBoxes,
  type ArmSummary,
  type OpenedSummary,
  type SummaryId,
  type SummaryList,
} from '@conclave/shared/wire/summaryApi';
import type { FileCaller } from '../files/FileCaller.ts';
import type { Sends } from '../mail/Sends.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Queries } from '../store/Database.ts';
import type { MeetingRow, MeetingStore } from '../store/MeetingStore.ts';
import type { SummaryRow, SummaryStore } from '../store/SummaryStore.ts';
import type { SummaryReader } from './SummaryReaders.ts';

/** Of one participant: who changes the address has one that goes out, and those of earlier sessions. */
const MAX_OWN = 10;

export interface SummariesOptions {
  readonly store: SummaryStore;
  readonly meetings: MeetingStore;
  readonly sends: Pick<Sends, 'report'>;
  readonly clock: Clock;
  /** Something may be due now. */
  readonly wake: () => void;
}

type Caller = FileCaller;

/** Summaries that participants prepared for themselves (summary.md): taken, listed, revoked and opened. */
export class Summaries {
  readonly #options: SummariesOptions;

  constructor(options: SummariesOptions) {
    this.#options = options;
  }

  /** [S-6] What the participant had prepared and what was not sent yet goes. Repeating it changes nothing. */
  async arm(caller: Caller, id: SummaryId, wanted: ArmSummary): Promise<void> {
    if (caller.as !== 'member') throw new RefusedError('notAllowed');
    const { meetingId, participantId } = caller;
    const { store, clock, meetings } = this.#options;
    const newest = (await meetings.newestRecord(meetingId))?.number ?? 0;
    const { recordNumber, sealedKey } = wanted.box;
    if (recordNumber > newest) throw new RefusedError('malformed');
    const row: SummaryRow = {
      ...{ id, meetingId, participantId },
      accessHash: fromBase64Url(wanted.accessHash),
      sealedSelf: fromBase64Url(wanted.sealedSelf),
      state: 'armed',
      createdAt: clock.now(),
      ...wanted.order,
    };
    await store.changing(meetingId, async (queries) => {
      const known = await store.find(id, queries);
      if (known !== undefined) {
        requireSame(known, row);
        return;
      }
      await this.#makeRoom(queries, row);
      await store.insert(queries, row, { recordNumber, sealedKey: fromBase64Url(sealedKey) });
    });
  }

  /** [S-5] Keys of newer records, by who leads, and by everybody to what is their own. */
  async addBoxes(caller: Caller, { boxes }: AddSummaryBoxes): Promise<void> {
    const { meetingId } = caller;
    const { store, meetings } = this.#options;
    const newest = (await meetings.newestRecord(meetingId))?.number ?? 0;
    await store.changing(meetingId, async (queries) => {
      const all = await store.ofMeeting(meetingId, queries);
      const may = all.filter((row) => leads(caller) || isOwn(caller, row));
      const open = new Set(may.filter(({ state }) => state !== 'revoked').map(({ id }) => id));
      const fitting = boxes.filter((box) => open.has(box.summaryId) && box.recordNumber <= newest);
      const rows = fitting.map((box) => ({ ...box, sealedKey: fromBase64Url(box.sealedKey) }));
      await store.addBoxes(queries, rows);
    });
  }

  async list(caller: Caller): Promise<SummaryList> {
    const { store, meetings } = this.#options;
    const { meetingId } = caller;
    const meeting = await meetings.find(meetingId);
    if (meeting === undefined) throw new RefusedError('notFound');
    const [all, boxes] = await Promise.all([
      store.ofMeeting(meetingId),
      store.newestBoxes(meetingId),
    ]);
    const shown = all.filter((row) => leads(caller) || isOwn(caller, row));
    const summaries = shown.map(async (row) => ({
      summaryId: row.id,
      participantId: row.participantId,
      state: row.state,
      mail: await this.#mailOf(meeting, row),
      mayResend: row.state === 'sent' && row.sealedOrder !== null,
      recordNumber: boxes.get(row.id) ?? 1,
    }));
    return { summaries: await Promise.all(summaries) };
  }

  /**
   * [S-9] The participant's own goes as if it had never been; the organizer, and who leads after a kick,
   * revokes it: then its link says so.
   */
  async drop(caller: Caller, id: SummaryId): Promise<void> {
    const { store } = this.#options;
    await store.changing(caller.meetingId, async (queries) => {
      const row = await store.find(id, queries);
      if (row?.meetingId !== caller.meetingId) throw new RefusedError('notFound');
      if (isOwn(caller, row)) return store.delete(queries, [id]);
      if (!leads(caller)) throw new RefusedError('notFound');
      await store.revoke(queries, id);
    });
  }

  /** [S-10] By the organizer: once more to this one. */
  async resend(caller: Caller, id: SummaryId): Promise<void> {
    const { store, wake } = this.#options;
    if (caller.as !== 'owner') throw new RefusedError('notAllowed');
    await store.changing(caller.meetingId, async (queries) => {
      const row = await store.find(id, queries);
      if (row?.meetingId !== caller.meetingId) throw new RefusedError('notFound');
      if (row.state !== 'sent' || row.sealedOrder === null) throw new RefusedError('notNow');
      await store.armAgain(queries, row);
    });
    wake();
  }

  /** [S-8] What the link opens. */
  async open({ summary, meeting }: SummaryReader): Promise<OpenedSummary> {
    if (summary.state === 'revoked') return { state: 'revoked' };
    const boxes = await this.#options.store.boxes(summary.id);
    return {
      state: 'open',
      meetingId: summary.meetingId,
      endedAt: meeting.endedAt ?? summary.createdAt,
      sealedSelf: toBase64Url(summary.sealedSelf),
      boxes: boxes.map(({ recordNumber, sealedKey }) => {
        return { recordNumber, sealedKey: toBase64Url(sealedKey) };
      }),
    };
  }

  /** One address of a participant is mailed to, and no meeting grows without end. */
  async #makeRoom(queries: Queries, { meetingId, participantId }: SummaryRow): Promise<void> {
    const { store } = this.#options;
    const all = await store.ofMeeting(meetingId, queries);
    const own = all.filter((row) => row.participantId === participantId);
    const waiting = own.filter(({ state }) => state === 'armed');
    if (own.length - waiting.length >= MAX_OWN || all.length - waiting.length >= MAX_SUMMARIES) {
      throw new RefusedError('quotaExceeded');
    }
    await store.delete(
      queries,
      waiting.map(({ id }) => id),
    );
  }

  async #mailOf({ accountId }: MeetingRow, row: SummaryRow): Promise<DeliveryState | null> {
    try {
      const { deliveries } = await this.#options.sends.report(accountId, row.sendId);
      return deliveries[0]?.state ?? null;
    } catch (error) {
      // Not handed over yet, or so long ago that it is forgotten.
      if (error instanceof RefusedError) return null;
      throw error;
    }
  }
}

function leads(caller: Caller): boolean {
  return caller.as === 'owner' || caller.leads;
}

function isOwn(caller: Caller, { participantId }: SummaryRow): boolean {
  return caller.as === 'member' && caller.participantId === participantId;
}

/** The same request once more is no other summary; anybody else's id is taken. */
function requireSame(known: SummaryRow, row: SummaryRow): void {
  const same =
    known.meetingId === row.meetingId &&
    known.participantId === row.participantId &&
    toBase64Url(known.accessHash) === toBase64Url(row.accessHash) &&
    known.sendId === row.sendId;
  if (!same) throw new RefusedError('notAllowed');
}
