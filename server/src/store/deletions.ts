import type { MeetingId } from '@conclave/shared/ids';
import type { DocumentKind } from '@conclave/shared/wire/documents';
import type { MeetingInventory } from '@conclave/shared/wire/deletionApi';
import { sql, type Queries } from './Database.ts';

type Count = number | string;

interface Sums {
  readonly files: Count;
  readonly fileBytes: Count;
  readonly links: Count;
  readonly keyRecords: Count;
  readonly sessions: Count;
}

/** Counts what there is of a meeting, in a transaction with what deletes it. */
export async function meetingInventory(queries: Queries, id: MeetingId): Promise<MeetingInventory> {
  const documents = await sql<{ kind: DocumentKind; count: Count; bytes: Count }>`
    select kind, count(*) as count, sum(
      (select coalesce(sum(size), 0) from document_entry where document_id = document.id)
      + (select coalesce(sum(size), 0) from document_checkpoint where document_id = document.id)
    ) as bytes
    from document where meeting_id = ${id} group by kind order by kind
  `.execute(queries);
  const sums = await sql<Sums>`
    select
      (select count(*) from file where meeting_id = ${id}) as files,
      (select coalesce(sum(sealed_bytes), 0) from file where meeting_id = ${id}) as "fileBytes",
      (select count(*) from meeting_link where meeting_id = ${id}) as links,
      (select count(*) from key_record where meeting_id = ${id}) as "keyRecords",
      (select count(*) from session where meeting_id = ${id}) as sessions
  `.execute(queries);
  const [row] = sums.rows;
  if (row === undefined) throw new Error('sums without a row');
  return {
    documents: documents.rows.map(({ kind, count, bytes }) => ({
      kind,
      count: Number(count),
      sealedBytes: Number(bytes),
    })),
    files: Number(row.files),
    fileBytes: Number(row.fileBytes),
    links: Number(row.links),
    keyRecords: Number(row.keyRecords),
    sessions: Number(row.sessions),
  };
}

/** The ledger of deletions: keyed hashes and moments, nothing else. */
export async function insertDeletion(
  queries: Queries,
  row: { keyedHash: string; at: number },
): Promise<void> {
  await queries
    .insertInto('deletion')
    .values({ keyed_hash: row.keyedHash, at: row.at })
    // Restored from a backup and deleted again.
    .onConflict((conflict) => conflict.column('keyed_hash').doUpdateSet({ at: row.at }))
    .execute();
}

/** Entries from before a moment: no backup is as old as that any more. */
export async function forgetDeletions(queries: Queries, before: number): Promise<void> {
  await queries.deleteFrom('deletion').where('at', '<', before).execute();
}
