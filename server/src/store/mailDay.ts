import type { AccountId, MeetingId } from '@conclave/shared/ids';
import type { RecipientId, SendId } from '@conclave/shared/wire/mailApi';
import type { Queries } from './Database.ts';

/** A day's mails of one account [M-8]. */
export interface MailDay {
  readonly accountId: AccountId;
  readonly now: number;
  /** Mails that began after this count. */
  readonly since: number;
  readonly limit: number;
}

/** How many mails of an account began after a moment. */
export async function mailedSince(
  queries: Queries,
  { accountId, since }: Pick<MailDay, 'accountId' | 'since'>,
): Promise<number> {
  const used = await queries
    .selectFrom('mail_send')
    .select((row) =>
      row.fn.coalesce(row.fn.sum<number | string>('recipients'), row.lit(0)).as('sum'),
    )
    .where('account_id', '=', accountId)
    .where('begun_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(used.sum);
}

/**
 * [S-10] One more mail of a send that was counted before; false where the day's are used up. What it sent
 * within the day goes on counting, from now: rather a little longer than not at all.
 */
export async function countAgain(
  queries: Queries,
  sendId: SendId,
  { accountId, now, since, limit }: MailDay,
): Promise<boolean> {
  if ((await mailedSince(queries, { accountId, since })) + 1 > limit) return false;
  const send = await queries
    .selectFrom('mail_send')
    .select(['recipients', 'begun_at'])
    .where('id', '=', sendId)
    .executeTakeFirst();
  const held = send !== undefined && send.begun_at > since ? send.recipients : 0;
  await queries
    .updateTable('mail_send')
    .set({ recipients: held + 1, begun_at: now })
    .where('id', '=', sendId)
    .execute();
  return true;
}

/** One mail to one person. */
export interface OneMail {
  readonly sendId: SendId;
  readonly recipientId: RecipientId;
}

/**
 * [S-9] Mails that must not go out any more, however far their sending has come: who waits is stopped in the
 * transaction in which it was taken back, and where nothing has begun yet it begins with nobody due.
 */
export async function withdrawMails(
  queries: Queries,
  { meetingId, now }: { meetingId: MeetingId; now: number },
  mails: readonly OneMail[],
): Promise<void> {
  const meeting = await queries
    .selectFrom('meeting')
    .select('account_id')
    .where('id', '=', meetingId)
    .executeTakeFirst();
  if (meeting === undefined) return;
  for (const { sendId, recipientId } of mails) {
    const { account_id } = meeting;
    await queries
      .insertInto('mail_send')
      .values({ id: sendId, account_id, recipients: 0, begun_at: now, busy_until: 0 })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    await queries
      .insertInto('mail_delivery')
      .values({ send_id: sendId, recipient_id: recipientId, state: 'stopped' })
      .onConflict((conflict) => conflict.columns(['send_id', 'recipient_id']).doNothing())
      .execute();
    await queries
      .updateTable('mail_delivery')
      .set({ state: 'stopped' })
      .where('send_id', '=', sendId)
      .where('state', 'in', ['waiting', 'failed'])
      .execute();
  }
}
