import { randomUUID } from 'node:crypto';
import { policyVersions } from '@conclave/shared/dataMap/policyVersions';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Registration, Role } from '@conclave/shared/wire/accountApi';
import type { Device } from '@conclave/shared/wire/signInsApi';
import type { Clock } from '../ops/Clock.ts';
import { shortAddress } from '../ops/shortAddress.ts';
import type { AccountStore, OpenerRow } from '../store/AccountStore.ts';
import type { CompanyStore } from '../store/CompanyStore.ts';
import type { Queries } from '../store/Database.ts';
import { isUniqueViolation } from '../store/StoreError.ts';
import type { VaultStore } from '../store/VaultStore.ts';
import type { Addresses } from './Addresses.ts';
import type { AttemptLimit } from './AttemptLimit.ts';
import type { AuthHashes } from './AuthHashes.ts';
import { isForeignTerms } from './terms.ts';
import type { SignIns } from './SignIns.ts';
import { tokenHash } from './tokens.ts';
import { openerRow, vaultWrite } from './vaultRows.ts';

export interface RegistrarParts {
  readonly mode: 'open' | 'invite' | 'closed';
  readonly accounts: AccountStore;
  readonly companies: CompanyStore;
  readonly vaults: VaultStore;
  readonly hashes: AuthHashes;
  readonly signIns: SignIns;
  readonly attempts: AttemptLimit;
  readonly addresses: Addresses;
  readonly clock: Clock;
}

/** Makes accounts. */
export class Registrar {
  readonly #parts: RegistrarParts;

  constructor(parts: RegistrarParts) {
    this.#parts = parts;
  }

  /**
   * A new account with its vault; returns the token of its first sign-in. [R10] Nothing is written
   * before the terms in force were accepted.
   *
   * A taken address is refused as such: without a mail to its owner the server cannot keep that to
   * itself and still be honest with somebody who forgot that they have an account. So that nobody
   * asks for many addresses, refusals count as attempts, and where invitations are needed only
   * their holders can ask at all.
   */
  async register(input: Registration, ip: string, device?: Device): Promise<string> {
    const { mode, attempts, hashes, accounts, signIns, addresses } = this.#parts;
    if (isForeignTerms(input)) throw new RefusedError('termsRequired');
    if (mode === 'closed' || (mode === 'invite' && input.invite === null)) {
      throw new RefusedError('registrationClosed');
    }
    const attempt = await attempts.take({ ip });
    const openers = await this.#openers(input, hashes);
    try {
      const token = await accounts.transaction(async (queries) => {
        const { companyId, role } = await this.#company(queries, input);
        await this.#insert(queries, { input, openers, companyId, role, ip });
        await addresses.requireFree(queries, input);
        return signIns.startIn(queries, input.accountId, { ip, device });
      });
      await attempt.succeeded();
      await addresses.askVerification(input.accountId);
      return token;
    } catch (error) {
      if (isUniqueViolation(error)) throw new RefusedError('addressTaken', { cause: error });
      throw error;
    }
  }

  async #openers(input: Registration, hashes: AuthHashes): Promise<OpenerRow[]> {
    const { accountId, password, kit } = input;
    if (password.version !== 1 || kit.version !== 1) throw new RefusedError('malformed');
    return [
      openerRow(accountId, password, await hashes.hash(password.authKey)),
      openerRow(accountId, kit, await hashes.hash(kit.authKey)),
    ];
  }

  /** The company of the invitation, which is thereby used up; without one, a company of one's own. */
  async #company(
    queries: Queries,
    { invite, companyName }: Registration,
  ): Promise<{ companyId: string; role: Role }> {
    const { companies, clock } = this.#parts;
    if (invite === null) {
      const id = randomUUID();
      const row = { id, accountName: null, companyName, createdAt: clock.now() };
      await companies.insert(queries, row);
      return { companyId: id, role: 'admin' };
    }
    const taken = await companies.takeInvite(queries, tokenHash(invite), clock.now());
    if (taken === undefined) throw new RefusedError('inviteInvalid');
    if (taken.role === 'admin' && companyName !== null) {
      await companies.setCompanyName(queries, taken.companyId, companyName);
    }
    return taken;
  }

  async #insert(
    queries: Queries,
    row: {
      input: Registration;
      openers: readonly OpenerRow[];
      companyId: string;
      role: Role;
      ip: string;
    },
  ): Promise<void> {
    const { accounts, vaults, clock } = this.#parts;
    const { input, openers, companyId, role, ip } = row;
    await accounts.insert(queries, {
      id: input.accountId,
      companyId,
      role,
      address: input.address,
      firstName: input.firstName,
      lastName: input.lastName,
      language: input.language,
      termsVersion: policyVersions.terms,
      dpaVersion: policyVersions.dpa,
      registeredAt: clock.now(),
      registeredFrom: shortAddress(ip) ?? null,
    });
    for (const opener of openers) await accounts.insertOpener(queries, opener);
    await vaults.create(queries, input.accountId, vaultWrite(input.vault));
  }
}
