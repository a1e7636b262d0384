import type { Retention } from '@conclave/shared/dataMap/vocabulary';
import { columnMap } from '../store/columnMap.ts';
import { conditionOf, references, tableNames, wayTo } from './tables.ts';

/** What of a table goes with whom, and what goes by its own clock. */
export interface PurgeStep {
  readonly table: string;
  /** Undefined: no root reaches it; its rows go by `expires` alone. */
  readonly sql: string | undefined;
  readonly expires: readonly Retention[];
}

/** Rules that end with the row they belong to, not by a clock of their own. */
const WITH_ROOT: ReadonlySet<Retention> = new Set([
  'account',
  'meeting',
  'untilReplaced',
  'instance',
]);

/** [R84] What deletes one account, or one meeting: children before parents, so that no row is left that points at nothing. */
export function purgePlan(root: 'account' | 'meeting'): PurgeStep[] {
  const known = references();
  const steps = tableNames().map((table) => ({ table, way: wayTo(root, table, known) }));
  return steps
    .filter(({ way }) => way !== undefined)
    .toSorted((a, b) => (b.way?.length ?? 0) - (a.way?.length ?? 0))
    .map(({ table, way = [] }) => {
      const sql = `delete from ${table} where ${conditionOf(way, 'id')}`;
      return { table, sql, expires: clocksOf(table) };
    });
}

/** Tables that hold personal data and hang on nobody: they need a clock. */
export function onlyByClock(): PurgeStep[] {
  const known = references();
  const roots = ['account', 'meeting', 'company'] as const;
  return tableNames()
    .filter((table) => roots.every((root) => wayTo(root, table, known) === undefined))
    .filter((table) =>
      columnMap().some((one) => one.table === table && one.annotation.subject !== 'nobody'),
    )
    .map((table) => ({ table, sql: undefined, expires: clocksOf(table) }));
}

/** The clocks that a table's columns name beside their root's. */
export function clocksOf(table: string): Retention[] {
  const rules = columnMap()
    .filter((one) => one.table === table)
    .map(({ annotation }) => annotation.retention);
  return [...new Set(rules)].filter((rule) => !WITH_ROOT.has(rule));
}
