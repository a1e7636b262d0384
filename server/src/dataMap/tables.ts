import { columnsOf } from '../store/columnsOf.ts';
import { migrations } from '../store/schema.ts';
import type { Migration } from '../store/Table.ts';
import type { OnDelete } from '../store/Column.ts';

/** A column of one table that points at another. */
export interface Reference {
  readonly table: string;
  readonly column: string;
  readonly to: { readonly table: string; readonly column: string };
  readonly onDelete: OnDelete;
}

/** All references between tables, from the same source as the schema. */
export function references(list: readonly Migration[] = migrations): Reference[] {
  return columnsOf(list).flatMap(({ table, column, facts }) => {
    if (facts.references === undefined) return [];
    const { onDelete, ...to } = facts.references;
    return [{ table, column, to, onDelete }];
  });
}

/** The names of all tables, each once, in the order in which they were made. */
export function tableNames(list: readonly Migration[] = migrations): string[] {
  return [...new Set(columnsOf(list).map(({ table }) => table))];
}

/** The shortest way of references from a table to a root; empty for the root itself. */
export function wayTo(root: string, table: string, known = references()): Reference[] | undefined {
  const waiting: { at: string; way: Reference[] }[] = [{ at: table, way: [] }];
  const seen = new Set<string>();
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { at, way } = next;
    if (at === root) return way;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const reference of known) {
      if (reference.table === at)
        waiting.push({ at: reference.to.table, way: [...way, reference] });
    }
  }
  return undefined;
}

/** A condition in SQL that picks a table's rows of one root row, whose id stands for `$1`. */
export function conditionOf(way: readonly Reference[], rootId: string): string {
  const [first, ...others] = way;
  if (first === undefined) return `${rootId} = $1`;
  const { column, to } = first;
  if (others.length === 0) return `${column} = $1`;
  return `${column} in (select ${to.column} from ${to.table} where ${conditionOf(others, rootId)})`;
}
