import { expect, it, vi } from 'vitest';
import type { AccountId } from '../../shared/src/ids.ts';
import { tokenHash } from '../../server/src/accounts/tokens.ts';
import {
  ADDRESS_LINK_MS,
  UndoPoints,
  type UndoLink,
} from '../../server/src/accounts/UndoPoints.ts';
import { Closures } from '../../server/src/retention/Closures.ts';
import { AddressStore } from '../../server/src/store/AddressStore.ts';
import { ClosureStore } from '../../server/src/store/ClosureStore.ts';
import { CompanyStore } from '../../server/src/store/CompanyStore.ts';
import { sql, type Database } from '../../server/src/store/Database.ts';
import { UndoStore } from '../../server/src/store/UndoStore.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { newAccountIn } from '../support/storedAccount.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** Far above what it takes. */
const WAITING = { timeout: 20_000 };

async function setting(open: OpenDatabase) {
  const clock = new ManualClock();
  const database = await open(clock);
  const accountId = await newAccountIn(database, clock);
  const addresses = new AddressStore(database);
  const node = (aheadMs = 0): UndoPoints =>
    new UndoPoints({
      ...{ addresses, store: new UndoStore(database) },
      clock: { now: () => clock.now() + aheadMs },
    });
  const prove = async (at: number | null = clock.now()): Promise<void> => {
    await database.query.updateTable('account').set({ address_verified_at: at }).execute();
  };
  await prove();
  const put = (points: UndoPoints): Promise<UndoLink> =>
    database.transaction((queries) => points.put(queries, accountId));
  const closures = new Closures({
    ...{ closures: new ClosureStore(database), companies: new CompanyStore(database), clock },
    ...{ closingMs: 6 * DAY_MS, due: () => undefined },
  });
  return { clock, database, accountId, addresses, node, prove, put, closures };
}

/** Ends of links, first made first. */
async function endOf(database: Database, { token = '' }: UndoLink): Promise<number> {
  const row = await database.query
    .selectFrom('address_undo')
    .select('expires_at')
    .where('token_hash', '=', tokenHash(token))
    .executeTakeFirst();
  return row?.expires_at ?? 0;
}

/** As one does that undoes. */
async function drop(
  {
    database,
    addresses,
    clock,
  }: { database: Database; addresses: AddressStore; clock: ManualClock },
  { token = '' }: UndoLink,
): Promise<boolean> {
  return database.transaction(async (queries) => {
    const now = clock.now();
    const row = await addresses.take(queries, { tokenHash: tokenHash(token), now });
    if (row !== undefined) await addresses.dropSince(queries, row);
    return row !== undefined;
  });
}

describeDatabases('[V-21] links that take changes back', (open) => {
  it('of one moment are in the order in which they were made: the later ends no earlier one', async () => {
    const world = await setting(open);
    const [first, second] = [await world.put(world.node()), await world.put(world.node())];
    expect(await drop(world, second)).toBe(true);
    expect(await drop(world, first)).toBe(true);
    const [third, fourth] = [await world.put(world.node()), await world.put(world.node())];
    expect(await drop(world, third)).toBe(true);
    expect(await drop(world, fourth)).toBe(false);
  });

  it('are in that order also where the clock of the node that made the later one is behind', async () => {
    const world = await setting(open);
    const { database, accountId, clock, node } = world;
    const { promise: waiting, resolve: go } = Promise.withResolvers<undefined>();
    const { promise: begun, resolve: isBegun } = Promise.withResolvers<undefined>();
    const making = database.transaction(async (queries) => {
      const link = await node().put(queries, accountId);
      isBegun(undefined);
      // One at a time on SQLite, and nothing may be waited for; others are let in between.
      if (database.dialect === 'postgres') await waiting;
      return link;
    });
    await begun;
    const late = world.put(node(-MINUTE_MS));
    if (database.dialect === 'postgres') await vi.waitFor(() => oneWaits(database), WAITING);
    go(undefined);
    const [first, second] = [await making, await late];
    expect(await endOf(database, first)).toBe(clock.now() + ADDRESS_LINK_MS);
    expect(await endOf(database, second)).toBe(clock.now() + ADDRESS_LINK_MS + 1);
    expect(await drop(world, first)).toBe(true);
    expect(await drop(world, second)).toBe(false);
  });

  it('are not for an address that nobody has proven', async () => {
    const { database, accountId, node, prove, put } = await setting(open);
    await prove(null);
    const link = await put(node());
    expect(link.to).toContain('@');
    expect(link.token).toBeUndefined();
    const kept = await database.query.selectFrom('address_undo').select('token_hash').execute();
    expect(kept).toEqual([]);
    expect(await node().formerAddresses(accountId)).toEqual([]);
  });

  it('[R81] outlive a closing that began before, and let one stay whose moment has come', async () => {
    const { database, accountId, clock, closures, node, put } = await setting(open);
    const goes = await closures.request(accountId);
    clock.advance(5 * DAY_MS);
    const end = await endOf(database, await put(node()));
    expect(end).toBeGreaterThan(goes);
    expect(await closures.of(accountId)).toBe(end);
    clock.advance(end - clock.now());
    await put(node());
    expect(await closures.of(accountId)).toBe(end);
  });
});

describeDatabases('[V-21] a closing', (open) => {
  it('is refused in its own transaction where what was proven counts no more', async () => {
    const { accountId, closures } = await setting(open);
    const held: AccountId[] = [];
    const refuse = (): Promise<void> => Promise.reject(new Error('counts no more'));
    await expect(closures.request(accountId, 'afterUndo', refuse)).rejects.toThrow('no more');
    expect(await closures.of(accountId)).toBeNull();
    await closures.request(accountId, 'afterUndo', () => {
      held.push(accountId);
      return Promise.resolve();
    });
    expect(held).toEqual([accountId]);
  });

  it('waits for a change that is being made, and outruns no link of it', async () => {
    const { database, accountId, clock, closures, node } = await setting(open);
    const { promise: waiting, resolve: go } = Promise.withResolvers<undefined>();
    const { promise: begun, resolve: isBegun } = Promise.withResolvers<undefined>();
    const making = database.transaction(async (queries) => {
      await node().put(queries, accountId);
      isBegun(undefined);
      if (database.dialect === 'postgres') await waiting;
    });
    await begun;
    const closing = closures.request(accountId);
    if (database.dialect === 'postgres') await vi.waitFor(() => oneWaits(database), WAITING);
    go(undefined);
    await making;
    expect(await closing).toBe(clock.now() + ADDRESS_LINK_MS);
  });
});

/** Until a statement waits for what another transaction has not yet decided. */
async function oneWaits(database: Database): Promise<void> {
  const found = await sql<{ count: string | number }>`
    select count(*) as count from pg_stat_activity
    where wait_event_type = 'Lock' and datname = current_database()
  `.execute(database.query);
  expect(Number(found.rows[0]?.count)).toBeGreaterThan(0);
}
