import { policyVersions } from '@conclave/shared/dataMap/policyVersions';
import type { Mailer } from '../mail/Mailer.ts';
import type { SureMail } from '../mail/sureMail.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Timers } from '../ops/Timers.ts';
import { AccountStore } from '../store/AccountStore.ts';
import type { Database } from '../store/Database.ts';
import { DutyStore } from '../store/DutyStore.ts';
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
  /** For what must not be lost with a restart. */
  readonly deliver: SureMail;
  readonly clock: Clock;
  /** By this people are reminded, once: a clock that jumped ahead uses no reminder up. */
  readonly sure: Clock;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
  /** What is in force; tests bring their own. */
  readonly versions?: Versions;
}

export interface RightsServices {
  readonly rights: Rights;
  readonly requests: Requests;
  readonly statistics: Statistics;
  readonly sweep: RightsSweep;
}

export function buildRights(options: RightsOptions): RightsServices {
  const { database, mailer, deliver, clock, sure, timers, failed } = options;
  const { versions = policyVersions } = options;
  const accounts = new AccountStore(database);
  const [store, requests] = [new RightsStore(database), new RequestStore(database)];
  const [statistics, exports] = [new StatisticStore(database), new ExportStore(database)];
  const parts = { mailer, clock, versions };
  return {
    rights: new Rights({ ...parts, store, requests, exports, accounts }),
    requests: new Requests({ store: requests, accounts, mailer, clock }),
    statistics: new Statistics({ store: statistics, clock }),
    sweep: new RightsSweep({
      ...{ ...parts, rights: store, requests, duty: new DutyStore(database) },
      ...{ deliver, clock: sure, timers, failed },
    }),
  };
}
