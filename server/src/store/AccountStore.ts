import type { AccountId } from '@conclave/shared/ids';
import { KdfParameters } from '@conclave/shared/kdfPolicy';
import type { Role } from '@conclave/shared/wire/accountApi';
import type { OpenerKind } from '@conclave/shared/wire/vaultApi';
import * as v from 'valibot';
import type { Database, Queries } from './Database.ts';
import { openPerson, sealNames } from './person.ts';

export interface AccountRow {
  readonly id: AccountId;
  readonly companyId: string;
  readonly address: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: string;
  readonly role: Role;
  /** Of its company, for its admin. */
  readonly accountName: string | null;
  readonly companyName: string | null;
  /** Since when mail is known to arrive at the address. */
  readonly addressVerifiedAt: number | null;
  /** [R81] When it goes, if its owner has closed it. */
  readonly closesAt: number | null;
}

export interface NewAccountRow extends Omit<
  AccountRow,
  'accountName' | 'companyName' | 'addressVerifiedAt' | 'closesAt'
> {
  readonly termsVersion: string;
  readonly dpaVersion: string;
  readonly registeredAt: number;
  readonly registeredFrom: string | null;
}

/** What opens a vault, as it is stored. */
export interface OpenerRow {
  readonly accountId: AccountId;
  readonly kind: OpenerKind;
  readonly version: number;
  readonly kdf: KdfParameters | null;
  readonly authHash: string;
  readonly sealedVaultKey: Uint8Array;
  /** A mailed link brought it back: the vault's list of contents names a newer one. */
  readonly restored?: boolean;
}

/** Accounts, their companies and what opens their vaults. */
export class AccountStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  transaction<Result>(work: (queries: Queries) => Promise<Result>): Promise<Result> {
    return this.#database.transaction(work);
  }

  async byId(id: AccountId): Promise<AccountRow | undefined> {
    const row = await accounts(this.#database.query)
      .where('account.id', '=', id)
      .executeTakeFirst();
    return row && openPerson(this.#database.accountKeys, id, row);
  }

  /** Whether its company has suspended or removed it. */
  async isAway(id: AccountId): Promise<boolean> {
    const row = await this.#database.query
      .selectFrom('account')
      .select(['suspended_at', 'removed_at'])
      .where('id', '=', id)
      .executeTakeFirst();
    return row !== undefined && (row.suspended_at !== null || row.removed_at !== null);
  }

  /**
   * Throws a unique violation if the address, or the id, is taken. The row comes first and its key after it, so that a
   * registration that is refused leaves no key; until the key is there the row says nothing of anybody.
   */
  async insert(queries: Queries, row: NewAccountRow): Promise<void> {
    const { accountKeys } = this.#database;
    await queries
      .insertInto('account')
      .values({
        id: row.id,
        company_id: row.companyId,
        address: row.id,
        address_index: accountKeys.indexOf(row.address),
        first_name: '',
        last_name: '',
        language: row.language,
        role: row.role,
        terms_version: row.termsVersion,
        dpa_version: row.dpaVersion,
        registered_at: row.registeredAt,
        registered_from: row.registeredFrom,
      })
      .execute();
    await accountKeys.create(row.id);
    await queries
      .updateTable('account')
      .set({
        address: await accountKeys.seal(row.id, 'account.address', row.address),
        ...(await sealNames(accountKeys, row.id, row)),
      })
      .where('id', '=', row.id)
      .execute();
  }

  async changeProfile(
    id: AccountId,
    profile: Pick<AccountRow, 'firstName' | 'lastName' | 'language'>,
  ): Promise<void> {
    await this.#database.query
      .updateTable('account')
      .set({
        ...(await sealNames(this.#database.accountKeys, id, profile)),
        language: profile.language,
      })
      .where('id', '=', id)
      .execute();
  }

  /** An opener by the account's id or address. One statement, whether or not there is an account. */
  async opener(
    of: { id: AccountId } | { address: string },
    kind: OpenerKind,
  ): Promise<OpenerRow | undefined> {
    const openers = this.#database.query
      .selectFrom('opener')
      .innerJoin('account', 'account.id', 'opener.account_id')
      .selectAll('opener')
      .where('kind', '=', kind);
    const row = await (
      'id' in of
        ? openers.where('account.id', '=', of.id)
        : openers.where('address_index', '=', this.#database.accountKeys.indexOf(of.address))
    ).executeTakeFirst();
    return (
      row && {
        accountId: row.account_id,
        kind,
        version: row.version,
        kdf: row.kdf === null ? null : readKdf(row.kdf),
        authHash: row.auth_hash,
        sealedVaultKey: row.sealed_vault_key,
        restored: row.restored === 1,
      }
    );
  }

  /**
   * Within a transaction: whether what was proven before it is still in force, and stays so until its end. Without
   * this, what was proven a moment before a link took a change back would be written after it.
   */
  async holdOpener(
    queries: Queries,
    { accountId, kind, authHash }: Pick<OpenerRow, 'accountId' | 'kind' | 'authHash'>,
  ): Promise<boolean> {
    const held = await queries
      .updateTable('opener')
      .set((row) => ({ version: row.ref('version') }))
      .where('account_id', '=', accountId)
      .where('kind', '=', kind)
      .where('auth_hash', '=', authHash)
      .returning('version')
      .execute();
    return held.length === 1;
  }

  async insertOpener(queries: Queries, row: OpenerRow): Promise<void> {
    await queries
      .insertInto('opener')
      .values({
        account_id: row.accountId,
        kind: row.kind,
        version: row.version,
        kdf: row.kdf && JSON.stringify(row.kdf),
        auth_hash: row.authHash,
        sealed_vault_key: row.sealedVaultKey,
      })
      .execute();
  }

  /**
   * Replaces an opener by a newer one; false if there is none that is older. The version of the vault, which is written
   * beside it, is what lets one change happen after another; one that was brought back is several versions older.
   */
  async replaceOpener(queries: Queries, row: OpenerRow): Promise<boolean> {
    const replaced = await queries
      .updateTable('opener')
      .set({
        version: row.version,
        kdf: row.kdf && JSON.stringify(row.kdf),
        auth_hash: row.authHash,
        sealed_vault_key: row.sealedVaultKey,
        restored: 0,
      })
      .where('account_id', '=', row.accountId)
      .where('kind', '=', row.kind)
      .where('version', '<', row.version)
      .returning('version')
      .execute();
    return replaced.length === 1;
  }
}

function accounts(queries: Queries) {
  return queries
    .selectFrom('account')
    .innerJoin('company', 'company.id', 'account.company_id')
    .select([
      'account.id as id',
      'company_id as companyId',
      'address',
      'first_name as firstName',
      'last_name as lastName',
      'language',
      'role',
      'account_name as accountName',
      'company_name as companyName',
      'address_verified_at as addressVerifiedAt',
      'closes_at as closesAt',
    ]);
}

function readKdf(json: string): KdfParameters {
  return v.parse(KdfParameters, JSON.parse(json));
}
