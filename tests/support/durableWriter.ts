// Writes numbered rows as fast as it can and prints each number once it is acknowledged.
import { sql, type Queries } from '../../server/src/store/Database.ts';
import { openSqlite } from '../../server/src/store/sqlite/openSqlite.ts';

const [dataDir = '', first = '0'] = process.argv.slice(2);
const database = await openSqlite({ dataDir, alone: true });
await sql`create table if not exists line (n integer primary key, partner integer, body blob not null)`.execute(
  database.query,
);
let next = Number(first);

/** `partner` is the row that the same transaction writes. */
async function write(queries: Queries, n: number, partner: number | null): Promise<void> {
  const body = new Uint8Array(1_000).fill(n % 256);
  await sql`insert into line values (${n}, ${partner}, ${body})`.execute(queries);
}

/** Half of them write single rows, half of them transactions of two. */
async function writer(single: boolean): Promise<never> {
  for (;;) {
    const n = next++;
    if (single) {
      await write(database.query, n, null);
      process.stdout.write(`${n}\n`);
      continue;
    }
    const partner = next++;
    await database.transaction(async (queries) => {
      await write(queries, n, partner);
      await write(queries, partner, n);
    });
    process.stdout.write(`${n}\n${partner}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, i) => writer(i % 2 === 0)));
