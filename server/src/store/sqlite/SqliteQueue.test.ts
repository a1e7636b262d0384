import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sql, type Database } from '../Database.ts';
import { openSqlite } from './openSqlite.ts';
import { SqliteThread } from './SqliteThread.ts';

describe('SqliteQueue', () => {
  let dataDir: string;
  let database: Database;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'conclave-queue-'));
    database = await openSqlite({ dataDir, alone: true });
    await sql`create table line (id integer primary key)`.execute(database.query);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const insert = async (id: number): Promise<number> => {
    await sql`insert into line values (${id})`.execute(database.query);
    return id;
  };
  const ids = Array.from({ length: 200 }, (_, id) => id);

  it('commits together what comes together', async () => {
    const group = vi.spyOn(SqliteThread.prototype, 'group');
    await Promise.all(ids.map(insert));
    const commits = group.mock.calls.map(([statements]) => statements.length);
    expect(commits.reduce((sum, size) => sum + size, 0)).toBe(200);
    // The first goes alone, and all that came meanwhile goes next.
    expect(commits.length).toBeLessThanOrEqual(4);
  });

  it('keeps the order in which statements were given', async () => {
    const done: number[] = [];
    await Promise.all(ids.map(async (id) => done.push(await insert(id))));
    expect(done).toEqual(ids);
  });

  it('lets a transaction and single statements take turns', async () => {
    const order: string[] = [];
    const transaction = (name: string): Promise<void> =>
      database.transaction(async (queries) => {
        await sql`select 1`.execute(queries);
        order.push(name);
      });
    await Promise.all([
      transaction('first transaction'),
      transaction('second transaction'),
      insert(1).then(() => order.push('single')),
    ]);
    expect(order).toEqual(['first transaction', 'single', 'second transaction']);
  });

  it('writes what was asked before the end', async () => {
    const written = Promise.all(ids.map(insert));
    await setImmediate(); // Kysely takes a few turns until a statement has left it
    await database.close();
    await expect(written).resolves.toEqual(ids);
  });

  it('rolls a transaction back that says nothing any more, and serves the others', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let forgotten: () => void = () => undefined;
    const silent = database.transaction(async (queries) => {
      await sql`insert into line values (1)`.execute(queries);
      await new Promise<void>((resolve) => (forgotten = resolve));
      await sql`insert into line values (2)`.execute(queries);
    });
    await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1), 20_000);
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    expect(await insert(3)).toBe(3);
    forgotten();
    await expect(silent).rejects.toThrow('over');
    const { rows } = await sql`select id from line`.execute(database.query);
    expect(rows).toEqual([{ id: 3 }]);
  });

  it('refuses what is asked after the end, and ends twice without harm', async () => {
    await database.close();
    await expect(insert(1)).rejects.toThrow();
    await expect(database.close()).resolves.toBeUndefined();
  });
});
