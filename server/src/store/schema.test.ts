import { describe, expect, it } from 'vitest';
import { migrations } from './schema.ts';
import type { Step } from './Table.ts';

const steps: readonly Step[] = migrations.flatMap(({ steps }) => [...steps]);
const tables = steps.flatMap((step) => (step.does === 'createIndex' ? [] : [step]));

/** The first column of every index and key, as `table.column`. */
const indexed = new Set([
  ...steps.flatMap((step) => {
    if (step.does === 'addColumns') return [];
    const [first] = step.does === 'createIndex' ? step.columns : step.primaryKey;
    return first === undefined ? [] : [`${step.table}.${first}`];
  }),
  ...tables.flatMap(({ table, columns }) =>
    Object.entries(columns)
      .filter(([, { facts }]) => facts.primary || facts.unique)
      .map(([name]) => `${table}.${name}`),
  ),
]);

describe('the schema', () => {
  it('is numbered in order, each number once', () => {
    const numbers = migrations.map(({ name }) => /^(\d{4})-[a-z-]+$/.exec(name)?.[1]);
    expect(numbers).toEqual([...new Set(numbers)].sort());
    expect(numbers).not.toContain(undefined);
  });

  it('finds by an index whatever points to a row that is deleted', () => {
    const pointing = tables.flatMap(({ table, columns }) =>
      Object.entries(columns)
        .filter(([, { facts }]) => facts.references !== undefined)
        .map(([name]) => `${table}.${name}`),
    );
    expect(pointing.length).toBeGreaterThan(0);
    expect(pointing.filter((column) => !indexed.has(column))).toEqual([]);
  });
});
