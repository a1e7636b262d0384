import type { MeetingId } from '@conclave/shared/ids';
import type { LogKey } from '../documents/LogStore.ts';
import type { Queries } from './Database.ts';

/**
 * [S-13] Links show a document as it stood when the session after their own began, and have no key for a
 * newer checkpoint: what came since the earliest of them is not let go. Undefined where no link does.
 */
export async function shownSince(
  queries: Queries,
  meetingId: MeetingId,
): Promise<number | undefined> {
  const row = await queries
    .selectFrom('summary')
    .select(({ fn }) => fn.min<number | null>('shown_until').as('since'))
    .where('meeting_id', '=', meetingId)
    .where('state', '!=', 'revoked')
    .executeTakeFirst();
  return row?.since ?? undefined;
}

/** [S-13] The checkpoint that the earliest of those links begins with, where entries were let go for it. */
export async function shownPoint(
  queries: Queries,
  { documentId, generation }: LogKey,
): Promise<number | undefined> {
  const document = await queries
    .selectFrom('document')
    .select('meeting_id')
    .where('id', '=', documentId)
    .executeTakeFirst();
  const since = document && (await shownSince(queries, document.meeting_id));
  if (since === undefined) return undefined;
  const row = await queries
    .selectFrom('document_checkpoint')
    .select(({ fn }) => fn.max<number | null>('position').as('position'))
    .where('document_id', '=', documentId)
    .where('generation', '=', generation)
    .where('lets_go', '=', 1)
    .where('complete', '=', 1)
    .where('at', '<', since)
    .executeTakeFirst();
  return row?.position ?? undefined;
}
