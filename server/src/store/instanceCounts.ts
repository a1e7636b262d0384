import { sql, type Database } from './Database.ts';

type Count = number | string;

/** How much there is on the whole instance: numbers, for the operator. */
export async function instanceCounts(
  database: Database,
): Promise<{ accounts: number; meetings: number }> {
  const { rows } = await sql<{ accounts: Count; meetings: Count }>`
    select (select count(*) from account) as accounts, (select count(*) from meeting) as meetings
  `.execute(database.query);
  const [row] = rows;
  return { accounts: Number(row?.accounts ?? 0), meetings: Number(row?.meetings ?? 0) };
}
