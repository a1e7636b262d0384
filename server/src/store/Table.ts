import type { ColumnType as KyselyColumn } from 'kysely';
import type { Column } from './Column.ts';

type AnnotatedColumn = Column<unknown, boolean, true>;
export type Columns = Readonly<Record<string, AnnotatedColumn>>;

/** What a migration does. Names and columns stay in the type: the schema is derived from them. */
export interface CreateTable<Name extends string = string, C extends Columns = Columns> {
  readonly does: 'createTable';
  readonly table: Name;
  readonly columns: C;
  /** Of several columns; a single one says primary() itself. */
  readonly primaryKey: readonly string[];
}

export interface AddColumns<Name extends string = string, C extends Columns = Columns> {
  readonly does: 'addColumns';
  readonly table: Name;
  readonly columns: C;
}

export interface CreateIndex {
  readonly does: 'createIndex';
  readonly table: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
}

export interface DropColumns<Name extends string = string, Dropped extends string = string> {
  readonly does: 'dropColumns';
  readonly table: Name;
  readonly dropped: readonly Dropped[];
}

export type Step = CreateTable | AddColumns | CreateIndex | DropColumns;

/** A new table. Every column is annotated, or this does not compile. */
export function table<const Name extends string, C extends Columns>(
  name: Name,
  columns: C,
  options: { primaryKey?: readonly (keyof C & string)[] } = {},
): CreateTable<Name, C> {
  return { does: 'createTable', table: name, columns, primaryKey: options.primaryKey ?? [] };
}

/** Columns added to a table of an earlier migration: nullable or with a default. */
export function addColumns<const Name extends string, C extends Columns>(
  name: Name,
  columns: C,
): AddColumns<Name, C> {
  return { does: 'addColumns', table: name, columns };
}

/** Columns that nobody writes or reads any more. No key, no index and nothing unique: SQLite drops no such. */
export function dropColumns<const Name extends string, const Dropped extends string>(
  name: Name,
  ...dropped: readonly Dropped[]
): DropColumns<Name, Dropped> {
  return { does: 'dropColumns', table: name, dropped };
}

/** An index; its name is made from table and columns. */
export function index(
  name: string,
  columns: readonly string[],
  options: { unique?: boolean } = {},
): CreateIndex {
  return { does: 'createIndex', table: name, columns, unique: options.unique ?? false };
}

export interface Migration<Steps extends readonly Step[] = readonly Step[]> {
  /** Number and topic, as `0001-accounts`. */
  readonly name: string;
  readonly steps: Steps;
}

/** What changes together. Never edit one that has been released: add another. */
export function migration<const Steps extends readonly Step[]>(
  name: string,
  ...steps: Steps
): Migration<Steps> {
  return { name, steps };
}

type KyselyOf<C> =
  C extends Column<infer Value, infer Optional, true>
    ? KyselyColumn<Value, Optional extends true ? Value | undefined : Value, Value>
    : never;

type RowOf<C extends Columns> = { [Name in keyof C]: KyselyOf<C[Name]> };

type StepsOf<M> = M extends Migration<infer Steps> ? Steps[number] : never;
type WithColumns<S> = Extract<S, { columns: Columns }>;
type DroppedOf<S, Name> =
  S extends DropColumns<infer Table, infer Dropped>
    ? Table extends Name
      ? Dropped
      : never
    : never;
type Intersected<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** The tables that a list of migrations ends in, as Kysely wants them. */
export type SchemaOf<Migrations extends readonly Migration[]> = {
  [S in WithColumns<StepsOf<Migrations[number]>> as S['table']]: Omit<
    Intersected<
      RowOf<Extract<WithColumns<StepsOf<Migrations[number]>>, { table: S['table'] }>['columns']>
    >,
    DroppedOf<StepsOf<Migrations[number]>, S['table']>
  >;
};
