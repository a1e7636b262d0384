import { describe, expect, it } from 'vitest';
import { columnsOf } from './columnsOf.ts';
import { migrations } from './schema.ts';
import type { Step } from './Table.ts';

const steps: readonly Step[] = migrations.flatMap(({ steps }) => [...steps]);
const columns = columnsOf(migrations);

/** The first column of every index and key, as `table.column`. */
const indexed = new Set([
  ...steps.flatMap((step) => {
    if (step.does === 'addColumns' || step.does === 'dropColumns') return [];
    const [first] = step.does === 'createIndex' ? step.columns : step.primaryKey;
    return first === undefined ? [] : [`${step.table}.${first}`];
  }),
  ...columns
    .filter(({ facts }) => facts.primary || facts.unique)
    .map(({ table, column }) => `${table}.${column}`),
]);

describe('the schema', () => {
  it('is numbered in order, each number once', () => {
    const numbers = migrations.map(({ name }) => /^(\d{4})-[a-z-]+$/.exec(name)?.[1]);
    expect(numbers).toEqual([...new Set(numbers)].sort());
    expect(numbers).not.toContain(undefined);
  });

  it('finds by an index whatever points to a row that is deleted', () => {
    const pointing = columns
      .filter(({ facts }) => facts.references !== undefined)
      .map(({ table, column }) => `${table}.${column}`);
    expect(pointing.length).toBeGreaterThan(0);
    expect(pointing.filter((column) => !indexed.has(column))).toEqual([]);
  });
});
