import type { Secret } from '@conclave/shared/Secret';
import type { Config } from '../config.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Lifetime } from '../ops/Lifetime.ts';
import type { Log } from '../ops/Log.ts';
import { openResidue, type Cleared, type Residue } from '../retention/Residue.ts';
import type { Database } from '../store/Database.ts';
import { openDatabase } from '../store/openDatabase.ts';
import { adoptKeys } from './adoptKeys.ts';
import { openAccountKeys } from './openAccountKeys.ts';

interface Tools {
  readonly pepper: Secret<string>;
  readonly clock: Clock;
  readonly log: Log;
  readonly lifetime: Lifetime;
}

/** A server's database with the keys of its accounts: nothing in it is plain that should not be, before anybody is served. */
export async function openWithKeys(
  config: Config,
  { pepper, clock, log, lifetime }: Tools,
): Promise<{ database: Database; residue: Residue }> {
  const { dataDir, databaseUrl: url } = config;
  const keys = await openAccountKeys(config, pepper);
  const options = { dataDir, url, alone: true, clock, log, keys };
  const database = lifetime.own(await openDatabase(options));
  const residue = lifetime.own(openResidue({ database, url, log }));
  const clear = (): Promise<Cleared> => residue.clear({ thorough: true });
  const count = await adoptKeys({ database, clock, clear });
  log.info('accountKeys.adopted', { count });
  return { database, residue };
}
