import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import {
  MAX_SUMMARIES,
  type AddSummaryBoxes,
  type ArmSummary,
  type OpenedSummary,
  type SummaryId,
  type SummaryList,
} from '@conclave/shared/wire/summaryApi';
import type { FileCaller } from '../files/FileCaller.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Queries } from '../store/Database.ts';
import type { MeetingStore } from '../store/MeetingStore.ts';
import type { SummaryRow } from '../store/SummaryRow.ts';
import type { SummaryStore } from '../store/SummaryStore.ts';
import type { SummaryTextStore } from '../store/SummaryTextStore.ts';
import type { SummaryReader } from './SummaryReaders.ts';

const DAY_MS = 24 * 3_600_000;
/** Of one participant: who changes the address has one that goes out, and those of earlier sessions. */
const MAX_OWN = 10;

export interface SummariesOptions {
  readonly store: SummaryStore;
  readonly texts: Pick<SummaryTextStore, 'runningSession'>;
  readonly meetings: MeetingStore;
  readonly clock: Clock;
  /** [M-8] Mails of one account within 24 hours. */
  readonly perDay: number;
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
    const { store, texts, clock, meetings } = this.#options;
    const newest = (await meetings.newestRecord(meetingId))?.number ?? 0;
    const { recordNumber, sealedKey } = wanted.box;
    const waitsFor = wanted.waitsFor ?? null;
    if (recordNumber > newest) throw new RefusedError('malformed');
    const row: SummaryRow = {
      ...{ id, meetingId, participantId },
      accessHash: fromBase64Url(wanted.accessHash),
      sealedSelf: fromBase64Url(wanted.sealedSelf),
      state: 'armed',
      createdAt: clock.now(),
      shownUntil: null,
      waitsFor,
      ...wanted.order,
    };
    await store.changing(meetingId, async (queries) => {
      const known = await store.find(id, queries);
      if (known !== undefined) {
        requireSame(known, row);
        return;
      }
      // [S-18] The text of a session that is over, or of one to come, would be nobody's to wait for.
      if (waitsFor !== null && (await texts.runningSession(queries, meetingId)) !== waitsFor) {
        throw new RefusedError('notNow');
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
      const open = new Set(may.filter(isOfThisSession).map(({ id }) => id));
      const fitting = boxes.filter((box) => open.has(box.summaryId) && box.recordNumber <= newest);
      const rows = fitting.map((box) => ({ ...box, sealedKey: fromBase64Url(box.sealedKey) }));
      await store.addBoxes(queries, rows);
    });
  }

  async list(caller: Caller): Promise<SummaryList> {
    const { store, clock } = this.#options;
    const { meetingId } = caller;
    const whose =
      caller.as === 'owner' || caller.leads ? {} : { participantId: caller.participantId };
    const rows = await store.listed({ meetingId, ...whose }, clock.now());
    return {
      summaries: rows.map(({ id, participantId, state, mail, ...row }) => ({
        ...{ summaryId: id, participantId, state, mail },
        mayResend: state === 'sent' && row.sealedOrder !== null,
        earlier: row.shownUntil !== null,
        recordNumber: row.newestBox,
      })),
    };
  }

  /**
   * [S-9] The participant's own goes as if it had never been; the organizer, and who leads after a kick,
   * revokes it: then its link says so.
   */
  async drop(caller: Caller, id: SummaryId): Promise<void> {
    const { store, clock } = this.#options;
    await store.changing(caller.meetingId, async (queries) => {
      const row = await store.find(id, queries);
      if (row?.meetingId !== caller.meetingId) throw new RefusedError('notFound');
      if (isOwn(caller, row)) return store.delete(queries, [row], clock.now());
      if (!leads(caller)) throw new RefusedError('notFound');
      await store.revoke(queries, row, clock.now());
    });
  }

  /** [S-10] By the organizer: once more to this one. It counts as any other mail of the account [M-8]. */
  async resend(caller: Caller, id: SummaryId): Promise<void> {
    const { store, meetings, clock, perDay, wake } = this.#options;
    if (caller.as !== 'owner') throw new RefusedError('notAllowed');
    const accountId = (await meetings.find(caller.meetingId))?.accountId;
    if (accountId === undefined) throw new RefusedError('notFound');
    const now = clock.now();
    const day = { accountId, now, since: now - DAY_MS, limit: perDay };
    await store.changing(caller.meetingId, async (queries) => {
      const row = await store.find(id, queries);
      if (row?.meetingId !== caller.meetingId) throw new RefusedError('notFound');
      if (row.state !== 'sent' || row.sealedOrder === null) throw new RefusedError('notNow');
      if (!(await store.armAgain(queries, row, day))) throw new RefusedError('mailLimit');
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
      // Of the session it was prepared in: another may have ended since.
      endedAt: (summary.shownUntil === null ? meeting.endedAt : null) ?? summary.createdAt,
      sealedSelf: toBase64Url(summary.sealedSelf),
      boxes: boxes.map(({ recordNumber, sealedKey }) => {
        return { recordNumber, sealedKey: toBase64Url(sealedKey) };
      }),
    };
  }

  /** One address of a participant is mailed to, and no meeting grows without end. */
  async #makeRoom(queries: Queries, { meetingId, participantId }: SummaryRow): Promise<void> {
    const { store, clock } = this.#options;
    const all = await store.ofMeeting(meetingId, queries);
    const own = all.filter((row) => row.participantId === participantId);
    const waiting = own.filter(({ state }) => state === 'armed');
    if (own.length - waiting.length >= MAX_OWN || all.length - waiting.length >= MAX_SUMMARIES) {
      throw new RefusedError('quotaExceeded');
    }
    await store.delete(queries, waiting, clock.now());
  }
}

function leads(caller: Caller): boolean {
  return caller.as === 'owner' || caller.leads;
}

function isOwn(caller: Caller, { participantId }: SummaryRow): boolean {
  return caller.as === 'member' && caller.participantId === participantId;
}

/** [S-13] What was prepared in a session that is over gets no key of a later one. */
function isOfThisSession({ state, shownUntil }: SummaryRow): boolean {
  return state === 'armed' && shownUntil === null;
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
