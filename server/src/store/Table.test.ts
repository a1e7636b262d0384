import { describe, expect, it } from 'vitest';
import { operational } from '@conclave/shared/dataMap/Annotation';
import { bytes, flag, integer, moment, text, word } from './Column.ts';
import { columnMap } from './columnMap.ts';
import { ddl } from './ddl.ts';
import { addColumns, index, migration, table, type SchemaOf } from './Table.ts';

const owner = table('owner', { id: text<`o-${string}`>().primary().about(operational) });
const thing = table(
  'thing',
  {
    owner_id: text().references('owner', 'id').about(operational),
    kind: word('large', "it's small").about(operational),
    size: integer().default(7).about(operational),
    is_open: flag().default(0).about(operational),
    seal: bytes().nullable().about(operational),
    made_at: moment().unique().about(operational),
  },
  { primaryKey: ['owner_id', 'made_at'] },
);
const later = addColumns('thing', { note: text().nullable().about(operational) });
const byKind = index('thing', ['kind', 'size'], { unique: true });
const all = [migration('1', owner, thing), migration('2', later, byKind)] as const;

describe('a table', () => {
  it('is written for SQLite', () => {
    expect(ddl(thing, 'sqlite')).toEqual([
      `create table "thing" (
  "owner_id" text not null references "owner" ("id") on delete cascade,
  "kind" text not null check ("kind" in ('large', 'it''s small')),
  "size" integer not null default 7,
  "is_open" integer not null default 0 check ("is_open" in (0, 1)),
  "seal" blob,
  "made_at" integer not null unique,
  primary key ("owner_id", "made_at")
) strict`,
    ]);
  });

  it('is written for Postgres, with texts compared by their bytes', () => {
    const [statement = ''] = ddl(thing, 'postgres');
    expect(statement).toContain('"kind" text collate "C" not null');
    expect(statement).toContain('"seal" bytea,');
    expect(statement).toContain('"made_at" bigint not null unique');
    expect(statement).not.toContain('strict');
  });

  it('gets columns and indexes later', () => {
    expect(ddl(later, 'sqlite')).toEqual(['alter table "thing" add column "note" text']);
    expect(ddl(byKind, 'sqlite')).toEqual([
      'create unique index "thing_by_kind_size" on "thing" ("kind", "size")',
    ]);
  });

  it.each(['Thing', 'a"b', 'a b', '', '1a', 'x'.repeat(64)])('refuses the name %j', (name) => {
    expect(() => ddl(table(name, {}), 'sqlite')).toThrow('not a name');
  });

  it('takes no column that does not say what it is for', () => {
    // @ts-expect-error -- about() is missing: this must not compile
    const silent = table('silent', { id: text().primary() });
    expect(() => columnMap([migration('3', silent)])).toThrow('silent.id does not say');
  });

  it('knows its rows, also with columns that came later', () => {
    type Row = SchemaOf<typeof all>['thing'];
    const note: Row['note']['__select__'] = null;
    const kind: Row['kind']['__insert__'] = 'large';
    // @ts-expect-error -- not one of the words
    const wrong: Row['kind']['__insert__'] = 'medium';
    expect([note, kind, wrong]).toEqual([null, 'large', 'medium']);
    expect(columnMap(all).map(({ table, column }) => `${table}.${column}`)).toContain('thing.note');
  });
});
