import pg from 'pg';
import type { Secret } from '@conclave/shared/Secret';

/** What nodes tell each other through the database goes over connections of its own: one listens. */
export interface NewsPool {
  readonly pool: pg.Pool;
  /** The same for all nodes of one instance, and for no other in the same database. */
  readonly channel: string;
  close(): Promise<void>;
}

export async function openNewsPool(
  url: Secret<string>,
  onBroken: (error: Error) => void,
): Promise<NewsPool> {
  const pool = new pg.Pool({
    connectionString: url.reveal(),
    max: 4,
    connectionTimeoutMillis: 2_000,
  });
  pool.on('error', onBroken);
  // The listening one is never given back by who took it, also not when it broke.
  const taken = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => taken.add(client));
  pool.on('release', (_error, client) => taken.delete(client));
  pool.on('connect', (client) => {
    client.on('error', onBroken);
    client.once('end', () => {
      if (taken.delete(client)) client.release(true);
    });
  });
  const { rows } = await pool.query<{ schema: string }>('select current_schema() as schema');
  const channel = `conclave.${rows[0]?.schema ?? 'public'}`;
  return { pool, channel, close: () => pool.end() };
}
