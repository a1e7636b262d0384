import type { MeetingId } from '@conclave/shared/ids';
import { sql, type Queries } from './Database.ts';
import { shownSince } from './shownPoints.ts';

/**
 * [P-12] Removes the entries that a checkpoint made superfluous, at the end of a session. Of each
 * author the last one leaves its number and hash, so that what comes later still continues its chain.
 */
export async function letGo(queries: Queries, meetingId: MeetingId): Promise<void> {
  const since = await shownSince(queries, meetingId);
  const points = await queries
    .selectFrom('document_checkpoint')
    .innerJoin('document', 'document.id', 'document_checkpoint.document_id')
    .select(({ fn }) => [
      'document.id as documentId',
      'document.generation as generation',
      fn.max<number>('position').as('position'),
    ])
    .where('meeting_id', '=', meetingId)
    .whereRef('document_checkpoint.generation', '=', 'document.generation')
    .where('lets_go', '=', 1)
    .where('complete', '=', 1)
    .$if(since !== undefined, (before) => before.where('at', '<', since ?? 0))
    .groupBy(['document.id', 'document.generation'])
    .execute();
  for (const { documentId, generation, position } of points) {
    const gone = sql`document_id = ${documentId} and generation = ${generation} and position <= ${position}`;
    await sql`
      insert into document_chain (document_id, generation, author_id, sequence, position, at, hash)
      select document_id, generation, author_id, sequence, position, at, hash
      from document_entry as entry
      where ${gone} and sequence = (
        select max(sequence) from document_entry
        where ${gone} and author_id = entry.author_id
      )
      on conflict (document_id, generation, author_id) do update
      set sequence = excluded.sequence, position = excluded.position, at = excluded.at, hash = excluded.hash
    `.execute(queries);
    await sql`delete from document_entry where ${gone}`.execute(queries);
  }
}
