import type { AccountId } from '@conclave/shared/ids';
import type { Database, Queries } from '../store/Database.ts';

/** Sealed in one commit. More lets requests of other nodes wait longer; fewer makes a start slower. */
const AT_ONCE = 100;

/** An address has an at sign; what is sealed has none. */
const PLAIN = '%@%';

const LINKS = ['address_token', 'address_undo'] as const;

/** Whether an older version left anything that can be read without keys. */
export async function hasPlainRows({ query }: Database): Promise<boolean> {
  if ((await plainAccounts(query)).length > 0) return true;
  for (const table of LINKS) if ((await plainLinks(query, table)).length > 0) return true;
  return false;
}

/** Seals it, in place: nothing plain is left in any row. Returns how many rows there were. */
export async function sealPlainRows(database: Database): Promise<number> {
  let sealed = 0;
  for (;;) {
    const rows = await plainAccounts(database.query);
    if (rows.length === 0) break;
    await sealAccounts(database, rows);
    sealed += rows.length;
  }
  for (const table of LINKS) {
    for (;;) {
      const rows = await plainLinks(database.query, table);
      if (rows.length === 0) break;
      for (const row of rows) await sealLink(database, table, row);
      sealed += rows.length;
    }
  }
  return sealed;
}

interface PlainAccount {
  readonly id: AccountId;
  readonly address: string;
  readonly first_name: string;
  readonly last_name: string;
}

function plainAccounts(query: Queries): Promise<PlainAccount[]> {
  return query
    .selectFrom('account')
    .select(['id', 'address', 'first_name', 'last_name'])
    .where('address_index', 'is', null)
    .limit(AT_ONCE)
    .execute();
}

async function sealAccounts(database: Database, rows: readonly PlainAccount[]): Promise<void> {
  const { accountKeys: keys } = database;
  const changes = await Promise.all(
    rows.map(async ({ id, address, first_name, last_name }) => {
      await keys.create(id);
      const values = {
        address: await keys.seal(id, 'account.address', address),
        address_index: keys.indexOf(address),
        first_name: await keys.seal(id, 'account.first_name', first_name),
        last_name: await keys.seal(id, 'account.last_name', last_name),
      };
      return { id, values };
    }),
  );
  await database.transaction(async (queries) => {
    for (const { id, values } of changes) {
      // Another node may have been faster.
      const plain = queries.updateTable('account').where('address_index', 'is', null);
      await plain.set(values).where('id', '=', id).execute();
    }
  });
}

interface PlainLink {
  readonly token_hash: string;
  readonly account_id: AccountId;
  readonly address: string;
}

function plainLinks(query: Queries, table: (typeof LINKS)[number]): Promise<PlainLink[]> {
  return query
    .selectFrom(table)
    .select(['token_hash', 'account_id', 'address'])
    .where('address', 'like', PLAIN)
    .limit(AT_ONCE)
    .execute();
}

async function sealLink(
  { query, accountKeys: keys }: Database,
  table: (typeof LINKS)[number],
  { token_hash, account_id, address }: PlainLink,
): Promise<void> {
  if (!(await keys.has(account_id))) {
    // All accounts have their keys by now, but one that is being erased.
    await query.deleteFrom(table).where('token_hash', '=', token_hash).execute();
    return;
  }
  const sealed = await keys.seal(account_id, `${table}.address`, address);
  if (table === 'address_undo') {
    await query
      .updateTable(table)
      .set({ address: sealed, address_index: keys.indexOf(address) })
      .where('token_hash', '=', token_hash)
      .execute();
    return;
  }
  await query
    .updateTable(table)
    .set({ address: sealed })
    .where('token_hash', '=', token_hash)
    .execute();
}
