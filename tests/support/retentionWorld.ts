import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountId, MeetingId } from '../../shared/src/ids.ts';
import type { SystemMail } from '../../shared/src/mail/SystemMail.ts';
import { Secret } from '../../shared/src/Secret.ts';
import { buildAccounts, type Accounts } from '../../server/src/accounts/buildAccounts.ts';
import { buildCompanies, type CompanyParts } from '../../server/src/companies/buildCompanies.ts';
import type { Admin } from '../../server/src/companies/CompanyCallers.ts';
import { DiskBlobs } from '../../server/src/files/DiskBlobs.ts';
import { MeetingDeletion } from '../../server/src/meetings/MeetingDeletion.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import { buildRetention, type RetentionParts } from '../../server/src/retention/buildRetention.ts';
import { DAY_MS } from '../../server/src/retention/due.ts';
import type { Residue } from '../../server/src/retention/Residue.ts';
import { columnMap } from '../../server/src/store/columnMap.ts';
import { sql, type Database } from '../../server/src/store/Database.ts';
import { DutyStore } from '../../server/src/store/DutyStore.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { newFileId } from './fileServer.ts';
import type { ManualTime } from './ManualTime.ts';
import { NodeBrowser } from './NodeBrowser.ts';
import { testDesk } from './testDesk.ts';
import { draftMeeting } from './testMeeting.ts';

const silent = (): void => undefined;
export const PEPPER = new Secret('p'.repeat(32));

/** As nobody configures less. */
export const LONGEST = {
  lapsedMs: 360 * DAY_MS,
  closingMs: 6 * DAY_MS,
  statisticsMs: 90 * DAY_MS,
  logMs: 30 * DAY_MS,
  backupMs: 35 * DAY_MS,
};

export interface RetentionWorldOptions {
  readonly database: Database;
  readonly time: ManualTime;
  readonly residue?: Residue;
}

/** Accounts, companies, meetings and files over a real database and disk, and what lets them go. */
export class RetentionWorld {
  readonly mails: SystemMail[] = [];
  readonly faults: string[] = [];
  readonly disconnected: string[] = [];
  /** By how much the machine's clock is wrong; what really passes is the time of the test. */
  wrongByMs = 0;
  /** Where files lie. */
  readonly folder = mkdtempSync(join(tmpdir(), 'conclave-retention-blobs-'));
  readonly blobs: DiskBlobs;
  readonly #options: RetentionWorldOptions;
  readonly #parts;

  constructor(options: RetentionWorldOptions) {
    this.#options = options;
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    this.blobs = new DiskBlobs(this.folder);
    this.#parts = this.#build();
  }

  get company(): CompanyParts {
    return this.#parts.company;
  }

  get accounts(): Accounts {
    return this.#parts.accounts;
  }

  /** One node's; each call is another node over the same database. */
  node(change: { database?: Database; residue?: Residue } = {}): RetentionParts {
    const { database, residue, time } = this.#options;
    const { deletion, accounts, company } = this.#parts;
    return buildRetention({
      ...{ database: change.database ?? database, settings: LONGEST, pepper: PEPPER },
      ...{ signIns: accounts.signIns, audit: company.audit, deletion },
      residue: change.residue ?? residue ?? nothing,
      mailer: { send: (mail) => void this.mails.push(mail) },
      oldFiles: () => Promise.resolve(),
      clock: { now: () => time.now() + this.wrongByMs },
      uptimeMs: () => time.now(),
      ...{ timers: time, log: this.#log },
    });
  }

  /** Lets time pass in which a server was running and swept. */
  async pass(ms: number): Promise<void> {
    const { database, time } = this.#options;
    time.advance(ms);
    await new DutyStore(database).mark('seen', time.now());
  }

  /** Somebody with a company of their own, or in that of an invitation. */
  async organizer(
    change: { invite?: string; firstName?: string; address?: string } = {},
  ): Promise<Admin> {
    const { accounts, company } = this.#parts;
    const { invite = null, ...person } = change;
    const input = await new NodeBrowser('http://localhost').draftRegistration({ invite });
    await accounts.registrar.register({ ...input, ...person }, '203.0.113.77');
    return company.callers.ofAccount(input.accountId);
  }

  /** A meeting with a document and a file in which a text stands, in place of what would be sealed. */
  async meeting(accountId: AccountId, canary = ''): Promise<MeetingId> {
    const { request, meetingId } = draftMeeting();
    await this.#parts.desk.create(accountId, request);
    const bytes = Buffer.from(`${canary} sealed `.repeat(20));
    const document = `document of ${meetingId}`;
    const file = newFileId();
    await this.insert('document', {
      ...{ id: document, meeting_id: meetingId, kind: 'chat', owner: '', generation: 0 },
    });
    await this.insert('document_entry', {
      ...{ document_id: document, generation: 0, position: 1, at: 1, author_id: 'a' },
      ...{ participant_id: 'p', sequence: 1, hash: Buffer.alloc(32), size: bytes.length },
      sealed_entry: bytes,
    });
    await this.insert('file', {
      ...{ meeting_id: meetingId, id: file, sealed_bytes: bytes.length, chunks: 1 },
      announced_at: 1,
    });
    async function* body(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(bytes);
    }
    const chunk = { index: 0, bytes: bytes.length, body: body() };
    await this.blobs.put({ meetingId, fileId: file }, chunk);
    return meetingId;
  }

  async insert(table: string, row: Record<string, unknown>): Promise<void> {
    const names = sql.join(Object.keys(row).map((name) => sql.ref(name)));
    const values = sql.join(Object.values(row));
    await sql`insert into ${sql.table(table)} (${names}) values (${values})`.execute(
      this.#options.database.query,
    );
  }

  /** Tables with a row in which a text stands, whatever the column. */
  async traces(text: string): Promise<string[]> {
    const found: string[] = [];
    for (const table of new Set(columnMap().map((column) => column.table))) {
      const { rows } = await sql`select * from ${sql.table(table)}`.execute(
        this.#options.database.query,
      );
      if (rows.some((row) => JSON.stringify(row).includes(text))) found.push(table);
    }
    return found;
  }

  async files(): Promise<number> {
    let count = 0;
    for await (const place of this.blobs.places()) count += place.fileId === '' ? 0 : 1;
    return count;
  }

  readonly #log: Log = {
    ...{ debug: silent, info: silent, security: silent },
    warn: (event) => void this.faults.push(event),
    error: (event) => void this.faults.push(event),
  };

  #build() {
    const { database, time } = this.#options;
    const log: Log = { ...this.#log, warn: silent };
    const accounts = buildAccounts({
      ...{ database, clock: time, log, pepper: PEPPER, registration: 'open' },
    });
    const { signIns } = accounts;
    const company = buildCompanies({ database, clock: time, signIns, mailer: undefined });
    const store = new MeetingStore(database);
    const deletion = new MeetingDeletion({
      ...{ store, clock: time, pepper: PEPPER },
      deleted: (id) => void this.disconnected.push(id),
      gone: (id) => this.blobs.deleteMeeting(id),
    });
    return { accounts, company, deletion, desk: testDesk({ store, clock: time }) };
  }
}

const nothing: Residue = { clear: () => Promise.resolve('clean'), close: () => Promise.resolve() };
