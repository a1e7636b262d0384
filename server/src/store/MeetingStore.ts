import type { AccountId, MeetingId } from '@conclave/shared/ids';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import type { Database, Queries } from './Database.ts';

export interface LinkRow {
  readonly kind: LinkKind;
  readonly version: number;
  readonly proofHash: Uint8Array;
  readonly sealedCard: Uint8Array;
}

export interface RecordRow {
  readonly number: number;
  readonly record: Uint8Array;
}

/** A meeting as it is made or changed. */
export interface MeetingWrite {
  readonly open: boolean;
  readonly sealedOpenKeys: Uint8Array | null;
  readonly links: readonly LinkRow[];
  readonly asksConsent: boolean;
}

export interface MeetingRow {
  readonly id: MeetingId;
  readonly accountId: AccountId;
  readonly hostKey: Uint8Array;
  readonly open: boolean;
  readonly sealedOpenKeys: Uint8Array | null;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

/** Meetings, their links and key records. What is in them is sealed. */
export class MeetingStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    return this.#database.transaction(work);
  }

  async find(id: MeetingId): Promise<MeetingRow | undefined> {
    const row = await this.#database.query
      .selectFrom('meeting')
      .select(COLUMNS)
      .where('id', '=', id)
      .executeTakeFirst();
    return row && withFlag(row);
  }

  /** Newest first. */
  async ofAccount(accountId: AccountId): Promise<MeetingRow[]> {
    const rows = await this.#database.query
      .selectFrom('meeting')
      .select(COLUMNS)
      .where('account_id', '=', accountId)
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map((row) => withFlag(row));
  }

  links(id: MeetingId): Promise<LinkRow[]> {
    return this.#database.query
      .selectFrom('meeting_link')
      .select(['kind', 'version', 'proof_hash as proofHash', 'sealed_card as sealedCard'])
      .where('meeting_id', '=', id)
      .execute();
  }

  records(id: MeetingId): Promise<RecordRow[]> {
    return this.#database.query
      .selectFrom('key_record')
      .select(['number', 'record'])
      .where('meeting_id', '=', id)
      .orderBy('number')
      .execute();
  }

  newestRecord(id: MeetingId): Promise<RecordRow | undefined> {
    return this.#database.query
      .selectFrom('key_record')
      .select(['number', 'record'])
      .where('meeting_id', '=', id)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst();
  }

  async create(
    queries: Queries,
    meeting: Omit<MeetingRow, 'endedAt'>,
    parts: { links: readonly LinkRow[]; record: RecordRow; asksConsent: boolean },
  ): Promise<void> {
    const { id, accountId, hostKey, open, sealedOpenKeys, createdAt } = meeting;
    await queries
      .insertInto('meeting')
      .values({
        id,
        account_id: accountId,
        host_key: hostKey,
        open: open ? 1 : 0,
        sealed_open_keys: sealedOpenKeys,
        created_at: createdAt,
        ended_at: null,
        asks_consent: parts.asksConsent ? 1 : 0,
      })
      .execute();
    await insertLinks(queries, id, parts.links);
    await this.addRecord(queries, id, parts.record);
  }

  /** Other links or another card; the old links stop knocking. */
  async replaceLinks(queries: Queries, id: MeetingId, write: MeetingWrite): Promise<void> {
    await queries
      .updateTable('meeting')
      .set({
        open: write.open ? 1 : 0,
        sealed_open_keys: write.sealedOpenKeys,
        asks_consent: write.asksConsent ? 1 : 0,
      })
      .where('id', '=', id)
      .execute();
    await queries.deleteFrom('meeting_link').where('meeting_id', '=', id).execute();
    await insertLinks(queries, id, write.links);
  }

  async addRecord(queries: Queries, id: MeetingId, { number, record }: RecordRow): Promise<void> {
    await queries.insertInto('key_record').values({ meeting_id: id, number, record }).execute();
  }

  async setOpenKeys(queries: Queries, id: MeetingId, sealed: Uint8Array | null): Promise<void> {
    await queries
      .updateTable('meeting')
      .set({ sealed_open_keys: sealed })
      .where('id', '=', id)
      .execute();
  }

  /** With links, records, sessions, documents and files. False if there was none. */
  async delete(queries: Queries, id: MeetingId): Promise<boolean> {
    const gone = await queries.deleteFrom('meeting').where('id', '=', id).returning('id').execute();
    return gone.length === 1;
  }
}

async function insertLinks(
  queries: Queries,
  id: MeetingId,
  links: readonly LinkRow[],
): Promise<void> {
  for (const { kind, version, proofHash, sealedCard } of links) {
    await queries
      .insertInto('meeting_link')
      .values({ meeting_id: id, kind, version, proof_hash: proofHash, sealed_card: sealedCard })
      .execute();
  }
}

const COLUMNS = [
  'id',
  'account_id as accountId',
  'host_key as hostKey',
  'open',
  'sealed_open_keys as sealedOpenKeys',
  'created_at as createdAt',
  'ended_at as endedAt',
] as const;

/** SQLite knows no booleans. */
function withFlag<Row extends { open: 0 | 1 }>(row: Row): Omit<Row, 'open'> & { open: boolean } {
  return { ...row, open: row.open === 1 };
}
