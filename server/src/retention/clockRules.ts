import { retentionRules, type Retention } from '@conclave/shared/dataMap/vocabulary';
import { sql, type Queries } from '../store/Database.ts';
import { DAY_MS } from './due.ts';
import type { RetentionSettings } from './retentionSettings.ts';

/** Rows, or one value of theirs, that go a time after the moment in a column. */
export interface ClockRule {
  readonly table: string;
  /** As the annotations of its columns name it. */
  readonly retention: Retention;
  /** From which moment on it counts. */
  readonly since: string;
  readonly keepMs: number;
  /** Blanked instead of the row being deleted. */
  readonly blanks?: string;
  /** How far ahead that moment may rightly lie; without it, it is one that has been. */
  readonly aheadMs?: number;
  /** Goes earlier than its retention says, which something else keeps. */
  readonly earlier?: true;
}

const HOUR_MS = 3_600_000;
const ANSWERED_MS = 180 * DAY_MS;
const longest = (retention: Retention): number => retentionRules[retention].maxDays * DAY_MS;

/**
 * [R82, R84] What goes by a clock of its own, whoever else also clears it away. A test holds this list to the
 * data map: a column with such a rule that is not here fails it.
 */
export function clockRules({ statisticsMs }: Pick<RetentionSettings, 'statisticsMs'>): ClockRule[] {
  const token = (table: string): ClockRule => {
    const aheadMs = longest('oneTimeToken');
    return { table, retention: 'oneTimeToken', since: 'expires_at', keepMs: 0, aheadMs };
  };
  const whole = (retention: Retention, table: string, since: string): ClockRule => {
    return { table, retention, since, keepMs: longest(retention) };
  };
  return [
    whole('session', 'session', 'ended_at'),
    whole('signIn', 'sign_in', 'started_at'),
    { table: 'sign_in', retention: 'signIn', since: 'seen_at', keepMs: 12 * HOUR_MS },
    ...['invite', 'factor_offer', 'second_step', 'address_token', 'address_undo'].map(token),
    token('way_back'),
    whole('statistics', 'known_browser', 'seen_at'),
    whole('oneTimeToken', 'second_tries', 'since'),
    whole('shortAddress', 'text_sent', 'sent_at'),
    whole('mailJob', 'mail_send', 'begun_at'),
    whole('mailJob', 'summary_text', 'created_at'),
    whole('suppression', 'mail_stop', 'stopped_at'),
    whole('deletionLedger', 'deletion', 'at'),
    whole('deletionLedger', 'erasure', 'erased_at'),
    // [R107] Whoever asked had half a year to read the answer; an organizer's list does not grow for good.
    {
      ...{ table: 'rights_request', retention: 'meeting', earlier: true },
      ...{ since: 'answered_at', keepMs: ANSWERED_MS },
    },
    {
      ...{ table: 'attempt_count', retention: 'securityLog' },
      ...{ since: 'until', keepMs: 0, aheadMs: DAY_MS },
    },
    {
      ...{ table: 'connection_statistic', retention: 'statistics' },
      ...{ since: 'written_at', keepMs: statisticsMs },
    },
    {
      ...{ table: 'account', blanks: 'registered_from' },
      ...{ retention: 'statistics', since: 'registered_at', keepMs: statisticsMs },
    },
  ];
}

/** Lets go what is too old by a rule. */
export async function applyClockRule(
  queries: Queries,
  { table, since, keepMs, blanks }: ClockRule,
  now: number,
): Promise<void> {
  const old = sql`${sql.ref(since)} <= ${now - keepMs}`;
  const statement =
    blanks === undefined
      ? sql`delete from ${sql.table(table)} where ${old}`
      : sql`update ${sql.table(table)} set ${sql.ref(blanks)} = null
          where ${old} and ${sql.ref(blanks)} is not null`;
  await statement.execute(queries);
}

/** Clocks of several nodes are never quite the same. */
const CLOCKS_DIFFER_MS = HOUR_MS;

/**
 * What a clock wrote that was ahead, and was set right since: it goes as late as if it were written now. Of one
 * account that has several the order stays, by which links take back what came after them.
 */
export async function mendClockRule(
  queries: Queries,
  { table, since, aheadMs = 0 }: ClockRule,
  now: number,
): Promise<void> {
  const latest = now + aheadMs;
  const wrong = sql`${sql.ref(since)} > ${latest + CLOCKS_DIFFER_MS}`;
  if (table !== 'address_undo') {
    await sql`update ${sql.table(table)} set ${sql.ref(since)} = ${latest} where ${wrong}`.execute(
      queries,
    );
    return;
  }
  const links = await queries
    .selectFrom('address_undo')
    .select('token_hash')
    .where('expires_at', '>', latest + CLOCKS_DIFFER_MS)
    .orderBy('expires_at')
    .execute();
  // Behind all that were rightly made until now, on whichever node.
  for (const [order, { token_hash }] of links.entries()) {
    await queries
      .updateTable('address_undo')
      .set({ expires_at: latest + CLOCKS_DIFFER_MS + 1 + order })
      .where('token_hash', '=', token_hash)
      .execute();
  }
}

/** How many values a rule would let go now, and since when the oldest is overdue. */
export async function overdueBy(
  queries: Queries,
  { table, since, keepMs, blanks }: ClockRule,
  now: number,
): Promise<number | undefined> {
  const there = blanks === undefined ? sql`true` : sql`${sql.ref(blanks)} is not null`;
  const { rows } = await sql<{ oldest: number | string | null }>`
    select min(${sql.ref(since)}) as oldest from ${sql.table(table)} where ${there}
  `.execute(queries);
  const oldest = rows[0]?.oldest ?? null;
  const end = oldest === null ? Infinity : Number(oldest) + keepMs;
  return end <= now ? end : undefined;
}
