import { columnsOf } from '../../store/columnsOf.ts';
import { migrations } from '../../store/schema.ts';
import type { CreateTable, Migration } from '../../store/Table.ts';

/** A table as copying needs it: its columns and what its rows are ordered by. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

/** Filled by migrating, and compared instead of copied. */
export const MIGRATIONS_TABLE = 'migration';

/** Without the names that its type keeps: here all tables are alike. */
const all: readonly Migration[] = migrations;

/** All tables in the order in which they were made, so that whatever is referred to comes first. */
export function tables(): TableShape[] {
  const shapes = new Map<string, { columns: string[]; key: string[] }>();
  for (const { table, column } of columnsOf(all)) {
    const shape = shapes.get(table) ?? { columns: [], key: [] };
    shape.columns.push(column);
    shapes.set(table, shape);
  }
  for (const step of all.flatMap(({ steps }) => steps)) {
    if (step.does === 'createTable') shapes.get(step.table)?.key.push(...keyOf(step));
  }
  shapes.delete(MIGRATIONS_TABLE);
  return Array.from(shapes, ([name, shape]) => ({ name, ...shape }));
}

function keyOf({ columns, primaryKey }: CreateTable): readonly string[] {
  if (primaryKey.length > 0) return primaryKey;
  return Object.entries(columns).flatMap(([name, { facts }]) => (facts.primary ? [name] : []));
}
