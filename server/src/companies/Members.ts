import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Role } from '@conclave/shared/wire/accountApi';
import type { Belongings, Member, MemberChange } from '@conclave/shared/wire/companyApi';
import type { SignIns } from '../accounts/SignIns.ts';
import type { Clock } from '../ops/Clock.ts';
import type { CompanyStore } from '../store/CompanyStore.ts';
import type { DeputyStore } from '../store/DeputyStore.ts';
import type { Queries } from '../store/Database.ts';
import type { MemberRow, MemberStore } from '../store/MemberStore.ts';
import type { Audit, Deed } from './Audit.ts';
import type { Admin } from './CompanyCallers.ts';

/** How long a removal can be taken back. It is also the longest that closed accounts are kept [R81]. */
export const REMOVAL_MS = 7 * 24 * 3_600_000;

export interface MembersParts {
  readonly companies: CompanyStore;
  readonly members: MemberStore;
  readonly deputies: Pick<DeputyStore, 'countPassingOn'>;
  readonly audit: Audit;
  readonly signIns: SignIns;
  readonly clock: Clock;
}

/**
 * The people of a company, by its admins. Whoever is suspended or removed is signed out at once and
 * cannot sign in. A meeting of theirs that runs goes on, for the guests did nothing; only a deputy, who
 * holds keys of their own, begins another session of it.
 */
export class Members {
  readonly #parts: MembersParts;

  constructor(parts: MembersParts) {
    this.#parts = parts;
  }

  async list({ companyId }: Admin): Promise<Member[]> {
    const rows = await this.#parts.members.ofCompany(companyId);
    return rows.map((row) => memberReply(row));
  }

  /** What goes when somebody is removed; numbers only. */
  async belongings(admin: Admin, accountId: AccountId): Promise<Belongings> {
    await this.find(admin, accountId);
    const { members, deputies } = this.#parts;
    const passOn = await deputies.countPassingOn(accountId);
    return { ...(await members.belongings(accountId)), passOn };
  }

  /** Returns the member as it was before. `lastAdmin` if nobody would be left who may do this. */
  async change(admin: Admin, accountId: AccountId, change: MemberChange): Promise<MemberRow> {
    const { companies, signIns } = this.#parts;
    const before = await this.find(admin, accountId);
    const ended = await companies.alone(admin.companyId, (queries) =>
      this.#change(queries, { admin, accountId, change }),
    );
    signIns.announce(ended ?? []);
    return before;
  }

  /** A member of the admin's own company; anybody else does not exist for the admin (T15). */
  async find({ companyId }: Admin, accountId: AccountId): Promise<MemberRow> {
    const row = await this.#parts.members.find(accountId);
    if (row?.companyId !== companyId) throw new RefusedError('notFound');
    return row;
  }

  /** Returns the sign-ins that ended. */
  async #change(
    queries: Queries,
    { admin, accountId, change }: { admin: Admin; accountId: AccountId; change: MemberChange },
  ): Promise<string[]> {
    const { members, audit, signIns, clock } = this.#parts;
    const by = (deed: Omit<Deed, 'actor' | 'subject'>): Promise<void> =>
      audit.note(queries, admin.companyId, { actor: admin.accountId, subject: accountId, ...deed });
    switch (change.to) {
      case 'active':
        await members.setState(queries, accountId, { suspendedAt: null, removedAt: null });
        await by({ act: 'memberReinstated' });
        return [];
      case 'suspended':
        await this.#checkAnotherAdmin(queries, admin, accountId);
        await members.setState(queries, accountId, { suspendedAt: clock.now(), removedAt: null });
        await by({ act: 'memberSuspended' });
        return signIns.endAllIn(queries, accountId);
      case 'removed':
        await this.#checkAnotherAdmin(queries, admin, accountId);
        await members.setState(queries, accountId, { suspendedAt: null, removedAt: clock.now() });
        await by({ act: 'memberRemoved' });
        return signIns.endAllIn(queries, accountId);
      case 'role':
        await this.#setRole(queries, { admin, accountId, role: change.role });
        await by({ act: 'roleChanged', detail: change.role });
        return [];
    }
  }

  async #setRole(
    queries: Queries,
    { admin, accountId, role }: { admin: Admin; accountId: AccountId; role: Role },
  ): Promise<void> {
    if (role === 'organizer') await this.#checkAnotherAdmin(queries, admin, accountId);
    await this.#parts.members.setRole(queries, accountId, role);
  }

  async #checkAnotherAdmin(queries: Queries, admin: Admin, leaving: AccountId): Promise<void> {
    const admins = await this.#parts.members.activeAdmins(queries, admin.companyId);
    if (!admins.some((id) => id !== leaving)) throw new RefusedError('lastAdmin');
  }
}

function memberReply(row: MemberRow): Member {
  const { accountId, firstName, lastName, address, role, joinedAt } = row;
  return { accountId, firstName, lastName, address, role, joinedAt, standing: standing(row) };
}

function standing({ suspendedAt, removedAt }: MemberRow): Member['standing'] {
  if (removedAt !== null) return { state: 'removed', deletedAt: removedAt + REMOVAL_MS };
  return suspendedAt === null ? { state: 'active' } : { state: 'suspended', since: suspendedAt };
}
