import { setTimeout as pause } from 'node:timers/promises';
import type { Secret } from '@conclave/shared/Secret';
import type { Log } from '../ops/Log.ts';
import { columnMap } from '../store/columnMap.ts';
import { sql, type Database } from '../store/Database.ts';
import { openPostgres } from '../store/postgres/openPostgres.ts';
import { StoreError } from '../store/StoreError.ts';

/** What deleting leaves behind in free pages and journals, and how that goes as well. */
export interface Residue {
  /**
   * After `clean` nothing of what was deleted before is left in the database's files. `thorough` also where the
   * database moves rows together instead of overwriting them.
   */
  clear(how: { thorough: boolean }): Promise<Cleared>;
  close(): Promise<void>;
}

/**
 * `partly`: all but what this may not do or could not reach; it goes in its own time. `held`: somebody still reads
 * a state of before, and what they may read cannot go. To be tried again.
 */
export type Cleared = 'clean' | 'partly' | 'held';

/** A statement that is alone in the queue goes at once; in a busy second several tries may be needed. */
const TRIES = 20;

/** Deleted rows are overwritten (`secure_delete`); their former pages stand in the journal until it is emptied. */
export class SqliteResidue implements Residue {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async clear(): Promise<Cleared> {
    for (let tries = 0; tries < TRIES; tries++) if (await this.#truncate()) return 'clean';
    return 'partly';
  }

  async close(): Promise<void> {
    // The database is its owner's.
  }

  async #truncate(): Promise<boolean> {
    try {
      const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(
        this.#database.query,
      );
      return rows[0]?.busy === 0;
    } catch (error) {
      if (error instanceof StoreError) return false; // together with others in one commit
      throw error;
    }
  }
}

/** Rewriting a large table takes its time. */
const VACUUM_MS = 30 * 60_000;

/** A backup reads one state for as long as it takes; a sweep does not wait for all of it. */
const READERS_MS = 60_000;
const LOOK_MS = 50;

/** So many segments of 16 MB are pushed on at most: twice what `max_wal_size` lets lie about. */
const SEGMENTS = 128;

/**
 * PostgreSQL: dead rows go by VACUUM; tables with names and addresses, and small ones, are written anew, because a
 * page that is only tidied keeps old bytes; samples of values go with new statistics; and the journal is
 * pushed on until every old segment was overwritten, which a role may do that was granted it (docs/retention.md).
 */
export class PostgresResidue implements Residue {
  readonly #database: Database;
  readonly #readersMs: number;

  constructor(url: Secret<string>, onBroken: (error: Error) => void, readersMs = READERS_MS) {
    this.#database = openPostgres({ url, onBroken, answerMs: VACUUM_MS });
    this.#readersMs = readersMs;
  }

  async clear({ thorough }: { thorough: boolean }): Promise<Cleared> {
    if (!(await this.#readersGone())) return 'held';
    const { query } = this.#database;
    for (const table of new Set(columnMap().map((column) => column.table))) {
      const anew = thorough && (isReadable(table) || (await this.#isSmall(table)));
      const how = anew ? 'full, analyze' : 'analyze, index_cleanup on';
      await sql`vacuum (${sql.raw(how)}) ${sql.table(table)}`.execute(query);
    }
    await sql`vacuum pg_catalog.pg_statistic`.execute(query);
    return this.#pushJournal();
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  /**
   * VACUUM, also when it writes a table anew, keeps dead rows that a transaction of before may still read, and says
   * nothing of it. Whoever begins from here on cannot read them.
   */
  async #readersGone(): Promise<boolean> {
    const { query } = this.#database;
    const { rows } = await sql<{
      now: string;
    }>`select pg_current_xact_id()::xid::text as now`.execute(query);
    const readers = sql<{ left: boolean }>`
      select exists(
        select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and greatest(age(backend_xid), age(backend_xmin)) > age(${rows[0]?.now}::text::xid)
      ) as left
    `;
    for (let waited = 0; waited <= this.#readersMs; waited += LOOK_MS) {
      if ((await readers.execute(query)).rows[0]?.left === false) return true;
      await pause(LOOK_MS);
    }
    return false;
  }

  async #isSmall(table: string): Promise<boolean> {
    const size = sql<{ small: boolean }>`
      select pg_total_relation_size(${table}::text::regclass) <= ${SMALL_BYTES} as small
    `;
    return (await size.execute(this.#database.query)).rows[0]?.small === true;
  }

  /** Names of the journal's segments, in the order of writing: the oldest, that being written, the last one laid out. */
  async #segments(): Promise<Segments> {
    const { rows } = await sql<Segments>`
      select min(name) as first, max(name) as last, pg_walfile_name(pg_current_wal_insert_lsn()) as current
      from pg_ls_waldir() where name ~ '^[0-9A-F]{24}$'
    `.execute(this.#database.query);
    const [segments] = rows;
    if (!segments) throw new Error('the journal has no segments');
    return segments;
  }

  async #nextSegment(): Promise<void> {
    const { query } = this.#database;
    await sql`checkpoint`.execute(query);
    await sql`select pg_logical_emit_message(false, '', '')`.execute(query);
    await sql`select pg_switch_wal()`.execute(query);
  }

  async #pushJournal(): Promise<Cleared> {
    const { query } = this.#database;
    try {
      const { current: old } = await this.#segments();
      // Nothing needs the old segments any more: they are removed, or renamed to be written again later.
      for (let round = 0; round < 2; round++) await this.#nextSegment();
      await sql`checkpoint`.execute(query);
      const { last: lastOld } = await this.#segments();
      for (let segment = 0; segment < SEGMENTS; segment++) {
        const { first, current } = await this.#segments();
        if (current > lastOld) return first > old ? 'clean' : 'partly';
        await this.#nextSegment();
      }
      return 'partly';
    } catch (error) {
      if (Reflect.get(Object(error), 'code') === NOT_GRANTED) return 'partly';
      throw error;
    }
  }
}

interface Segments {
  readonly first: string;
  readonly current: string;
  readonly last: string;
}

/** Written anew in less than a second, for which meetings wait. Larger keeps what is sealed, without its keys. */
const SMALL_BYTES = 64 * 1024 * 1024;

const NOT_GRANTED = '42501';

/** Names, addresses and what else the server can read about people; sealed content is noise without its keys. */
function isReadable(table: string): boolean {
  const columns = columnMap().filter((column) => column.table === table);
  return (
    columns.every(({ column }) => !column.startsWith('sealed')) &&
    columns.some(
      ({ annotation: { reads, retention } }) =>
        reads.includes('server') && OF_PEOPLE.has(retention),
    )
  );
}

const OF_PEOPLE: ReadonlySet<string> = new Set([
  'account',
  'untilReplaced',
  'oneTimeToken',
  'signIn',
  'statistics',
]);

/** That of the database which is configured. */
export function openResidue(options: {
  database: Database;
  url: Secret<string> | undefined;
  log: Log;
}): Residue {
  const { database, url, log } = options;
  if (url === undefined) return new SqliteResidue(database);
  return new PostgresResidue(url, (error) => log.warn('store.connection-lost', { error }));
}
