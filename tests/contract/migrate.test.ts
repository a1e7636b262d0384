import { expect, it } from 'vitest';
import { columnMap } from '../../server/src/store/columnMap.ts';
import { sql, type Database } from '../../server/src/store/Database.ts';
import { migrate, MigrationError } from '../../server/src/store/migrate.ts';
import { migrations } from '../../server/src/store/schema.ts';
import { describeDatabases } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';

/** What the database itself says it has. */
async function realColumns({ dialect, query }: Database): Promise<string[]> {
  const ask =
    dialect === 'sqlite'
      ? sql<{ name: string }>`select t.name || '.' || c.name as name
          from sqlite_master t, pragma_table_info(t.name) c
          where t.type = 'table' and t.name not like 'sqlite_%'`
      : sql<{ name: string }>`select table_name || '.' || column_name as name
          from information_schema.columns where table_schema = current_schema()`;
  const { rows } = await ask.execute(query);
  return rows.map(({ name }) => name).sort();
}

describeDatabases('migrate', (open) => {
  it('[R4] leaves no column that does not say what it is for', async () => {
    const annotated = columnMap().map(({ table, column }) => `${table}.${column}`);
    expect(await realColumns(await open())).toEqual(annotated.sort());
  });

  it('notices a column that came in another way', async () => {
    const database = await open();
    await sql`alter table migration add column stowaway text`.execute(database.query);
    const annotated = columnMap().map(({ table, column }) => `${table}.${column}`);
    expect(await realColumns(database)).not.toEqual(annotated.sort());
  });

  it('does nothing the second time', async () => {
    const database = await open();
    expect(await migrate(database, new ManualClock())).toEqual([]);
    const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(
      database.query,
    );
    expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
  });

  it('can be asked by several nodes at once', async () => {
    const database = await open();
    await Promise.all(Array.from({ length: 4 }, () => migrate(database, new ManualClock())));
    expect(await migrate(database, new ManualClock())).toEqual([]);
  });

  it('refuses a database of a newer program', async () => {
    const database = await open();
    await sql`insert into migration values ('9999-later', 'x', 1)`.execute(database.query);
    await expect(migrate(database, new ManualClock())).rejects.toThrow(MigrationError);
  });

  it('refuses when an applied migration was edited', async () => {
    const database = await open();
    await sql`update migration set digest = 'other'`.execute(database.query);
    await expect(migrate(database, new ManualClock())).rejects.toThrow('was changed after');
  });
});
