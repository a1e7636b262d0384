import { describe, expect, it } from 'vitest';
import { fileClasses } from '../../shared/src/dataMap/fileClasses.ts';
import { logFields } from '../../shared/src/dataMap/logFields.ts';
import { retentionRules, type Retention } from '../../shared/src/dataMap/vocabulary.ts';
import { readConfig } from '../../server/src/config.ts';
import { references } from '../../server/src/dataMap/tables.ts';
import { clockRules } from '../../server/src/retention/clockRules.ts';
import { DAY_MS } from '../../server/src/retention/due.ts';
import { columnMap } from '../../server/src/store/columnMap.ts';
import { LONGEST } from '../support/retentionWorld.ts';

const rules = clockRules(LONGEST);
const columns = columnMap();

/** Rules that end with a row, and not by a clock of their own. */
const WITH_ROW: ReadonlySet<Retention> = new Set([
  'account',
  'meeting',
  'untilReplaced',
  'instance',
]);

/** Where something else than the sweep keeps the time, and why that is well. */
const KEPT_ELSEWHERE: Readonly<Record<string, string>> = {
  summary: 'the sender blanks an order when the relay’s key to it is destroyed',
  room_place: 'goes with the node that holds the room, which is buried within seconds',
};

/** The tables whose rows take a table's rows along, itself included. */
function owners(table: string, seen = new Set<string>()): Set<string> {
  if (seen.has(table)) return seen;
  seen.add(table);
  for (const reference of references()) {
    const follows = reference.table === table && reference.onDelete === 'cascade';
    if (follows) owners(reference.to.table, seen);
  }
  return seen;
}

describe('the rules of retention', () => {
  it('[R84] let go every column that the data map gives a clock', () => {
    const forgotten = columns.filter(({ table, annotation: { retention } }) => {
      if (WITH_ROW.has(retention) || Object.hasOwn(KEPT_ELSEWHERE, table)) return false;
      const tables = owners(table);
      return !rules.some((rule) => tables.has(rule.table) && rule.retention === retention);
    });
    expect(forgotten.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  });

  it('[R84] take everything else that is about somebody along with an account, a meeting or a company', () => {
    const roots = ['account', 'meeting', 'company'];
    const stranded = columns.filter(({ table, annotation: { retention, subject } }) => {
      if (subject === 'nobody' || !WITH_ROW.has(retention)) return false;
      return !roots.some((root) => owners(table).has(root));
    });
    expect(stranded.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  });

  it('[R82, R83] keep nothing longer than what was promised, by columns that there are', () => {
    for (const { table, retention, since, keepMs, blanks, earlier } of rules) {
      if (earlier) expect(retentionRules[retention].maxDays).toBe(0);
      else expect(keepMs).toBeLessThanOrEqual(retentionRules[retention].maxDays * DAY_MS);
      const named = columns.filter((column) => column.table === table);
      expect(named.map(({ column }) => column)).toContain(since);
      expect(named.map(({ annotation }) => annotation.retention)).toContain(retention);
      if (blanks === undefined) continue;
      const blanked = named.find(({ column }) => column === blanks);
      expect(blanked?.annotation).toMatchObject({ erase: 'blank', retention });
    }
    const { log, securityLog, statistics, account } = retentionRules;
    const days = [log, securityLog, statistics].map(({ maxDays }) => maxDays);
    expect(Math.max(...days)).toBeLessThanOrEqual(180);
    expect(account.maxDays).toBe(360);
  });

  it('[R83, R86] know every class of files and every field of logs', () => {
    const ours: Readonly<Record<string, string>> = {
      'account-keys': 'first of all with their account',
      blobs: 'with their meeting',
      'dev-mail': 'by its age',
    };
    const people = Object.entries(fileClasses).filter(([, { subject }]) => subject !== 'nobody');
    expect(people.map(([name]) => name).sort()).toEqual(Object.keys(ours).sort());
    const kept = Object.values(logFields).map(({ retention }) => retention);
    expect([...new Set(kept)].sort()).toEqual(['log', 'securityLog']);
  });
});

describe('what an operator configures', () => {
  const faultsOf = (env: Record<string, string>): readonly string[] => {
    const read = readConfig(env);
    return 'faults' in read ? read.faults : [];
  };

  it('[R79] [R82] may be shorter and never longer than what was promised', () => {
    const most = { KEEP_LAPSED_DAYS: 360, KEEP_CLOSED_DAYS: 6, KEEP_STATISTICS_DAYS: 90 };
    for (const [name, days] of Object.entries({
      ...most,
      ...{ KEEP_LOG_DAYS: 30, KEEP_BACKUP_DAYS: 35 },
    })) {
      expect(faultsOf({ [name]: String(days) })).toEqual([]);
      expect(faultsOf({ [name]: '1' })).toEqual([]);
      expect(faultsOf({ [name]: String(days + 1) })).toHaveLength(1);
      expect(faultsOf({ [name]: '-1' })).toHaveLength(1);
    }
  });

  it('[R79] is by default what was promised', () => {
    const read = readConfig({});
    const settings = 'config' in read ? read.config.retention : undefined;
    expect(settings).toEqual({ ...LONGEST, backupMs: 30 * DAY_MS });
  });
});
