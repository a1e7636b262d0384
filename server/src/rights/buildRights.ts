import { policyVersions } from '@conclave/shared/dataMap/policyVersions';
import { retentionRules } from '@conclave/shared/dataMap/vocabulary';
import type { Mailer } from '../mail/Mailer.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Timers } from '../ops/Timers.ts';
import { AccountStore } from '../store/AccountStore.ts';
import type { Database } from '../store/Database.ts';
import { ExportStore } from '../store/ExportStore.ts';
import { RequestStore } from '../store/RequestStore.ts';
import { RightsStore } from '../store/RightsStore.ts';
import { StatisticStore } from '../store/StatisticStore.ts';
import { Requests } from './Requests.ts';
import { Rights, type Versions } from './Rights.ts';
import { RightsSweep } from './RightsSweep.ts';
import { Statistics } from './Statistics.ts';

export interface RightsOptions {
  readonly database: Database;
  readonly mailer: Mailer;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
  /** What is in force; tests bring their own. */
  readonly versions?: Versions;
  readonly statisticsMs?: number;
}

export interface RightsServices {
  readonly rights: Rights;
  readonly requests: Requests;
  readonly statistics: Statistics;
  readonly sweep: RightsSweep;
}

const STATISTICS_MS = retentionRules.statistics.maxDays * 24 * 3_600_000;

export function buildRights(options: RightsOptions): RightsServices {
  const { database, mailer, clock, timers, failed } = options;
  const { versions = policyVersions, statisticsMs = STATISTICS_MS } = options;
  const accounts = new AccountStore(database);
  const [store, requests] = [new RightsStore(database), new RequestStore(database)];
  const [statistics, exports] = [new StatisticStore(database), new ExportStore(database)];
  const parts = { mailer, clock, versions };
  return {
    rights: new Rights({ ...parts, store, requests, exports, accounts }),
    requests: new Requests({ store: requests, accounts, mailer, clock }),
    statistics: new Statistics({ store: statistics, clock }),
    sweep: new RightsSweep({
      ...{ ...parts, rights: store, requests, statistics, statisticsMs },
      ...{ timers, failed },
    }),
  };
}
