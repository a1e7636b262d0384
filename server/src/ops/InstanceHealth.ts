import { statfs } from 'node:fs/promises';
import type { OperatorHealth } from '@conclave/shared/wire/operatorApi';
import type { Overdue } from '../retention/Overdue.ts';
import { CompanyStore } from '../store/CompanyStore.ts';
import type { Database } from '../store/Database.ts';
import { instanceCounts } from '../store/instanceCounts.ts';
import { standingOf } from '../companies/standing.ts';
import type { Clock } from './Clock.ts';
import type { Readiness } from './Readiness.ts';
import { softwareVersion } from './softwareVersion.ts';

const SOON_MS = 30 * 24 * 3_600_000;

export interface InstanceHealthOptions {
  readonly database: Database;
  readonly readiness: Readiness;
  readonly clock: Clock;
  readonly dataDir: string;
  /** Whether a mail server is configured. */
  readonly mail: boolean;
  readonly rooms: () => number;
  readonly overdue: Overdue;
}

/** What the operator's page shows: numbers, no names and nothing of meetings. */
export class InstanceHealth {
  readonly #options: InstanceHealthOptions;
  readonly #startedAt: number;

  constructor(options: InstanceHealthOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now();
  }

  async read(): Promise<OperatorHealth> {
    const { database, readiness, clock, dataDir, mail, rooms, overdue } = this.#options;
    const now = clock.now();
    const all = await new CompanyStore(database).all();
    const late = await overdue.report();
    const due = await overdue.calendar();
    return {
      softwareVersion: softwareVersion(),
      startedAt: this.#startedAt,
      now,
      ready: await readiness.isReady(),
      database: database.dialect,
      disk: await diskOf(dataDir),
      mail,
      rooms: rooms(),
      companies: all.length,
      lapsed: all.filter(({ paidUntil }) => standingOf(paidUntil, now).state === 'lapsed').length,
      ...(await instanceCounts(database)),
      dueSoon: due.filter(({ at }) => at <= now + SOON_MS).length,
      overdue: late.count,
      overdueSince: late.since ?? null,
      sweptAt: late.sweptAt ?? null,
    };
  }
}

/** Null where the disk cannot be asked: a page about health does not fail over that. */
async function diskOf(folder: string): Promise<OperatorHealth['disk']> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null; // a file system without such numbers
  }
}
