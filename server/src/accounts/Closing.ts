import type { AccountId } from '@conclave/shared/ids';
import type { ClosurePreview } from '@conclave/shared/wire/closureApi';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Queries } from '../store/Database.ts';
import type { MemberStore } from '../store/MemberStore.ts';
import type { AccountMails } from './AccountMails.ts';
import type { Credentials } from './Credentials.ts';

const DAY_MS = 24 * 3_600_000;

export interface ClosingParts {
  /** Keeps the moments at which accounts go, and lets them go. */
  readonly closures: {
    request(
      accountId: AccountId,
      when: 'afterUndo',
      hold: (queries: Queries) => Promise<void>,
    ): Promise<number>;
    cancel(accountId: AccountId): Promise<void>;
  };
  readonly members: Pick<MemberStore, 'find' | 'ofCompany' | 'belongings'>;
  readonly credentials: Pick<Credentials, 'provePassword' | 'hold'>;
  readonly mails: AccountMails;
  /** How long a closure can be taken back. */
  readonly closingMs: number;
}

/** [R81] Owners close their accounts, and may think again. */
export class Closing {
  readonly #parts: ClosingParts;

  constructor(parts: ClosingParts) {
    this.#parts = parts;
  }

  /** What would go, in numbers: of its content the server knows nothing. */
  async preview(accountId: AccountId): Promise<ClosurePreview> {
    const { members, closingMs } = this.#parts;
    const own = await members.find(accountId);
    if (own === undefined) throw new RefusedError('signedOut');
    const people = await members.ofCompany(own.companyId);
    return {
      ...(await members.belongings(accountId)),
      withCompany: people.every((one) => one.accountId === accountId),
      days: Math.floor(closingMs / DAY_MS),
    };
  }

  /** Returns when everything goes. Told by mail, in case somebody else knows the password. */
  async request(accountId: AccountId, authKey: string, ip: string): Promise<number> {
    const { closures, credentials, mails } = this.#parts;
    const proven = await credentials.provePassword(accountId, authKey, ip);
    const hold = (queries: Queries): Promise<void> => credentials.hold(queries, proven);
    const closesAt = await closures.request(accountId, 'afterUndo', hold);
    await mails.closing(accountId, closesAt);
    return closesAt;
  }

  /** Everything stays. `notNow` once its moment has come. */
  async cancel(accountId: AccountId): Promise<void> {
    await this.#parts.closures.cancel(accountId);
  }
}
