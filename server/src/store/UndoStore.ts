import type { AccountId } from '@conclave/shared/ids';
import type { Database, Queries } from './Database.ts';

/** Names a link that undoes, and whose account it is about. */
interface PointName {
  readonly tokenHash: string;
  readonly accountId: AccountId;
}

/** What opened an account at some time; its sealed parts open nothing here. */
export interface UndoPoint {
  readonly openers: readonly OpenerValues[];
  readonly factors: readonly FactorValues[];
  readonly codeHashes: readonly string[];
  readonly closesAt: number | null;
}

interface OpenerValues {
  readonly kind: 'password' | 'kit';
  readonly version: number;
  readonly kdf: string | null;
  readonly auth_hash: string;
  readonly sealed_vault_key: Uint8Array;
}

interface FactorValues {
  readonly kind: 'totp' | 'sms';
  readonly sealed_value: Uint8Array;
  readonly since: number;
  readonly last_step: number | null;
}

const openerColumns = ['kind', 'version', 'kdf', 'auth_hash', 'sealed_vault_key'] as const;
const factorColumns = ['kind', 'sealed_value', 'since', 'last_step'] as const;

/** Keeps what opened an account before it changed, for as long as a mailed link may bring it back. */
export class UndoStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Keeps what opens the account now, beside a link that is in `address_undo` already. */
  async keep(queries: Queries, { tokenHash, accountId }: PointName): Promise<void> {
    const named = { token_hash: tokenHash };
    const { openers, factors, codeHashes, closesAt } = await present(queries, accountId);
    await queries
      .updateTable('address_undo')
      .set({ closes_at: closesAt })
      .where('token_hash', '=', tokenHash)
      .execute();
    for (const row of openers) {
      await queries
        .insertInto('former_opener')
        .values({ ...named, ...row })
        .execute();
    }
    for (const row of factors) {
      await queries
        .insertInto('former_factor')
        .values({ ...named, ...row })
        .execute();
    }
    for (const code_hash of codeHashes) {
      await queries
        .insertInto('former_code')
        .values({ ...named, code_hash })
        .execute();
    }
  }

  /** An account that is going goes no earlier than a link that could keep it, unless its moment has come. */
  async putOffClosing(
    queries: Queries,
    { accountId, now, until }: { accountId: AccountId; now: number; until: number },
  ): Promise<void> {
    await queries
      .updateTable('account')
      .set({ closes_at: until })
      .where('id', '=', accountId)
      .where('closes_at', '>', now)
      .where('closes_at', '<', until)
      .execute();
  }

  /** What was kept beside a link; read it before the link goes, as it goes with it. */
  async kept(queries: Queries, tokenHash: string): Promise<UndoPoint> {
    const point = await queries
      .selectFrom('address_undo')
      .select('closes_at')
      .where('token_hash', '=', tokenHash)
      .executeTakeFirst();
    const codes = await queries
      .selectFrom('former_code')
      .select('code_hash')
      .where('token_hash', '=', tokenHash)
      .execute();
    return {
      closesAt: point?.closes_at ?? null,
      codeHashes: codes.map((row) => row.code_hash),
      openers: await queries
        .selectFrom('former_opener')
        .select(openerColumns)
        .where('token_hash', '=', tokenHash)
        .execute(),
      factors: await queries
        .selectFrom('former_factor')
        .select(factorColumns)
        .where('token_hash', '=', tokenHash)
        .execute(),
    };
  }

  /**
   * What opened the account then opens it again, and nothing that came after. But the password: whoever made the
   * change knew it. What proved it serves once more, with the link that was used (`wayBack`).
   */
  async restore(
    queries: Queries,
    { tokenHash, accountId, expiresAt }: PointName & { expiresAt: number },
    point: UndoPoint,
  ): Promise<void> {
    for (const { kind, version, kdf, auth_hash, sealed_vault_key } of point.openers) {
      const isKit = kind === 'kit';
      await queries
        .updateTable('opener')
        .set({ version, kdf, sealed_vault_key, restored: 1, ...(isKit && { auth_hash }) })
        .where('account_id', '=', accountId)
        .where('kind', '=', kind)
        .execute();
      if (isKit) continue;
      const values = { token_hash: tokenHash, account_id: accountId, auth_hash };
      await queries
        .insertInto('way_back')
        .values({ ...values, expires_at: expiresAt })
        .execute();
    }
    await this.#restoreFactors(queries, accountId, point);
    // Nobody is signed in anywhere from now on: of each browser the owner hears again.
    await queries.deleteFrom('known_browser').where('account_id', '=', accountId).execute();
    await keepClosing(queries, accountId, point.closesAt);
  }

  /** What proves the password of before a change that this link took back; undefined once another was set. */
  async wayBack(
    tokenHash: string,
    now: number,
  ): Promise<{ accountId: AccountId; authHash: string } | undefined> {
    return this.#database.query
      .selectFrom('way_back')
      .select(['account_id as accountId', 'auth_hash as authHash'])
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', now)
      .executeTakeFirst();
  }

  /** Another password was set, or the account changed hands again. */
  async endWaysBack(queries: Queries, accountId: AccountId): Promise<void> {
    await queries.deleteFrom('way_back').where('account_id', '=', accountId).execute();
  }

  /** Addresses that may have the account back. */
  async formerAddresses(accountId: AccountId, now: number): Promise<string[]> {
    const rows = await this.#database.query
      .selectFrom('address_undo')
      .innerJoin('account', 'account.id', 'address_undo.account_id')
      .select('address_undo.address as address')
      .where('account_id', '=', accountId)
      .where('expires_at', '>', now)
      .whereRef('address_undo.address_index', '!=', 'account.address_index')
      .execute();
    const { accountKeys } = this.#database;
    const opened = await Promise.all(
      rows.map(({ address }) => accountKeys.open(accountId, 'address_undo.address', address)),
    );
    return [...new Set(opened.filter((address) => address !== undefined))].sort();
  }

  /**
   * Host links to the account's meetings that wait, or were accepted since then: whoever had the account knows the ones
   * and may have accepted the others.
   */
  async dropHostLinks(queries: Queries, accountId: AccountId, since: number): Promise<void> {
    await queries
      .deleteFrom('host_link')
      .where('meeting_id', 'in', (where) =>
        where.selectFrom('meeting').select('id').where('account_id', '=', accountId),
      )
      .where((where) =>
        where.or([where('deputy_id', 'is', null), where('expires_at', '>=', since)]),
      )
      .execute();
  }

  async #restoreFactors(
    queries: Queries,
    accountId: AccountId,
    { factors, codeHashes }: UndoPoint,
  ): Promise<void> {
    const own = { account_id: accountId };
    for (const gone of ['second_step', 'factor_offer', 'backup_code', 'second_factor'] as const) {
      await queries.deleteFrom(gone).where('account_id', '=', accountId).execute();
    }
    for (const row of factors) {
      await queries
        .insertInto('second_factor')
        .values({ ...own, ...row })
        .execute();
    }
    for (const code_hash of codeHashes) {
      await queries
        .insertInto('backup_code')
        .values({ ...own, code_hash })
        .execute();
    }
  }
}

async function present(queries: Queries, accountId: AccountId): Promise<UndoPoint> {
  const account = await queries
    .selectFrom('account')
    .select('closes_at')
    .where('id', '=', accountId)
    .executeTakeFirst();
  const codes = await queries
    .selectFrom('backup_code')
    .select('code_hash')
    .where('account_id', '=', accountId)
    .execute();
  return {
    closesAt: account?.closes_at ?? null,
    codeHashes: codes.map((row) => row.code_hash),
    openers: await queries
      .selectFrom('opener')
      .select(openerColumns)
      .where('account_id', '=', accountId)
      .execute(),
    factors: await queries
      .selectFrom('second_factor')
      .select(factorColumns)
      .where('account_id', '=', accountId)
      .execute(),
  };
}

/** A closing that began after the change was not the owner's; one from before it stays. */
async function keepClosing(
  queries: Queries,
  accountId: AccountId,
  closesAt: number | null,
): Promise<void> {
  if (closesAt !== null) return;
  await queries
    .updateTable('account')
    .set({ closes_at: null })
    .where('id', '=', accountId)
    .execute();
}
