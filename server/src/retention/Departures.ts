import { OPERATOR, type Audit } from '../companies/Audit.ts';
import { REMOVAL_MS } from '../companies/Members.ts';
import type { MeetingDeletion } from '../meetings/MeetingDeletion.ts';
import type { Clock } from '../ops/Clock.ts';
import type { Cancel, Timers } from '../ops/Timers.ts';
import { CompanyStore } from '../store/CompanyStore.ts';
import type { Database } from '../store/Database.ts';
import { MemberStore, type MemberRow } from '../store/MemberStore.ts';

const HOUR_MS = 3_600_000;

export interface DeparturesOptions {
  readonly database: Database;
  readonly audit: Audit;
  readonly deletion: MeetingDeletion;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly failed: (error: unknown) => void;
}

/** [R81] Deletes whoever was removed from a company, with everything of theirs, a week later. */
export class Departures {
  readonly #options: DeparturesOptions;
  readonly #companies: CompanyStore;
  readonly #members: MemberStore;
  #cancel: Cancel | undefined;
  #closed = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: DeparturesOptions) {
    this.#options = options;
    this.#companies = new CompanyStore(options.database);
    this.#members = new MemberStore(options.database);
  }

  /** Now, and every hour. */
  start(): void {
    this.#running = this.sweep().catch((error: unknown) => this.#options.failed(error));
    this.#cancel = this.#options.timers.after(HOUR_MS, () => {
      if (!this.#closed) this.start();
    });
  }

  /** What was interrupted goes on at the next one: the account goes last. */
  async sweep(): Promise<void> {
    const due = this.#options.clock.now() - REMOVAL_MS;
    for (const member of await this.#members.removedBefore(due)) {
      if (this.#closed) return;
      await this.#delete(member);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel?.();
    await this.#running;
  }

  async #delete({ accountId, companyId }: MemberRow): Promise<void> {
    const { audit, deletion } = this.#options;
    for (const id of await this.#members.meetings(accountId)) await deletion.delete(id);
    await this.#companies.alone(companyId, async (queries) => {
      await this.#members.delete(queries, accountId);
      const deed = { actor: OPERATOR, act: 'memberDeleted', subject: accountId } as const;
      await audit.note(queries, companyId, deed);
    });
  }
}
