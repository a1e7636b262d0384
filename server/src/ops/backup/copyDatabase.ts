import { createHash, type Hash } from 'node:crypto';
import { sql, type Database, type Queries } from '../../store/Database.ts';
import { MIGRATIONS_TABLE, tables, type TableShape } from './tables.ts';

/** What stops a copy; the message is for the operator. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

/** How many rows there are, and a hash over all of them in the order of their keys. */
export interface TableCount {
  readonly table: string;
  readonly rows: number;
  readonly digest: string;
}

/** Rows of documents have up to some megabytes; more at once would fill the memory. */
const ROWS_AT_ONCE = 50;

type Row = Readonly<Record<string, unknown>>;

/**
 * Copies every row into an empty database, of whatever kind, in one transaction; then reads both
 * again and compares. Throws, and leaves the target as it was, if anything differs.
 */
export async function copyDatabase(from: Database, to: Database): Promise<TableCount[]> {
  await refuseOtherSchema(from, to);
  return to.transaction(async (target) => {
    const counts: TableCount[] = [];
    for (const table of tables()) {
      await refuseRows(target, table);
      for await (const rows of pages(from.query, table)) await insert(target, table, rows);
      const [before, after] = [await count(from.query, table), await count(target, table)];
      if (before.digest !== after.digest || before.rows !== after.rows) {
        throw new CopyError(`${table.name} is not the same on both sides; nothing was copied.`);
      }
      counts.push(after);
    }
    return counts;
  });
}

async function refuseOtherSchema(from: Database, to: Database): Promise<void> {
  const names = async ({ query }: Database): Promise<string> => {
    const rows = await query.selectFrom(MIGRATIONS_TABLE).select('name').orderBy('name').execute();
    return rows.map(({ name }) => name).join();
  };
  if ((await names(from)) !== (await names(to))) {
    throw new CopyError(
      'The two databases are of different versions; start this version on each once.',
    );
  }
}

async function refuseRows(queries: Queries, { name }: TableShape): Promise<void> {
  const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(queries);
  if (rows.length > 0) throw new CopyError(`The target is not empty: it has rows in ${name}.`);
}

async function count(queries: Queries, table: TableShape): Promise<TableCount> {
  const hash = createHash('sha256');
  let rows = 0;
  for await (const page of pages(queries, table)) {
    rows += page.length;
    for (const row of page) for (const column of table.columns) digestValue(hash, row[column]);
  }
  return { table: table.name, rows, digest: hash.digest('base64url') };
}

/** By key instead of by offset, which would read everything before it each time. */
async function* pages(queries: Queries, table: TableShape): AsyncGenerator<Row[]> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  const key = sql.join(table.key.map((column) => sql.ref(column)));
  let last: readonly unknown[] | undefined;
  for (;;) {
    const after = last ? sql`where (${key}) > (${sql.join(last)})` : sql``;
    const page = sql<Row>`select ${columns} from ${sql.table(table.name)} ${after} order by ${key} limit ${ROWS_AT_ONCE}`;
    const { rows } = await page.execute(queries);
    const final = rows.at(-1);
    if (final === undefined) return;
    yield rows;
    last = table.key.map((column) => final[column]);
  }
}

async function insert(queries: Queries, table: TableShape, rows: readonly Row[]): Promise<void> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)));
  const values = rows.map((row) => sql`(${sql.join(table.columns.map((column) => row[column]))})`);
  await sql`insert into ${sql.table(table.name)} (${columns}) values ${sql.join(values)}`.execute(
    queries,
  );
}

/** Each value with its kind and length, so that no two rows look alike that are not. */
function digestValue(hash: Hash, value: unknown): void {
  if (value instanceof Uint8Array) hash.update(`b${value.length}:`).update(value);
  else if (typeof value === 'string') hash.update(`t${value.length}:${value}`);
  else if (typeof value === 'number') hash.update(`i${value}:`);
  else if (value === null || value === undefined) hash.update('n');
  else throw new TypeError(`a database gave a ${typeof value}`);
}
