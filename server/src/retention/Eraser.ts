import { AccountId, type MeetingId } from '@conclave/shared/ids';
import { mailLanguageOf } from '@conclave/shared/mail/MailLanguage';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Secret } from '@conclave/shared/Secret';
import * as v from 'valibot';
import type { AccountKeys } from '../accountKeys/AccountKeys.ts';
import type { SignIns } from '../accounts/SignIns.ts';
import { OPERATOR, type Audit } from '../companies/Audit.ts';
import type { Mailer } from '../mail/Mailer.ts';
import { deletionHash } from '../meetings/deletionHash.ts';
import type { MeetingDeletion } from '../meetings/MeetingDeletion.ts';
import type { CompanyStore } from '../store/CompanyStore.ts';
import type { Queries } from '../store/Database.ts';
import type { DeputyStore } from '../store/DeputyStore.ts';
import { insertDeletion } from '../store/deletions.ts';
import type { ErasureBegun, ErasureStore } from '../store/ErasureStore.ts';
import type { MemberRow, MemberStore } from '../store/MemberStore.ts';
import type { RetentionStore } from '../store/RetentionStore.ts';
import { deadlineOf, type Due, type DuePolicy, type Held } from './due.ts';
import { shredKeys } from './shredKeys.ts';

export interface EraserOptions {
  readonly companies: CompanyStore;
  readonly members: MemberStore;
  readonly retention: RetentionStore;
  readonly erasures: ErasureStore;
  readonly deputies: Pick<DeputyStore, 'passOn'>;
  readonly audit: Audit;
  /** The accounts' own, which lie outside the database. */
  readonly keys: Pick<AccountKeys, 'shred'>;
  readonly deletion: MeetingDeletion;
  readonly signIns: SignIns;
  readonly pepper: Secret<string>;
  readonly policy: DuePolicy;
  /** Undefined: nobody is mailed. */
  readonly mailer: Mailer | undefined;
}

type Leaving = Exclude<Due, { what: 'meeting' }>;

/** Who goes. Whoever can still be read is held in memory, to be told once what they are reached by is gone. */
interface Group {
  readonly companyId: string;
  readonly ids: readonly AccountId[];
  readonly known: ReadonlyMap<AccountId, MemberRow>;
}

interface How {
  readonly now: number;
  /** Takes the sign-ins that ended. */
  readonly ended: string[];
}

/**
 * [R80, R81] Erases accounts and companies with everything of theirs. The first step takes the keys, so that what
 * is left is noise, and notes it in the ledger; from there nothing leads back. Each further step may be
 * the last one before a crash: `resume` goes on from there.
 */
export class Eraser {
  readonly #options: EraserOptions;

  constructor(options: EraserOptions) {
    this.#options = options;
  }

  /** False if it is not due any more: somebody paid, or took it back, a moment ago. */
  async erase({ what, id }: Leaving, now: number): Promise<boolean> {
    const ended: string[] = [];
    const begun = await (what === 'company'
      ? this.#beginCompany(id, { now, ended })
      : this.#beginAccount(id, { now, ended }));
    if (begun === undefined) return false;
    this.#options.signIns.announce(ended);
    await this.#goOn(begun, now);
    return true;
  }

  /** Goes on with what a crash broke off. */
  async resume(begun: ErasureBegun, now: number): Promise<void> {
    await this.#goOn(begun, now);
  }

  async #beginAccount(id: AccountId, how: How): Promise<ErasureBegun | undefined> {
    const { members, companies, retention } = this.#options;
    const companyId = await members.companyOf(id);
    if (companyId === undefined) return undefined;
    return companies.alone(companyId, async (queries) => {
      const held = await retention.heldAccount(queries, id);
      return this.#begin(queries, { held, accounts: [id] }, how);
    });
  }

  async #beginCompany(id: string, how: How): Promise<ErasureBegun | undefined> {
    const { companies, members, retention } = this.#options;
    return companies.alone(id, async (queries) => {
      const held = await retention.heldCompany(queries, id);
      const begun = await this.#begin(
        queries,
        { held, accounts: await members.idsOf(id, queries) },
        how,
      );
      // Nobody comes in any more.
      if (begun) await queries.deleteFrom('invite').where('company_id', '=', id).execute();
      return begun;
    });
  }

  /** What opens the vaults, and the ledger, together: afterwards neither we nor a backup can bring anything back. */
  async #begin(
    queries: Queries,
    { held, accounts }: { held: Held | undefined; accounts: readonly AccountId[] },
    { now, ended }: How,
  ): Promise<ErasureBegun | undefined> {
    const { policy, pepper, erasures, signIns, deputies } = this.#options;
    const dated = held && deadlineOf(held, policy);
    if (dated === undefined || dated.what === 'meeting' || dated.at > now) return undefined;
    const { what, id: subjectId, because } = dated;
    // Who closes the own account takes everything along; whom the company removes leaves to deputies what they can open.
    if (what === 'account' && because === 'removed') await deputies.passOn(queries, subjectId);
    const keyedHash = deletionHash(pepper, what, subjectId);
    const begun = { keyedHash, what, because, subjectId, begunAt: now };
    await erasures.begin(queries, begun);
    await insertDeletion(queries, { keyedHash, at: now });
    for (const id of accounts) {
      await insertDeletion(queries, { keyedHash: deletionHash(pepper, 'account', id), at: now });
      ended.push(...(await signIns.endAllIn(queries, id)));
      await shredKeys(queries, id);
    }
    return begun;
  }

  /** The accounts' own keys go first: whatever a crash leaves from here on, nobody can be read in it. */
  async #goOn(begun: ErasureBegun, now: number): Promise<void> {
    const { erasures, keys } = this.#options;
    const leaving = await this.#leaving(begun);
    // It went with its company.
    if (leaving === undefined) return erasures.finishAlone(begun.keyedHash, now);
    const { companyId, ids, known } = leaving;
    for (const id of ids) await keys.shred(id);
    for (const accountId of ids) {
      await this.#account({ accountId, companyId }, begun, now);
      this.#tell(known.get(accountId), now);
    }
    if (begun.what === 'company') await this.#company(begun, now);
  }

  async #leaving({ what, subjectId }: ErasureBegun): Promise<Group | undefined> {
    const { members } = this.#options;
    if (what === 'company') {
      const ids = await members.idsOf(subjectId);
      return { companyId: subjectId, ids, known: byId(await members.ofCompany(subjectId)) };
    }
    const id = v.parse(AccountId, subjectId);
    const companyId = await members.companyOf(id);
    if (companyId === undefined) return undefined;
    const member = await members.find(id);
    return { companyId, ids: [id], known: byId(member === undefined ? [] : [member]) };
  }

  #tell(member: MemberRow | undefined, now: number): void {
    // A crash came after the key was gone: nobody knows the address any more.
    if (member === undefined) return;
    const to = { to: member.address, language: mailLanguageOf(member.language) };
    this.#options.mailer?.send({ kind: 'closedAccount', ...to, at: now });
  }

  async #company({ subjectId, keyedHash }: ErasureBegun, now: number): Promise<void> {
    const { companies, erasures } = this.#options;
    await companies.alone(subjectId, async (queries) => {
      await queries.deleteFrom('company').where('id', '=', subjectId).execute();
      await erasures.finish(queries, keyedHash, now);
    });
  }

  /** Meetings first, the account last: as long as it is there, it is known what is left to do. */
  async #account(
    { accountId, companyId }: Pick<MemberRow, 'accountId' | 'companyId'>,
    begun: ErasureBegun,
    now: number,
  ): Promise<void> {
    const { companies, members, erasures, audit } = this.#options;
    for (const id of await members.meetings(accountId)) await this.#meeting(id, begun);
    await companies.alone(companyId, async (queries) => {
      await members.delete(queries, accountId);
      if (begun.what === 'company') return;
      const deed = { actor: OPERATOR, act: 'memberDeleted', subject: accountId } as const;
      await audit.note(queries, companyId, deed);
      await this.#leaveEmptyCompany(queries, companyId, now);
      await erasures.finish(queries, begun.keyedHash, now);
    });
  }

  async #meeting(id: MeetingId, begun: ErasureBegun): Promise<void> {
    const { deletion, erasures } = this.#options;
    try {
      const { deleted } = await deletion.delete(id);
      await erasures.count(begun.keyedHash, { files: deleted.files });
    } catch (error) {
      // Its organizer was faster.
      if (!(error instanceof RefusedError && error.code === 'notFound')) throw error;
    }
  }

  /** A company in which nobody is left is nobody's; what it holds are names and rules of people who left. */
  async #leaveEmptyCompany(queries: Queries, companyId: string, now: number): Promise<void> {
    if ((await this.#options.members.idsOf(companyId, queries)).length > 0) return;
    const keyedHash = deletionHash(this.#options.pepper, 'company', companyId);
    await insertDeletion(queries, { keyedHash, at: now });
    await queries.deleteFrom('company').where('id', '=', companyId).execute();
  }
}

function byId(rows: readonly MemberRow[]): ReadonlyMap<AccountId, MemberRow> {
  return new Map(rows.map((row) => [row.accountId, row]));
}
