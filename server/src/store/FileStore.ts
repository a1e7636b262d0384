import type { FileId, MeetingId, ParticipantId, SessionId } from '@conclave/shared/ids';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import { sql, type Database, type Queries } from './Database.ts';
import { insertDeletion } from './deletions.ts';

/** [F-13] What a file carries while it waits to be listed. */
interface InboxRow {
  readonly link: LinkKind;
  /** SHA-256 of the visitor's random bytes. */
  readonly visitor: Uint8Array;
  readonly sealedEnvelope: Uint8Array;
}

export interface FileRow {
  readonly meetingId: MeetingId;
  readonly fileId: FileId;
  readonly uploader: ParticipantId | null;
  readonly sealedBytes: number;
  readonly chunks: number;
  readonly announcedAt: number;
  readonly completedAt: number | null;
  readonly inbox: InboxRow | null;
}

/** How much there is of something. */
export interface Usage {
  readonly files: number;
  readonly sealedBytes: number;
}

type Place = Pick<FileRow, 'meetingId' | 'fileId'>;

/** Which files there are, of whom, and how large; not their content. */
export class FileStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Runs alone for this meeting, so that two announcements at once do not share the same room. Undefined
   * if there is no such meeting.
   */
  announcing<Result>(
    meetingId: MeetingId,
    work: (queries: Queries) => Promise<Result>,
  ): Promise<Result | undefined> {
    return this.#database.transaction(async (queries) => {
      const meeting = queries.selectFrom('meeting').select('id').where('id', '=', meetingId);
      // On SQLite a transaction is alone anyway, and it does not know the words.
      const locked = this.#database.dialect === 'postgres' ? meeting.forUpdate() : meeting;
      const found = await locked.executeTakeFirst();
      return found && (await work(queries));
    });
  }

  find(place: Place, queries: Queries = this.#database.query): Promise<FileRow | undefined> {
    return queries
      .selectFrom('file')
      .select(COLUMNS)
      .where('meeting_id', '=', place.meetingId)
      .where('id', '=', place.fileId)
      .executeTakeFirst()
      .then((row) => row && fileOf(row));
  }

  async insert(queries: Queries, file: FileRow): Promise<void> {
    await queries
      .insertInto('file')
      .values({
        meeting_id: file.meetingId,
        id: file.fileId,
        uploader: file.uploader,
        sealed_bytes: file.sealedBytes,
        chunks: file.chunks,
        announced_at: file.announcedAt,
        completed_at: file.completedAt,
        inbox: file.inbox?.link ?? null,
        visitor: file.inbox?.visitor ?? null,
        sealed_envelope: file.inbox?.sealedEnvelope ?? null,
      })
      .execute();
  }

  /** Of a meeting, or of what came into its inbox by a link, or from one of the link's visitors. */
  async usage(
    queries: Queries,
    meetingId: MeetingId,
    inbox?: { link: LinkKind; visitor?: Uint8Array },
  ): Promise<Usage> {
    let files = queries
      .selectFrom('file')
      .select([
        sql<number | string>`count(*)`.as('files'),
        sql<number | string>`coalesce(sum(sealed_bytes), 0)`.as('sealedBytes'),
      ])
      .where('meeting_id', '=', meetingId);
    if (inbox) files = files.where('inbox', '=', inbox.link);
    if (inbox?.visitor) files = files.where('visitor', '=', inbox.visitor);
    const row = await files.executeTakeFirstOrThrow();
    return { files: Number(row.files), sealedBytes: Number(row.sealedBytes) };
  }

  /** Whether it is there to be completed. */
  complete(place: Place, at: number): Promise<boolean> {
    return this.#update(place, { completed_at: at });
  }

  /** A file of the inbox is listed: it is a file like the others from now on. */
  async leaveInbox(place: Place, uploader: ParticipantId | null): Promise<void> {
    await this.#update(place, { inbox: null, visitor: null, sealed_envelope: null, uploader });
  }

  async delete(place: Place): Promise<void> {
    await remove(this.#database.query, place);
  }

  /** An upload that nobody completed. Whether there was one. */
  async deleteUnfinished({ meetingId, fileId }: Place): Promise<boolean> {
    const deleted = await this.#database.query
      .deleteFrom('file')
      .where('meeting_id', '=', meetingId)
      .where('id', '=', fileId)
      .where('completed_at', 'is', null)
      .returning('id')
      .execute();
    return deleted.length === 1;
  }

  /** With its line in the ledger, or not at all. */
  deleteForGood(place: Place, entry: { keyedHash: string; at: number }): Promise<void> {
    return this.#database.transaction(async (queries) => {
      await remove(queries, place);
      await insertDeletion(queries, entry);
    });
  }

  async inbox(meetingId: MeetingId): Promise<FileRow[]> {
    const rows = await this.#database.query
      .selectFrom('file')
      .select(COLUMNS)
      .where('meeting_id', '=', meetingId)
      .where('inbox', 'is not', null)
      .where('completed_at', 'is not', null)
      .orderBy('completed_at')
      .execute();
    return rows.map((row) => fileOf(row));
  }

  /** For which session a role may hold at the moment. */
  async runningSession(meetingId: MeetingId): Promise<SessionId | undefined> {
    const row = await this.#database.query
      .selectFrom('session')
      .select('id')
      .where('running_for', '=', meetingId)
      .executeTakeFirst();
    return row?.id;
  }

  /** [F-11] Uploads that were announced before a moment and never completed. */
  async unfinishedSince(moment: number): Promise<FileRow[]> {
    const rows = await this.#database.query
      .selectFrom('file')
      .select(COLUMNS)
      .where('announced_at', '<=', moment)
      .where('completed_at', 'is', null)
      .execute();
    return rows.map((row) => fileOf(row));
  }

  async #update({ meetingId, fileId }: Place, change: Change): Promise<boolean> {
    const updated = await this.#database.query
      .updateTable('file')
      .set(change)
      .where('meeting_id', '=', meetingId)
      .where('id', '=', fileId)
      .returning('id')
      .execute();
    return updated.length === 1;
  }
}

type Change =
  | { completed_at: number }
  | { inbox: null; visitor: null; sealed_envelope: null; uploader: ParticipantId | null };

const COLUMNS = [
  'meeting_id as meetingId',
  'id as fileId',
  'uploader',
  'sealed_bytes as sealedBytes',
  'chunks',
  'announced_at as announcedAt',
  'completed_at as completedAt',
  'inbox',
  'visitor',
  'sealed_envelope as sealedEnvelope',
] as const;

type Flat = Omit<FileRow, 'inbox'> & {
  readonly inbox: LinkKind | null;
  readonly visitor: Uint8Array | null;
  readonly sealedEnvelope: Uint8Array | null;
};

function fileOf({ inbox: link, visitor, sealedEnvelope, ...row }: Flat): FileRow {
  const waits = link !== null && visitor !== null && sealedEnvelope !== null;
  return { ...row, inbox: waits ? { link, visitor, sealedEnvelope } : null };
}

async function remove(queries: Queries, { meetingId, fileId }: Place): Promise<void> {
  await queries
    .deleteFrom('file')
    .where('meeting_id', '=', meetingId)
    .where('id', '=', fileId)
    .execute();
}
