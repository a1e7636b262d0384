import { copyBytes, toBase64Url } from '@conclave/shared/bytes';
import type { AccountId, MeetingId, SessionId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { standingOf } from '../companies/standing.ts';
import { KEPT_COMMITS } from '../keys/Lineage.ts';
import type { FinalCommit, GroupPosition } from '../keys/GroupPosition.ts';
import type { FinalStep, SessionJournal } from '../keys/SessionJournal.ts';
import type { Clock } from '../ops/Clock.ts';
import type {
  EndReason,
  NewSession,
  RoomStore,
  StoredLink,
  StoredMeeting,
  StoredSession,
} from '../room/RoomStore.ts';
import type { RoomHold } from '../room/RoomPlaces.ts';
import type { Database, Queries } from './Database.ts';
import { awaitWriters, requireRunning } from './holdSession.ts';
import { encodeRemoves } from './leafTable.ts';
import { letGo } from './letGo.ts';
import type { MeetingStore } from './MeetingStore.ts';
import { requireHeld } from './requireHeld.ts';
import { readCommits, readPositions, writePositions } from './sessionRows.ts';
import { isUniqueViolation } from './StoreError.ts';
import { closeSummaries } from './SummaryStore.ts';

export interface SessionStoreOptions {
  readonly database: Database;
  readonly meetings: MeetingStore;
  readonly clock: Clock;
  /** Under which a room is written; undefined where one server has all of them. */
  readonly hold?: RoomHold;
}

/** Sessions with their groups' positions and last commits: what rooms need to come back after a restart. */
export class SessionStore implements RoomStore {
  readonly #database: Database;
  readonly #meetings: MeetingStore;
  readonly #clock: Clock;
  readonly #hold: RoomHold | undefined;
  readonly #options: SessionStoreOptions;

  constructor(options: SessionStoreOptions) {
    const { database, meetings, clock, hold } = options;
    this.#options = options;
    this.#hold = hold;
    this.#database = database;
    this.#meetings = meetings;
    this.#clock = clock;
  }

  under(hold: RoomHold): SessionStore {
    return new SessionStore({ ...this.#options, hold });
  }

  async meeting(meetingId: MeetingId): Promise<StoredMeeting | undefined> {
    const meeting = await this.#meetings.find(meetingId);
    const record = meeting && (await this.#meetings.newestRecord(meetingId));
    if (meeting === undefined || record === undefined) return undefined;
    const { hostKey, open, sealedOpenKeys } = meeting;
    return {
      meetingId,
      barred: await this.#barred(meeting.accountId),
      hostKey: copyBytes(hostKey),
      open,
      openKeys: sealedOpenKeys && copyBytes(sealedOpenKeys),
      record: { number: record.number, record: copyBytes(record.record) },
    };
  }

  async #barred(accountId: AccountId): Promise<StoredMeeting['barred']> {
    const owner = await this.#database.query
      .selectFrom('account')
      .innerJoin('company', 'company.id', 'account.company_id')
      .leftJoin('rights_setting', 'rights_setting.account_id', 'account.id')
      .select(['suspended_at', 'removed_at', 'paid_until', 'restricted_at'])
      .where('account.id', '=', accountId)
      .executeTakeFirst();
    if (owner === undefined) return 'organizer';
    const { state } = standingOf(owner.paid_until, this.#clock.now());
    if (state === 'lapsed') return 'everybody';
    const { suspended_at, removed_at, restricted_at } = owner;
    const free = suspended_at === null && removed_at === null && restricted_at === null;
    return free ? 'nobody' : 'organizer';
  }

  async link(meetingId: MeetingId, proofHash: Uint8Array): Promise<StoredLink | undefined> {
    const row = await this.#database.query
      .selectFrom('meeting_link')
      .select(['kind', 'version', 'sealed_card'])
      .where('meeting_id', '=', meetingId)
      .where('proof_hash', '=', proofHash)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const { kind, version, sealed_card } = row;
    const sealedCard = copyBytes(sealed_card);
    return { kind, version, proofHash: toBase64Url(proofHash), sealedCard };
  }

  async links(meetingId: MeetingId): Promise<string[]> {
    const rows = await this.#database.query
      .selectFrom('meeting_link')
      .select('proof_hash')
      .where('meeting_id', '=', meetingId)
      .execute();
    return rows.map((row) => toBase64Url(row.proof_hash));
  }

  async runningSession(meetingId: MeetingId): Promise<StoredSession | undefined> {
    const row = await this.#database.query
      .selectFrom('session')
      .select('id')
      .where('running_for', '=', meetingId)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const sessionId = row.id;
    const [positions, commits] = await Promise.all([
      readPositions(this.#database.query, sessionId),
      readCommits(this.#database.query, sessionId, meetingId),
    ]);
    return { sessionId, positions, commits };
  }

  async startSession(session: NewSession): Promise<void> {
    const { meetingId, sessionId, position, record, openKeys } = session;
    const now = this.#clock.now();
    try {
      await this.#database.transaction(async (queries) => {
        await requireHeld(queries, meetingId, this.#hold);
        await queries
          .insertInto('used_session')
          .values({ id: sessionId, meeting_id: meetingId })
          .execute();
        await queries
          .insertInto('session')
          .values({ id: sessionId, meeting_id: meetingId, running_for: meetingId, started_at: now })
          .execute();
        await writePositions(queries, sessionId, [position]);
        await this.#addKeys(queries, meetingId, { record, openKeys });
        await setMeetingEnded(queries, meetingId, null);
        await closeSummaries(queries, meetingId, now);
      });
    } catch (error) {
      if (isUniqueViolation(error)) throw new RefusedError('sessionRunning', { cause: error });
      throw error;
    }
  }

  journal(meetingId: MeetingId, sessionId: SessionId): SessionJournal {
    return {
      commitFinal: (step) => this.#commitFinal(meetingId, sessionId, step),
      isFinal: (commit) => this.#isFinal(sessionId, commit),
      headReplaced: ({ head: { epoch, groupInfo, sealedState } }) =>
        this.#replaceHead(meetingId, sessionId, { epoch, groupInfo, sealedState }),
    };
  }

  async endSession(sessionId: SessionId, reason: EndReason): Promise<void> {
    const now = this.#clock.now();
    await this.#database.transaction(async (queries) => {
      const ended = await queries
        .updateTable('session')
        .set({ running_for: null, ended_at: now, end_reason: reason, empty_since: null })
        .where('id', '=', sessionId)
        .where('ended_at', 'is', null)
        .returning('meeting_id')
        .executeTakeFirst();
      if (ended === undefined) return;
      await requireHeld(queries, ended.meeting_id, this.#hold);
      await queries.deleteFrom('session_position').where('session_id', '=', sessionId).execute();
      await queries.deleteFrom('session_commit').where('session_id', '=', sessionId).execute();
      await setMeetingEnded(queries, ended.meeting_id, now);
      await letGo(queries, ended.meeting_id);
    });
  }

  async setEmptySince(sessionId: SessionId, since: number | null): Promise<void> {
    const hold = this.#hold?.hold;
    await this.#database.query
      .updateTable('session')
      .set({ empty_since: since })
      .where('id', '=', sessionId)
      .where('ended_at', 'is', null)
      // Once the room is another server's, that one knows.
      .$if(hold !== undefined, (update) =>
        update.where((row) =>
          row.exists(
            row
              .selectFrom('room_place')
              .select('run')
              .where('hold', '=', hold ?? ''),
          ),
        ),
      )
      .execute();
  }

  async emptySessions(before: number): Promise<{ meetingId: MeetingId; sessionId: SessionId }[]> {
    return this.#database.query
      .selectFrom('session')
      .select(['meeting_id as meetingId', 'id as sessionId'])
      .where('running_for', 'is not', null)
      .where('empty_since', '<=', before)
      .execute();
  }

  async markAllEmpty(since: number): Promise<void> {
    await this.#database.query
      .updateTable('session')
      .set({ empty_since: since })
      .where('running_for', 'is not', null)
      .where('empty_since', 'is', null)
      .where((row) =>
        row.not(
          row.exists(
            row
              .selectFrom('room_place')
              .select('run')
              .whereRef('room_place.meeting_id', '=', 'session.running_for'),
          ),
        ),
      )
      .execute();
  }

  async forgetEnded(before: number): Promise<void> {
    await this.#database.query.deleteFrom('session').where('ended_at', '<=', before).execute();
  }

  async #commitFinal(meetingId: MeetingId, sessionId: SessionId, step: FinalStep): Promise<void> {
    const { positions, commit, openKeys } = step;
    const { epoch, commitId, record } = commit;
    await this.#database.transaction(async (queries) => {
      await requireHeld(queries, meetingId, this.#hold);
      await requireRunning(queries, { sessionId, dialect: this.#database.dialect });
      await this.#addKeys(queries, meetingId, { record, openKeys });
      await writePositions(queries, sessionId, positions);
      await queries
        .deleteFrom('session_commit')
        .where('session_id', '=', sessionId)
        .where((row) =>
          row.or([row('epoch', '>=', epoch), row('epoch', '<=', epoch - KEPT_COMMITS)]),
        )
        .execute();
      await queries
        .insertInto('session_commit')
        .values({
          session_id: sessionId,
          epoch,
          commit_id: commitId,
          mls_commit: commit.commit,
          leaf: commit.leaf,
          removes: encodeRemoves(commit.removes),
          record_number: record?.number ?? null,
        })
        .execute();
    });
  }

  #isFinal(sessionId: SessionId, { commitId }: FinalCommit): Promise<boolean> {
    const { dialect } = this.#database;
    return this.#database.transaction(async (queries) => {
      await awaitWriters(queries, { sessionId, dialect });
      const commit = await queries
        .selectFrom('session_commit')
        .select('epoch')
        .where('session_id', '=', sessionId)
        .where('commit_id', '=', commitId)
        .executeTakeFirst();
      return commit !== undefined;
    });
  }

  async #replaceHead(
    meetingId: MeetingId,
    sessionId: SessionId,
    head: GroupPosition['head'],
  ): Promise<void> {
    await this.#database.transaction(async (queries) => {
      await requireHeld(queries, meetingId, this.#hold);
      await queries
        .updateTable('session_position')
        .set({ group_info: head.groupInfo, sealed_state: head.sealedState })
        .where('session_id', '=', sessionId)
        .where('place', '=', 0)
        .where('epoch', '=', head.epoch)
        .execute();
    });
  }

  /** [V-10] A new record ends what an open link could open, unless its holders get the new keys too. */
  async #addKeys(
    queries: Queries,
    meetingId: MeetingId,
    { record, openKeys }: Pick<NewSession, 'record' | 'openKeys'>,
  ): Promise<void> {
    if (record !== null) await this.#meetings.addRecord(queries, meetingId, record);
    if (record === null && openKeys === null) return;
    await queries
      .updateTable('meeting')
      .set({ sealed_open_keys: openKeys, ...(openKeys === null && { open: 0 as const }) })
      .where('id', '=', meetingId)
      .execute();
  }
}

async function setMeetingEnded(
  queries: Queries,
  meetingId: MeetingId,
  at: number | null,
): Promise<void> {
  await queries.updateTable('meeting').set({ ended_at: at }).where('id', '=', meetingId).execute();
}
