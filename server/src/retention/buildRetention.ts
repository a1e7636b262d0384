import type { Secret } from '@conclave/shared/Secret';
import type { SignIns } from '../accounts/SignIns.ts';
import type { Audit } from '../companies/Audit.ts';
import type { Mailer } from '../mail/Mailer.ts';
import type { MeetingDeletion } from '../meetings/MeetingDeletion.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Log } from '../ops/Log.ts';
import type { Timers } from '../ops/Timers.ts';
import { ClosureStore } from '../store/ClosureStore.ts';
import { CompanyStore } from '../store/CompanyStore.ts';
import type { Database } from '../store/Database.ts';
import { DeputyStore } from '../store/DeputyStore.ts';
import { DoubtStore } from '../store/DoubtStore.ts';
import { DutyStore } from '../store/DutyStore.ts';
import { ErasureStore } from '../store/ErasureStore.ts';
import { MemberStore } from '../store/MemberStore.ts';
import { RetentionStore } from '../store/RetentionStore.ts';
import { clockRules } from './clockRules.ts';
import { ClockWitness } from './ClockWitness.ts';
import { Closures } from './Closures.ts';
import { Eraser } from './Eraser.ts';
import { Notices } from './Notices.ts';
import { Overdue } from './Overdue.ts';
import type { Residue } from './Residue.ts';
import type { RetentionSettings } from './retentionSettings.ts';
import { Sweeper } from './Sweeper.ts';
import { Traces } from './Traces.ts';

export interface RetentionOptions {
  readonly database: Database;
  readonly settings: RetentionSettings;
  readonly pepper: Secret<string>;
  readonly signIns: SignIns;
  readonly audit: Audit;
  readonly deletion: MeetingDeletion;
  readonly residue: Residue;
  /** Undefined: nobody is mailed. */
  readonly mailer: Mailer | undefined;
  readonly oldFiles: (now: number) => Promise<void>;
  /** One that never goes back. */
  readonly clock: Clock;
  /** Told of every moment that a round believes. */
  readonly believed?: (at: number) => void;
  /** Counts on evenly, whatever the clock is set to. */
  readonly uptimeMs: () => number;
  readonly timers: Timers;
  readonly log: Log;
}

export interface RetentionParts {
  /** The caller's to start and to close. */
  readonly sweeper: Sweeper;
  readonly closures: Closures;
  readonly overdue: Overdue;
}

/** Everything that lets things go in time. */
export function buildRetention(options: RetentionOptions): RetentionParts {
  const { database, settings: policy, clock } = options;
  const stores = {
    companies: new CompanyStore(database),
    members: new MemberStore(database),
    retention: new RetentionStore(database),
    erasures: new ErasureStore(database),
    duty: new DutyStore(database),
    deputies: new DeputyStore(database),
  };
  const rules = clockRules(policy);
  const witness = new ClockWitness({
    ...{ ...options, duty: stores.duty, doubts: new DoubtStore(database) },
    believed: options.believed ?? (() => undefined),
  });
  const parts = { ...options, ...stores, policy, rules, witness };
  const sweeper = new Sweeper({
    ...parts,
    eraser: new Eraser({ ...parts, keys: database.accountKeys }),
    notices: new Notices(parts),
    traces: new Traces(parts),
  });
  const closures = new Closures({
    ...{ closures: new ClosureStore(database), companies: stores.companies, clock },
    closingMs: policy.closingMs,
    due: () => sweeper.wake(),
  });
  return { sweeper, closures, overdue: new Overdue(parts) };
}
