import type { AccountId } from '@conclave/shared/ids';
import type { Queries } from './Database.ts';
import { OF_SUMMARY, type SummaryRow } from './SummaryRow.ts';
import { waitingEnds, type SealedText } from './SummaryTextStore.ts';

/** One to be handed over, with the account that it is sent for. */
export interface DueSummary extends SummaryRow {
  readonly accountId: AccountId;
  /** [S-17] What was put together for it; null where nothing was. */
  readonly text: SealedText | null;
}

/**
 * [S-7, S-18] Those of meetings that ended after they were prepared, that nobody is at work on, and that wait for no
 * text.
 */
export async function dueSummaries(
  queries: Queries,
  { now, most }: { readonly now: number; readonly most: number },
): Promise<DueSummary[]> {
  const waiting = waitingEnds(now);
  const rows = await queries
    .selectFrom('summary')
    .innerJoin('meeting', 'meeting.id', 'summary.meeting_id')
    .leftJoin('summary_text', (join) =>
      join
        .onRef('summary_text.meeting_id', '=', 'summary.meeting_id')
        .onRef('summary_text.session_id', '=', 'summary.waits_for'),
    )
    .select([
      ...OF_SUMMARY,
      'meeting.account_id as accountId',
      'summary_text.key_id as textKeyId',
      'summary_text.sealed_text as sealedText',
    ])
    .where('state', '=', 'armed')
    .where('try_at', '<=', now)
    .where('sealed_order', 'is not', null)
    .where((row) =>
      row.or([
        row('meeting.ended_at', '>=', row.ref('summary.created_at')),
        // Kept back then, and another session runs meanwhile.
        row('shown_until', 'is not', null),
      ]),
    )
    .where((row) =>
      row.or([
        row('summary.waits_for', 'is', null),
        row('summary_text.session_id', 'is not', null),
        // Another session runs: nothing is put together for the one before it any more.
        row('shown_until', 'is not', null),
        row('meeting.ended_at', '<=', waiting.endedAt),
        row('summary.created_at', '<=', waiting.createdAt),
      ]),
    )
    .orderBy('try_at')
    .limit(most)
    .execute();
  return rows.map(({ textKeyId, sealedText, ...row }) => {
    const known = textKeyId !== null && sealedText !== null;
    return { ...row, text: known ? { keyId: textKeyId, sealedText } : null };
  });
}
