import type { AccountId } from '@conclave/shared/ids';
import { mailLanguageOf } from '@conclave/shared/mail/MailLanguage';
import { RefusedError } from '@conclave/shared/RefusedError';
import type {
  Acknowledgement,
  RightsChange,
  RightsStanding,
  ServerExport,
} from '@conclave/shared/wire/rightsApi';
import type { Mailer } from '../mail/Mailer.ts';
import type { Clock } from '../ops/Clock.ts';
import type { AccountStore } from '../store/AccountStore.ts';
import type { ExportStore } from '../store/ExportStore.ts';
import type { RequestStore } from '../store/RequestStore.ts';
import type { RightsRow, RightsStore } from '../store/RightsStore.ts';

/** The papers in force. */
export interface Versions {
  readonly terms: string;
  readonly dpa: string;
  readonly policy: string;
  /** When this policy takes effect: who registers later has read it. */
  readonly policyFrom: number;
}

export interface RightsParts {
  readonly store: RightsStore;
  readonly requests: RequestStore;
  readonly exports: ExportStore;
  readonly accounts: Pick<AccountStore, 'byId'>;
  readonly mailer: Mailer;
  readonly versions: Versions;
  readonly clock: Clock;
}

/** [R95 to R110] What an account may do about its own data, beside correcting and closing. */
export class Rights {
  readonly #parts: RightsParts;

  constructor(parts: RightsParts) {
    this.#parts = parts;
  }

  async standing(accountId: AccountId): Promise<RightsStanding> {
    const { requests, versions } = this.#parts;
    const row = await this.#row(accountId);
    return {
      policyVersion: versions.policy,
      acknowledged: isAcknowledged(row, versions),
      termsChanged: row.termsVersion !== versions.terms || row.dpaVersion !== versions.dpa,
      restrictedAt: row.restrictedAt,
      noStatistics: row.noStatistics,
      afterDeath: row.afterDeath,
      openRequests: await requests.openOf(accountId),
    };
  }

  /** [R98] Who lifts a restriction is told by mail before it is lifted. */
  async change(accountId: AccountId, change: RightsChange): Promise<RightsStanding> {
    const { store, clock } = this.#parts;
    const { restrictedAt } = await this.#row(accountId);
    const { restricted = restrictedAt !== null, ...rest } = change;
    const changes = restricted !== (restrictedAt !== null);
    if (changes) await this.#tell(accountId, restricted);
    await store.change(accountId, changes ? change : rest, clock.now());
    return this.standing(accountId);
  }

  /** [R9, R10] Throws `termsRequired` for other versions than those in force: they are to be shown first. */
  async acknowledge(accountId: AccountId, seen: Acknowledgement): Promise<void> {
    const { store, versions, clock } = this.#parts;
    const { policy, terms, dpa } = versions;
    if (seen.policyVersion !== policy || seen.termsVersion !== terms || seen.dpaVersion !== dpa) {
      throw new RefusedError('termsRequired');
    }
    await store.acknowledge(accountId, versions, clock.now());
  }

  async export(accountId: AccountId, { admin }: { admin: boolean }): Promise<ServerExport> {
    const { exports, versions, clock } = this.#parts;
    const tables = await exports.of(accountId, { admin });
    return { madeAt: clock.now(), policyVersion: versions.policy, tables };
  }

  async #tell(accountId: AccountId, restricted: boolean): Promise<void> {
    const { accounts, mailer, clock } = this.#parts;
    const account = await accounts.byId(accountId);
    if (account === undefined) throw new RefusedError('signedOut');
    const { address: to, language } = account;
    mailer.send({
      kind: 'changedRestriction',
      ...{ to, language: mailLanguageOf(language), restricted, at: clock.now() },
      path: '/account/data',
    });
  }

  async #row(accountId: AccountId): Promise<RightsRow> {
    const row = await this.#parts.store.of(accountId);
    if (row === undefined) throw new RefusedError('signedOut');
    return row;
  }
}

function isAcknowledged(row: RightsRow, { policy, policyFrom }: Versions): boolean {
  if (row.acknowledgedVersion !== null) return row.acknowledgedVersion === policy;
  return row.registeredAt >= policyFrom;
}
