import type { Annotation } from '@conclave/shared/dataMap/Annotation';

export type ColumnType = 'text' | 'integer' | 'bytes';

/** What a reference does when the row that it points to goes. */
export type OnDelete = 'cascade' | 'restrict' | 'set null';

interface Facts {
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly primary: boolean;
  readonly unique: boolean;
  readonly default: string | number | undefined;
  readonly words: readonly (string | number)[] | undefined;
  readonly references: { table: string; column: string; onDelete: OnDelete } | undefined;
  readonly annotation: Annotation | undefined;
}

/**
 * A column in the making. `Value` is what a row holds, `Optional` whether an insert may leave it
 * out, `Annotated` whether about() has been called: a table takes annotated columns only.
 */
export class Column<Value, Optional extends boolean = false, Annotated extends boolean = false> {
  declare readonly value: Value;
  declare readonly optional: Optional;
  declare readonly annotated: Annotated;
  readonly facts: Facts;

  constructor(facts: Facts) {
    this.facts = facts;
  }

  primary(): Column<Value, Optional, Annotated> {
    return new Column({ ...this.facts, primary: true });
  }

  unique(): Column<Value, Optional, Annotated> {
    return new Column({ ...this.facts, unique: true });
  }

  nullable(): Column<Value | null, true, Annotated> {
    return new Column({ ...this.facts, nullable: true });
  }

  default(value: Value & (string | number)): Column<Value, true, Annotated> {
    return new Column({ ...this.facts, default: value });
  }

  references(
    table: string,
    column: string,
    onDelete: OnDelete = 'cascade',
  ): Column<Value, Optional, Annotated> {
    return new Column({ ...this.facts, references: { table, column, onDelete } });
  }

  /** Says what the column is for; without it no table takes it. */
  about(annotation: Annotation): Column<Value, Optional, true> {
    return new Column({ ...this.facts, annotation });
  }
}

const plain = {
  nullable: false,
  primary: false,
  unique: false,
  default: undefined,
  words: undefined,
  references: undefined,
  annotation: undefined,
} as const;

/** Text, or an id of its own type: `text<AccountId>()`. */
export function text<Value extends string = string>(): Column<Value> {
  return new Column({ ...plain, type: 'text' });
}

/** One of the listed words; the database refuses others. */
export function word<const Words extends readonly string[]>(
  ...words: Words
): Column<Words[number]> {
  return new Column({ ...plain, type: 'text', words });
}

/** A whole number below 2^53: counts, sizes, versions. */
export function integer(): Column<number> {
  return new Column({ ...plain, type: 'integer' });
}

/** A moment in epoch milliseconds. */
export function moment(): Column<number> {
  return integer();
}

/** 0 or 1: SQLite knows no booleans. */
export function flag(): Column<0 | 1> {
  return new Column({ ...plain, type: 'integer', words: [0, 1] });
}

/** Bytes; from Postgres they come as a Buffer, from SQLite as a Uint8Array: rely on the latter. */
export function bytes(): Column<Uint8Array> {
  return new Column({ ...plain, type: 'bytes' });
}
