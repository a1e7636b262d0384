import { availableParallelism } from 'node:os';
import type { Secret } from '@conclave/shared/Secret';
import type { Log } from '../ops/Log.ts';
import type { Timers } from '../ops/Timers.ts';
import type { RoomPlaces } from '../room/RoomPlaces.ts';
import type { Database } from '../store/Database.ts';
import { NodeStore, type NodeLoad } from '../store/NodeStore.ts';
import { openNewsPool, type NewsPool } from '../store/postgres/openNewsPool.ts';
import type { Directions } from './Directions.ts';
import { MachineLoad } from './MachineLoad.ts';
import { LEASE_MS, ManyNodes } from './ManyNodes.ts';
import type { NodeSettings } from './nodeSettings.ts';
import { OneNode } from './OneNode.ts';

/** No longer than a beat: the answer decides whether people are sent away. */
const READY_MS = 1_500;

export interface NodePartsOptions {
  readonly node: NodeSettings;
  readonly databaseUrl: Secret<string> | undefined;
  readonly database: Database;
  readonly timers: Timers;
  readonly log: Log;
}

export interface NodeParts {
  readonly places: RoomPlaces & Directions;
  readonly newsPool: NewsPool | undefined;
  /** Begins to hold rooms. `handOver` closes all of them; `counts` says how many people and rooms are here. */
  start(work: NodeWork): Promise<void>;
  /** Throws while people should be sent elsewhere. */
  check(): Promise<void>;
  close(): Promise<void>;
}

interface NodeWork {
  readonly handOver: (isLost: boolean) => Promise<void>;
  readonly counts: () => Omit<NodeLoad, 'busy'>;
}

/** The node that this process is: one of several over PostgreSQL, or alone on an embedded database. */
export async function buildNodes(options: NodePartsOptions): Promise<NodeParts> {
  const { databaseUrl, log } = options;
  if (databaseUrl === undefined) {
    const nothing = (): Promise<void> => Promise.resolve();
    return {
      places: new OneNode(),
      newsPool: undefined,
      start: nothing,
      check: nothing,
      close: nothing,
    };
  }
  const broken = (error: Error): void => log.warn('store.connection-lost', { error });
  const newsPool = await openNewsPool(databaseUrl, broken);
  let counts: NodeWork['counts'] = () => ({ rooms: 0, members: 0 });
  const machine = new MachineLoad();
  const places = manyNodes(options, () => ({ ...counts(), busy: machine.busy() }));
  return {
    places,
    newsPool,
    check: () => places.check(),
    async start(work) {
      counts = work.counts;
      await places.start(work.handOver);
    },
    async close() {
      await newsPool.close();
    },
  };
}

function manyNodes(
  { node, database, timers, log }: NodePartsOptions,
  load: () => NodeLoad,
): ManyNodes {
  return new ManyNodes({
    ...node,
    ...{ timers, log, load },
    store: new NodeStore(database, LEASE_MS),
    cores: availableParallelism(),
    monotonic: () => performance.now(),
    isReady: ({ url }) => (url === null ? Promise.resolve(false) : isReady(url)),
  });
}

async function isReady(url: string): Promise<boolean> {
  try {
    const { ok } = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(READY_MS) });
    return ok;
  } catch {
    return false; // silent, or gone
  }
}
