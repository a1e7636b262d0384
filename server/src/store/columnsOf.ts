import type { Column } from './Column.ts';
import type { Migration } from './Table.ts';

export interface TableColumn {
  readonly table: string;
  readonly column: string;
  readonly facts: Column<unknown>['facts'];
}

/** Every column that there is after a list of migrations, in the order in which they came. */
export function columnsOf(list: readonly Migration[]): TableColumn[] {
  const steps = list.flatMap((migration) => migration.steps);
  const dropped = new Set(
    steps.flatMap((step) =>
      step.does === 'dropColumns' ? step.dropped.map((column) => `${step.table}.${column}`) : [],
    ),
  );
  return steps.flatMap((step) => {
    if (step.does === 'createIndex' || step.does === 'dropColumns') return [];
    const { table, columns } = step;
    return Object.entries(columns)
      .filter(([column]) => !dropped.has(`${table}.${column}`))
      .map(([column, { facts }]) => ({ table, column, facts }));
  });
}
