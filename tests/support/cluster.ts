import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { MeetingId } from '../../shared/src/ids.ts';
import { startBalancer, type Balancer } from './balancer.ts';
import { freePort } from './freePort.ts';
import { createSchema } from './postgres.ts';
import { startServer, type RunningServer } from './server.ts';

/** Several servers over one database, behind a balancer. */
export interface Cluster {
  /** As people open it. */
  readonly origin: string;
  readonly balancer: Balancer;
  readonly databaseUrl: string;
  node(name: string): RunningServer;
  /** The other one of two. */
  other(name: string): string;
  /** Resolves when each node has looked around since the last one came. */
  allKnown(): Promise<void>;
  /** The node that has a meeting's room. */
  placeOf(meetingId: MeetingId): Promise<string | undefined>;
  /** Starts a node under this name, also one that was there before. */
  start(name: string, env?: Readonly<Record<string, string>>): Promise<RunningServer>;
  remove(): Promise<void>;
}

/** A machine of its own for a node. */
export interface NodeHome {
  readonly name: string;
  /** Its network namespace, and its address there. */
  readonly network: string;
  readonly address: string;
}

/** Nodes say that their machine has nothing else to do: here they share it with other tests. */
const CALM = `
  create function calm() returns trigger language plpgsql as $$ begin new.busy := 0; return new; end $$;
  create trigger calm before insert or update on node for each row execute function calm();
  update node set busy = 0`;

/** Many beats: nodes share their machine with other tests. */
const KNOWN_MS = 40_000;

/** The same on all nodes. */
export const PEPPER = 'p'.repeat(32);

/** `places`: names of nodes on this machine, or machines for them. */
export async function startCluster(
  postgres: string,
  places: readonly (string | NodeHome)[],
  env: Readonly<Record<string, string>> = {},
): Promise<Cluster> {
  const schema = await createSchema(postgres);
  const balancer = await startBalancer();
  const names = places.map((place) => (typeof place === 'string' ? place : place.name));
  const homes = new Map(
    places.flatMap((place) => (typeof place === 'string' ? [] : [[place.name, place] as const])),
  );
  const nodes = new Map<string, RunningServer>();
  const all: RunningServer[] = [];
  // Where files lie on the disk, nodes share a folder.
  const keys = mkdtempSync(join(tmpdir(), 'conclave-cluster-keys-'));
  const start: Cluster['start'] = async (name, more = {}) => {
    const port = String(await freePort());
    const { address = '127.0.0.1', network } = homes.get(name) ?? {};
    const url = `http://${address}:${port}`;
    const node = await startServer({
      ...(network !== undefined && { network }),
      env: {
        ...{ DATABASE_URL: schema.url, PEPPER, TRUST_PROXY: '127.0.0.1' },
        ...{ NODE_NAME: name, NODE_URL: url, PORT: port },
        ...{ ACCOUNT_KEYS_DIR: keys },
        ...{ LISTEN: address, SOCKETS_PER_ADDRESS: '1000' },
        ...env,
        ...more,
      },
    });
    nodes.set(name, node);
    all.push(node);
    balancer.set(name, url);
    return node;
  };
  const node = (name: string): RunningServer => {
    const found = nodes.get(name);
    if (found === undefined) throw new Error(`no node ${name}`);
    return found;
  };
  for (const name of names) await start(name);
  const database = new pg.Pool({ connectionString: schema.url, max: 1 });
  await database.query(CALM);
  const namesOf = async (query: string, values: string[]): Promise<string[]> => {
    const { rows } = await database.query<{ name: string }>(query, values);
    return rows.map((row) => row.name);
  };
  return {
    async allKnown() {
      const leases = async (): Promise<number[]> =>
        (
          await database.query<{ lease: number }>('select lease_until::float8 as lease from node')
        ).rows.map(({ lease }) => lease);
      const before = Math.max(...(await leases()));
      const giveUp = performance.now() + KNOWN_MS;
      while (Math.min(...(await leases())) <= before) {
        if (performance.now() > giveUp) throw new Error('a node does not look around');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async placeOf(meetingId) {
      const query = 'select name from room_place join node using (run) where meeting_id = $1';
      return (await namesOf(query, [meetingId]))[0];
    },
    origin: balancer.origin,
    balancer,
    databaseUrl: schema.url,
    node,
    other: (name) => names.find((one) => one !== name) ?? '',
    start,
    async remove() {
      await balancer.close();
      await database.end();
      await Promise.all(all.map((one) => one.remove()));
      await schema.remove();
      rmSync(keys, { recursive: true, force: true });
    },
  };
}
