import { ByteWriter } from '@conclave/shared/ByteWriter';
import { copyBytes, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { DocumentAuthorId, MeetingId, ParticipantId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentPlace } from '@conclave/shared/wire/documents';
import { randomBytes } from 'node:crypto';
import type {
  Link,
  LogKey,
  LoggedEntry,
  LogStore,
  NewEntry,
  StoredAuthor,
  StoredDocument,
} from '../documents/LogStore.ts';
import { appendEntries } from './appendEntries.ts';
import { CheckpointStore, type CheckpointStoreOptions } from './CheckpointStore.ts';
import { sql, type Database } from './Database.ts';
import { letGo } from './letGo.ts';
import { isForeignKeyViolation } from './StoreError.ts';
import type { MeetingStore } from './MeetingStore.ts';

/** documents.md A-1: version, meeting and author key stand before the client id. */
const CLIENT_ID_AT = 1 + 16 + 32;

/** Rows looked at for one page: as many as of the shortest entries fit into one. */
const PAGE_ROWS = 8_000;

export interface DocumentStoreOptions extends CheckpointStoreOptions {
  readonly meetings: MeetingStore;
}

/** Logs of sealed entries and their authors; checkpoints lie beside them. */
export class DocumentStore extends CheckpointStore implements LogStore {
  readonly #database: Database;
  readonly #meetings: MeetingStore;

  constructor(options: DocumentStoreOptions) {
    super(options);
    this.#database = options.database;
    this.#meetings = options.meetings;
  }

  async meeting(
    meetingId: MeetingId,
  ): Promise<{ hostKey: Bytes; recordNumber: number } | undefined> {
    const meeting = await this.#meetings.find(meetingId);
    const record = meeting && (await this.#meetings.newestRecord(meetingId));
    if (meeting === undefined || record === undefined) return undefined;
    return { hostKey: copyBytes(meeting.hostKey), recordNumber: record.number };
  }

  records(meetingId: MeetingId): ReturnType<LogStore['records']> {
    return this.#meetings.records(meetingId);
  }

  documents(meetingId: MeetingId): Promise<StoredDocument[]> {
    return this.#documents(meetingId, undefined);
  }

  async document(meetingId: MeetingId, place: DocumentPlace): Promise<StoredDocument | undefined> {
    const [document] = await this.#documents(meetingId, place);
    return document;
  }

  async create(meetingId: MeetingId, place: DocumentPlace): Promise<StoredDocument> {
    const known = await this.document(meetingId, place);
    if (known !== undefined) return known;
    const id = toBase64Url(randomBytes(16));
    const { kind, owner } = place;
    await unlessGone(
      this.#database.query
        .insertInto('document')
        .values({ id, meeting_id: meetingId, kind, owner: owner ?? '', generation: 1 })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
    const made = await this.document(meetingId, place);
    if (made === undefined) throw new RefusedError('notFound');
    return made;
  }

  async addAuthor(meetingId: MeetingId, author: StoredAuthor, byAccount = false): Promise<void> {
    const { authorId, participantId, certificate } = author;
    await unlessGone(
      this.#database.query
        .insertInto('document_author')
        .values({
          meeting_id: meetingId,
          author_id: authorId,
          participant_id: participantId,
          certificate,
          by_account: byAccount ? 1 : 0,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
  }

  async accountParticipants(meetingId: MeetingId): Promise<ParticipantId[]> {
    const rows = await this.#database.query
      .selectFrom('document_author')
      .select('participant_id as participantId')
      .distinct()
      .where('meeting_id', '=', meetingId)
      .where('by_account', '=', 1)
      .execute();
    return rows.map(({ participantId }) => participantId);
  }

  async authors(
    meetingId: MeetingId,
    authorIds: readonly DocumentAuthorId[],
  ): Promise<StoredAuthor[]> {
    if (authorIds.length === 0) return [];
    const rows = await this.#database.query
      .selectFrom('document_author')
      .select(['author_id as authorId', 'participant_id as participantId', 'certificate'])
      .where('meeting_id', '=', meetingId)
      .where('author_id', 'in', authorIds)
      .execute();
    return rows.map((row) => ({ ...row, certificate: copyBytes(row.certificate) }));
  }

  async letGo(meetingId: MeetingId): Promise<void> {
    await this.#database.transaction((queries) => letGo(queries, meetingId));
  }

  async clientHolders(meetingId: MeetingId, clientId: number): Promise<ParticipantId[]> {
    const rows = await this.#database.query
      .selectFrom('document_author')
      .select('participant_id as participantId')
      .distinct()
      .where('meeting_id', '=', meetingId)
      .where(sql`substr(certificate, ${sql.lit(CLIENT_ID_AT + 1)}, 4)`, '=', uint32(clientId))
      .execute();
    return rows.map(({ participantId }) => participantId);
  }

  async countAuthors(
    meetingId: MeetingId,
    participantId: ParticipantId,
  ): Promise<{ all: number; own: number }> {
    const rows = await this.#database.query
      .selectFrom('document_author')
      .select(({ fn }) => ['participant_id', fn.countAll<number>().as('count')])
      .where('meeting_id', '=', meetingId)
      .groupBy('participant_id')
      .execute();
    const own = rows.find((row) => row.participant_id === participantId)?.count ?? 0;
    return { all: rows.reduce((sum, { count }) => sum + count, 0), own };
  }

  async usage(meetingId: MeetingId, participantId: ParticipantId): Promise<number> {
    const { query } = this.#database;
    const [entries, checkpoints] = await Promise.all([
      query
        .selectFrom('document_entry')
        .innerJoin('document', 'document.id', 'document_entry.document_id')
        .select(({ fn }) => fn.sum<number | string | null>('size').as('bytes'))
        .where('meeting_id', '=', meetingId)
        .where('participant_id', '=', participantId)
        .executeTakeFirst(),
      query
        .selectFrom('document_checkpoint')
        .innerJoin('document', 'document.id', 'document_checkpoint.document_id')
        .select(({ fn }) => fn.sum<number | string | null>('size').as('bytes'))
        .where('meeting_id', '=', meetingId)
        .where('owner', '=', participantId)
        .executeTakeFirst(),
    ]);
    // Postgres sums whole numbers up to a decimal, which comes as text.
    return Number(entries?.bytes ?? 0) + Number(checkpoints?.bytes ?? 0);
  }

  append(log: LogKey, entries: readonly NewEntry[]): Promise<void> {
    return appendEntries(this.#database, log, entries);
  }

  async lastOf(log: LogKey, authorId: DocumentAuthorId): Promise<Link | undefined> {
    return (await this.#links(log, authorId, undefined)) ?? this.#letGo(log, authorId);
  }

  async find(log: LogKey, authorId: DocumentAuthorId, sequence: number): Promise<Link | undefined> {
    const entry = await this.#links(log, authorId, sequence);
    if (entry !== undefined) return entry;
    const last = await this.#letGo(log, authorId);
    return last?.sequence === sequence ? last : undefined;
  }

  async page(log: LogKey, after: number, maxBytes: number): Promise<LoggedEntry[]> {
    const sizes = await this.#database.query
      .selectFrom('document_entry')
      .select(['position', 'size'])
      .where('document_id', '=', log.documentId)
      .where('generation', '=', log.generation)
      .where('position', '>', after)
      .orderBy('position')
      .limit(PAGE_ROWS)
      .execute();
    const rows = await this.#database.query
      .selectFrom('document_entry')
      .select(['position', 'at', 'author_id as authorId', 'sealed_entry'])
      .where('document_id', '=', log.documentId)
      .where('generation', '=', log.generation)
      .where('position', '>', after)
      .where('position', '<=', lastWithin(sizes, maxBytes))
      .orderBy('position')
      .execute();
    return rows.map(({ sealed_entry, ...row }) => ({ ...row, entry: copyBytes(sealed_entry) }));
  }

  async firstSince(log: LogKey, at: number): Promise<number | undefined> {
    const row = await this.#database.query
      .selectFrom('document_entry')
      .select('position')
      .where('document_id', '=', log.documentId)
      .where('generation', '=', log.generation)
      .where('at', '>=', at)
      .orderBy('position')
      .limit(1)
      .executeTakeFirst();
    return row?.position;
  }

  async #documents(
    meetingId: MeetingId,
    place: DocumentPlace | undefined,
  ): Promise<StoredDocument[]> {
    const all = this.#database.query
      .selectFrom('document')
      .select((document) => [
        'id',
        'kind',
        'owner',
        'generation',
        document
          .selectFrom('document_entry')
          .select(({ fn }) => fn.max<number | null>('position').as('last'))
          .whereRef('document_id', '=', 'document.id')
          .whereRef('document_entry.generation', '=', 'document.generation')
          .as('last'),
        document
          .selectFrom('document_checkpoint')
          .select(({ fn }) => fn.max<number | null>('position').as('newest'))
          .whereRef('document_id', '=', 'document.id')
          .whereRef('document_checkpoint.generation', '=', 'document.generation')
          .where('complete', '=', 1)
          .as('checkpoint'),
      ])
      .where('meeting_id', '=', meetingId);
    const one =
      place === undefined
        ? all
        : all.where('kind', '=', place.kind).where('owner', '=', place.owner ?? '');
    const rows = await one.orderBy('kind').orderBy('owner').execute();
    return rows.map(({ id, kind, owner, generation, last, checkpoint }) => ({
      documentId: id,
      place: { kind, owner: owner === '' ? null : owner },
      generation,
      position: Math.max(last ?? 0, checkpoint ?? 0),
      checkpoint,
    }));
  }

  async #links(
    log: LogKey,
    authorId: DocumentAuthorId,
    sequence: number | undefined,
  ): Promise<Link | undefined> {
    const all = this.#database.query
      .selectFrom('document_entry')
      .select(['sequence', 'position', 'at', 'hash'])
      .where('document_id', '=', log.documentId)
      .where('generation', '=', log.generation)
      .where('author_id', '=', authorId);
    const one = sequence === undefined ? all : all.where('sequence', '=', sequence);
    const row = await one.orderBy('sequence', 'desc').limit(1).executeTakeFirst();
    return row && { ...row, hash: copyBytes(row.hash) };
  }

  async #letGo(log: LogKey, authorId: DocumentAuthorId): Promise<Link | undefined> {
    const row = await this.#database.query
      .selectFrom('document_chain')
      .select(['sequence', 'position', 'at', 'hash'])
      .where('document_id', '=', log.documentId)
      .where('generation', '=', log.generation)
      .where('author_id', '=', authorId)
      .executeTakeFirst();
    return row && { ...row, hash: copyBytes(row.hash) };
  }
}

/** The last position up to which entries fit into so many bytes; at least one does. */
function lastWithin(rows: readonly { position: number; size: number }[], maxBytes: number): number {
  let bytes = 0;
  const beyond = rows.findIndex(({ size }, at) => {
    bytes += size;
    return at > 0 && bytes > maxBytes;
  });
  return (beyond < 0 ? rows.at(-1) : rows[beyond - 1])?.position ?? 0;
}

/** As it stands in a certificate. */
function uint32(value: number): Bytes {
  return new ByteWriter().uint32(value).end();
}

/** What belongs to a meeting that was deleted meanwhile has no place. */
async function unlessGone<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (isForeignKeyViolation(cause)) throw new RefusedError('notFound', { cause });
    throw cause;
  }
}
