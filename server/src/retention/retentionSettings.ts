import * as v from 'valibot';
import { retentionRules } from '@conclave/shared/dataMap/vocabulary';
import { optional, wholeNumber } from '../ops/settings.ts';

const DAY_MS = 24 * 3_600_000;

/** [R81] A day less than the week that was promised: so long the traces on the disk may take. */
const MAX_CLOSING_DAYS = 6;
/** No account that its owner closed stays longer: a week, which is also how long links that take something back last. */
export const LONGEST_CLOSING_MS = (MAX_CLOSING_DAYS + 1) * DAY_MS;

/** [R87] Older backups than this are removed; the ledger that erases again after a restore outlives them. */
const MAX_BACKUP_DAYS = 35;

const { account, statistics, log } = retentionRules;

/** Days. What people were promised is the most; an operator may keep less. */
export const retentionEnvironment = {
  KEEP_LAPSED_DAYS: optional(wholeNumber(1, account.maxDays), String(account.maxDays)),
  KEEP_CLOSED_DAYS: optional(wholeNumber(0, MAX_CLOSING_DAYS), String(MAX_CLOSING_DAYS)),
  KEEP_STATISTICS_DAYS: optional(wholeNumber(1, statistics.maxDays), String(statistics.maxDays)),
  KEEP_LOG_DAYS: optional(wholeNumber(1, log.maxDays), String(log.maxDays)),
  KEEP_BACKUP_DAYS: optional(wholeNumber(1, MAX_BACKUP_DAYS), '30'),
};
type Environment = v.InferOutput<v.ObjectSchema<typeof retentionEnvironment, undefined>>;

/** How long things stay. */
export interface RetentionSettings {
  /** [R79] After a company has lapsed. */
  readonly lapsedMs: number;
  /** [R81] After an account was closed by its owner. */
  readonly closingMs: number;
  /** [R82] What helps with bad connections and against misuse. */
  readonly statisticsMs: number;
  /** [R83] */
  readonly logMs: number;
  /** Backups that the backup command finds beside the one it makes. */
  readonly backupMs: number;
}

export function retentionOf(env: Environment): RetentionSettings {
  return {
    lapsedMs: env.KEEP_LAPSED_DAYS * DAY_MS,
    closingMs: env.KEEP_CLOSED_DAYS * DAY_MS,
    statisticsMs: env.KEEP_STATISTICS_DAYS * DAY_MS,
    logMs: env.KEEP_LOG_DAYS * DAY_MS,
    backupMs: env.KEEP_BACKUP_DAYS * DAY_MS,
  };
}
