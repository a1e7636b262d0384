import { expect, it } from 'vitest';
import { sql, type Database } from '../../server/src/store/Database.ts';
import { isForeignKeyViolation, isUniqueViolation } from '../../server/src/store/StoreError.ts';
import { describeDatabases } from '../support/databases.ts';

async function withTables(database: Database): Promise<Database> {
  const bytes = sql.raw(database.dialect === 'sqlite' ? 'blob' : 'bytea');
  const integer = sql.raw(database.dialect === 'sqlite' ? 'integer' : 'bigint');
  await sql`create table purse (id text primary key, coins ${integer} not null, seal ${bytes})`.execute(
    database.query,
  );
  await sql`create table note (purse text not null references purse (id))`.execute(database.query);
  return database;
}

interface Purse {
  id: string;
  coins: number;
  seal: Uint8Array | null;
}

async function insert(database: Database, { id, coins, seal }: Purse): Promise<void> {
  await sql`insert into purse values (${id}, ${coins}, ${seal})`.execute(database.query);
}

async function purses(database: Database): Promise<Purse[]> {
  const { rows } = await sql<Purse>`select * from purse order by id`.execute(database.query);
  return rows;
}

const empty = { coins: 0, seal: null };

describeDatabases('Database', (open) => {
  it('gives back texts, whole numbers, bytes and null as they were', async () => {
    const database = await withTables(await open());
    const seal = new Uint8Array([0, 1, 255]);
    await insert(database, { id: 'ä\'"; --', coins: Number.MAX_SAFE_INTEGER, seal });
    await insert(database, { id: 'b', coins: -1, seal: null });
    const [second, first] = await purses(database);
    expect(first?.id).toBe('ä\'"; --');
    expect(first?.coins).toBe(Number.MAX_SAFE_INTEGER);
    expect(new Uint8Array(first?.seal ?? [])).toEqual(seal);
    expect(second).toEqual({ id: 'b', coins: -1, seal: null });
  });

  it('takes bytes that are a view into something larger', async () => {
    const database = await withTables(await open());
    await insert(database, {
      ...empty,
      id: 'a',
      seal: new Uint8Array([9, 1, 2, 9]).subarray(1, 3),
    });
    const [purse] = await purses(database);
    expect(Array.from(purse?.seal ?? [])).toEqual([1, 2]);
  });

  it('says when such a row exists, and when the row pointed to does not', async () => {
    const database = await withTables(await open());
    await insert(database, { ...empty, id: 'a' });
    const twice = await insert(database, { ...empty, id: 'a' }).catch((error: unknown) => error);
    expect(isUniqueViolation(twice)).toBe(true);
    expect(isForeignKeyViolation(twice)).toBe(false);
    const astray = await sql`insert into note values ('nobody')`
      .execute(database.query)
      .catch((error: unknown) => error);
    expect(isForeignKeyViolation(astray)).toBe(true);
    expect(isUniqueViolation(astray)).toBe(false);
  });

  it('stores the others when one of many simultaneous statements fails', async () => {
    const database = await withTables(await open());
    const ids = Array.from({ length: 100 }, (_, i) =>
      i === 50 ? 'p000' : `p${i}`.padStart(4, '0'),
    );
    const results = await Promise.allSettled(ids.map((id) => insert(database, { ...empty, id })));
    const refused = results.filter(({ status }) => status === 'rejected');
    const stored = await purses(database);
    expect(stored.length + refused.length).toBe(100);
    expect(new Set(ids).size).toBe(stored.length);
  });

  it('undoes a transaction that throws, wholly', async () => {
    const database = await withTables(await open());
    const failed = database.transaction(async (queries) => {
      await sql`insert into purse values ('a', 1, null)`.execute(queries);
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(await purses(database)).toEqual([]);
  });

  it('undoes a transaction of which a statement failed', async () => {
    const database = await withTables(await open());
    const failed = database.transaction(async (queries) => {
      await sql`insert into purse values ('a', 1, null)`.execute(queries);
      await sql`insert into purse values ('a', 1, null)`.execute(queries);
    });
    await expect(failed).rejects.toSatisfy(isUniqueViolation);
    expect(await purses(database)).toEqual([]);
    await insert(database, { ...empty, id: 'a' });
    expect(await purses(database)).toHaveLength(1);
  });

  it('never lets a single statement see or join half a transaction', async () => {
    const database = await withTables(await open());
    await insert(database, { id: 'a', coins: 100, seal: null });
    await insert(database, { id: 'b', coins: 0, seal: null });
    const move = (): Promise<void> =>
      database.transaction(async (queries) => {
        await sql`update purse set coins = coins - 1 where id = 'a'`.execute(queries);
        await sql`update purse set coins = coins + 1 where id = 'b'`.execute(queries);
      });
    const look = async (): Promise<number> => {
      const all = await purses(database);
      return all.reduce((sum, { coins }) => sum + coins, 0);
    };
    const looks: Promise<number>[] = [];
    const moves = Array.from({ length: 40 }, () => {
      looks.push(look(), look());
      return move();
    });
    await Promise.all(moves);
    expect(new Set(await Promise.all(looks))).toEqual(new Set([100]));
    expect((await purses(database)).map(({ coins }) => coins)).toEqual([60, 40]);
  });

  it('refuses the database inside a transaction, where it would wait for itself', async () => {
    const database = await withTables(await open());
    const wrong = database.transaction(() => purses(database));
    await expect(wrong).rejects.toThrow('use the transaction');
    expect(await purses(database)).toEqual([]);
  });

  it('takes what a transaction has begun and nobody awaited, once it is over', async () => {
    const database = await withTables(await open());
    let later: Promise<Purse[]> | undefined;
    await database.transaction(async (queries) => {
      await sql`insert into purse values ('a', 1, null)`.execute(queries);
      later = new Promise((resolve) => setTimeout(resolve, 100)).then(() => purses(database));
    });
    expect(await later).toHaveLength(1);
  });

  it('answers a ping until it is closed', async () => {
    const database = await open();
    await expect(database.ping()).resolves.toBeUndefined();
    await database.close();
    await expect(database.ping()).rejects.toThrow();
  });
});
