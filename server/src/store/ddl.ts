import type { Column, ColumnType } from './Column.ts';
import type { Columns, CreateTable, Step } from './Table.ts';

export type DialectName = 'sqlite' | 'postgres';

const typeNames = {
  sqlite: { text: 'text', integer: 'integer', bytes: 'blob' },
  // Compared by bytes, as in SQLite, whatever language the database was made for.
  postgres: { text: 'text collate "C"', integer: 'bigint', bytes: 'bytea' },
} as const satisfies Record<DialectName, Record<ColumnType, string>>;

/** The statements of one step. Written by us from constants only: names are checked, values quoted. */
export function ddl(step: Step, dialect: DialectName): string[] {
  switch (step.does) {
    case 'createTable':
      return [createTable(step, dialect)];
    case 'addColumns':
      return columnList(step.columns, dialect).map(
        (column) => `alter table ${quoted(step.table)} add column ${column}`,
      );
    case 'dropColumns':
      return step.dropped.map(
        (column) => `alter table ${quoted(step.table)} drop column ${quoted(column)}`,
      );
    case 'createIndex': {
      const name = quoted(`${step.table}_by_${step.columns.join('_')}`);
      const columns = step.columns.map(quoted).join(', ');
      const kind = step.unique ? 'unique index' : 'index';
      return [`create ${kind} ${name} on ${quoted(step.table)} (${columns})`];
    }
  }
}

function createTable({ table, columns, primaryKey }: CreateTable, dialect: DialectName): string {
  const lines = columnList(columns, dialect);
  if (primaryKey.length > 0) lines.push(`primary key (${primaryKey.map(quoted).join(', ')})`);
  const body = lines.map((line) => `  ${line}`).join(',\n');
  const strict = dialect === 'sqlite' ? ' strict' : '';
  return `create table ${quoted(table)} (\n${body}\n)${strict}`;
}

function columnList(columns: Columns, dialect: DialectName): string[] {
  return Object.entries(columns).map(([name, column]) => columnLine(name, column.facts, dialect));
}

function columnLine(name: string, facts: Column<unknown>['facts'], dialect: DialectName): string {
  const parts = [quoted(name), typeNames[dialect][facts.type]];
  if (!facts.nullable) parts.push('not null');
  if (facts.primary) parts.push('primary key');
  if (facts.unique) parts.push('unique');
  if (facts.default !== undefined) parts.push(`default ${literal(facts.default)}`);
  if (facts.words) {
    parts.push(`check (${quoted(name)} in (${facts.words.map(literal).join(', ')}))`);
  }
  if (facts.references) {
    const { table, column, onDelete } = facts.references;
    parts.push(`references ${quoted(table)} (${quoted(column)}) on delete ${onDelete}`);
  }
  return parts.join(' ');
}

function quoted(name: string): string {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(name)) throw new Error(`not a name for the database: ${name}`);
  return `"${name}"`;
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;
}
