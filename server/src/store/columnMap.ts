import type { Annotation } from '@conclave/shared/dataMap/Annotation';
import { columnsOf } from './columnsOf.ts';
import { migrations } from './schema.ts';
import type { Migration } from './Table.ts';

export interface StoredColumn {
  readonly table: string;
  readonly column: string;
  readonly annotation: Annotation;
}

/** The stored half of the data map: every column of every table, with what it says of itself. */
export function columnMap(list: readonly Migration[] = migrations): StoredColumn[] {
  return columnsOf(list).map(({ table, column, facts }) => {
    // Its type asks for the annotation; this is for code that got around the type.
    if (!facts.annotation) throw new Error(`${table}.${column} does not say what it is for`);
    return { table, column, annotation: facts.annotation };
  });
}
