import pg from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { PostgresResidue } from '../../server/src/retention/Residue.ts';
import { Secret } from '../../shared/src/Secret.ts';
import { sql } from '../../server/src/store/Database.ts';
import { describeDatabaseFiles } from '../support/databaseFiles.ts';
import { filesWith, newCanary } from '../support/canaries.ts';
import { ManualTime } from '../support/ManualTime.ts';

describeDatabaseFiles('what deleting leaves behind', (open) => {
  it('[R80] is gone from tables and journals, but not while somebody may still read it', async () => {
    const { database, residue, folder, url } = await open(new ManualTime());
    const canary = newCanary();
    const row = { name: canary, holder: '', held_until: 0 };
    await database.query.insertInto('duty').values(row).execute();
    expect(filesWith([folder], canary)).not.toEqual([]); // control: the search finds what is there
    const done = await reads(url);
    await sql`delete from duty where name = ${canary}`.execute(database.query);
    if (url !== undefined) {
      const hurried = new PostgresResidue(new Secret(url), () => undefined, 0);
      onTestFinished(() => hurried.close());
      expect(await hurried.clear({ thorough: true })).toBe('held');
    }
    const cleared = residue.clear({ thorough: true });
    await done();
    expect(await cleared).toBe('clean');
    expect(filesWith([folder], canary)).toEqual([]);
  });
});

/** Somebody who reads one state of the database for a while, as a backup does; returns what ends it. */
async function reads(url: string | undefined): Promise<() => Promise<void>> {
  if (url === undefined) return () => Promise.resolve();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('begin isolation level repeatable read');
  await client.query('select 1'); // from now on its state; a table it read would not be written anew under it at all
  return () => client.end();
}
