import type { AccountId } from '@conclave/shared/ids';
import type { Queries } from './Database.ts';

/** Until when the last link that takes something back works; undefined where an account has none. */
export async function lastUndo(
  queries: Queries,
  accountId: AccountId,
): Promise<number | undefined> {
  const row = await queries
    .selectFrom('address_undo')
    .select((links) => links.fn.max<number | null>('expires_at').as('until'))
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row?.until ?? undefined;
}
