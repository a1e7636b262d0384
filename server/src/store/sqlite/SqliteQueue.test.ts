import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

  it('refuses what is asked after the end, and ends twice without harm', async () => {
    await database.close();
    await expect(insert(1)).rejects.toThrow();
    await expect(database.close()).resolves.toBeUndefined();
  });
});
