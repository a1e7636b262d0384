import type { Secret } from '@conclave/shared/Secret';
import type { Log } from '../ops/Log.ts';
import { columnMap } from '../store/columnMap.ts';
import { sql, type Database } from '../store/Database.ts';
import { openPostgres } from '../store/postgres/openPostgres.ts';
import { StoreError } from '../store/StoreError.ts';

/** What deleting leaves behind in free pages and journals, and how that goes as well. */
export interface Residue {
  /**
   * After it nothing of what was deleted before is left in the database's files. `thorough` also where the
   * database moves rows together instead of overwriting them. Returns whether it was allowed to do all of it.
   */
  clear(how: { thorough: boolean }): Promise<boolean>;
  close(): Promise<void>;
}

/** A statement that is alone in the queue goes at once; in a busy second several tries may be needed. */
const TRIES = 20;

/** Deleted rows are overwritten (`secure_delete`); their former pages stand in the journal until it is emptied. */
export class SqliteResidue implements Residue {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async clear(): Promise<boolean> {
    for (let tries = 0; tries < TRIES; tries++) if (await this.#truncate()) return true;
    return false;
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

/** Segments of the journal that may still hold former pages: `min_wal_size` keeps five of them for later use. */
const SEGMENTS = 6;

/**
 * PostgreSQL: dead rows go by VACUUM; tables with names and addresses, and small ones, are written anew, because a
 * page that is only tidied keeps old bytes; samples of values go with new statistics; and the journal is
 * pushed on until every old segment was overwritten, which a role may do that was granted it (docs/retention.md).
 */
export class PostgresResidue implements Residue {
  readonly #database: Database;

  constructor(url: Secret<string>, onBroken: (error: Error) => void) {
    this.#database = openPostgres({ url, onBroken, answerMs: VACUUM_MS });
  }

  async clear({ thorough }: { thorough: boolean }): Promise<boolean> {
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

  async #isSmall(table: string): Promise<boolean> {
    const size = sql<{ small: boolean }>`
      select pg_total_relation_size(${table}::text::regclass) <= ${SMALL_BYTES} as small
    `;
    return (await size.execute(this.#database.query)).rows[0]?.small === true;
  }

  async #pushJournal(): Promise<boolean> {
    const { query } = this.#database;
    try {
      for (let segment = 0; segment < SEGMENTS; segment++) {
        await sql`checkpoint`.execute(query);
        await sql`select pg_logical_emit_message(false, '', '')`.execute(query);
        await sql`select pg_switch_wal()`.execute(query);
      }
      await sql`checkpoint`.execute(query);
      return true;
    } catch (error) {
      if (Reflect.get(Object(error), 'code') === NOT_GRANTED) return false;
      throw error;
    }
  }
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
