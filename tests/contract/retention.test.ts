import { expect, it } from 'vitest';
import { REMOVAL_MS } from '../../server/src/companies/Members.ts';
import { DAY_MS } from '../../server/src/retention/due.ts';
import type { Database } from '../../server/src/store/Database.ts';
import { LONGEST_CLOSING_MS } from '../../server/src/retention/retentionSettings.ts';
import { trustClock } from '../../server/src/retention/trustClock.ts';
import { DutyStore } from '../../server/src/store/DutyStore.ts';
import { RightsStore } from '../../server/src/store/RightsStore.ts';
import { filesWith, newCanary } from '../support/canaries.ts';
import { describeDatabaseFiles, type OpenOnDisk } from '../support/databaseFiles.ts';
import { ManualTime } from '../support/ManualTime.ts';
import { RetentionWorld } from '../support/retentionWorld.ts';
import { random } from '../support/signers.ts';

const HOUR_MS = 3_600_000;

async function setting(open: OpenOnDisk) {
  const time = new ManualTime();
  const disk = await open(time);
  const world = new RetentionWorld({ ...disk, time });
  return { ...disk, time, world, node: world.node() };
}

describeDatabaseFiles('the retention engine', (open) => {
  it('[R79, R80] [T29] keeps a lapsed company for 360 days and brings it back until then; afterwards nothing is left', async () => {
    const { database, folder, time, world, node } = await setting(open);
    const disk = [folder, world.folder];
    const [name, content, other] = [newCanary(), newCanary(), newCanary()];
    const lapsing = await world.organizer({ firstName: name });
    const staying = await world.organizer({ firstName: other });
    await world.meeting(lapsing.accountId, content);
    await world.meeting(staying.accountId);
    await world.company.companies.setPaidUntil(lapsing.companyId, time.now());
    const before = await world.traces(lapsing.accountId);

    await world.pass(360 * DAY_MS - HOUR_MS);
    expect(await node.sweeper.sweep()).toBe(true);
    const short = new Set(['sign_in', 'address_token']);
    expect(await world.traces(lapsing.accountId)).toEqual(before.filter((t) => !short.has(t)));
    expect(await world.files()).toBe(2);
    // Control: the search finds what is there. [R131] A name is sealed from the first moment on.
    expect(filesWith(disk, name)).toEqual([]);
    expect(filesWith(disk, content)).not.toEqual([]);

    // Paid again: as if nothing had been.
    await world.company.companies.setPaidUntil(lapsing.companyId, null);
    await world.pass(2 * HOUR_MS);
    await node.sweeper.sweep();
    expect(await world.files()).toBe(2);
    expect((await world.company.callers.ofAccount(lapsing.accountId)).companyId).toBe(
      lapsing.companyId,
    );

    await world.company.companies.setPaidUntil(lapsing.companyId, time.now());
    await world.pass(360 * DAY_MS);
    world.mails.length = 0;
    expect(await node.sweeper.sweep()).toBe(true);
    expect(await world.traces(lapsing.accountId)).toEqual([]);
    expect(await world.traces(lapsing.companyId)).toEqual([]);
    expect(await world.files()).toBe(1);
    for (const text of [name, content]) expect(filesWith(disk, text)).toEqual([]);
    expect(await database.accountKeys.has(lapsing.accountId)).toBe(false);
    expect((await world.accounts.profiles.read(staying.accountId)).firstName).toBe(other);
    expect(world.mails.map(({ kind }) => kind)).toEqual(['closedAccount']);
    const [row] = await database.query.selectFrom('erasure').selectAll().execute();
    expect(row).toMatchObject({ what: 'company', because: 'lapsed', subject_id: null });
    expect([Number(row?.meetings), Number(row?.files)]).toEqual([1, 1]);
    expect(row?.clean_at).toBe(time.now());
    expect(world.faults).toEqual([]);
  });

  it('[R79, R80] [T29] hour by hour: whole at 359 days and 23 hours, paid for again or not, and gone within a day of the 360th', async () => {
    const { world, node, folder, time } = await setting(open);
    const disk = [folder, world.folder];
    const canary = newCanary();
    const [going, back] = [await world.organizer({ firstName: canary }), await world.organizer()];
    await world.meeting(going.accountId, canary);
    await world.meeting(back.accountId);
    for (const { companyId } of [going, back]) {
      await world.company.companies.setPaidUntil(companyId, time.now());
    }
    const short = new Set(['sign_in', 'address_token']);
    const lasting = async (id: string): Promise<string[]> =>
      (await world.traces(id)).filter((table) => !short.has(table));
    const [whole, wholeBack] = [await lasting(going.accountId), await lasting(back.accountId)];
    await world.pass(359 * DAY_MS + 20 * HOUR_MS);
    await expect(world.company.policies.requireActive(back.accountId)).rejects.toThrow('lapsed');
    const left: number[] = [];
    for (let hour = 20; hour <= 48; hour++) {
      await node.sweeper.sweep();
      left.push((await lasting(going.accountId)).length);
      if (hour === 23) {
        expect(await lasting(going.accountId)).toEqual(whole);
        // On the last day but one somebody pays: as if nothing had been.
        await world.company.companies.setPaidUntil(back.companyId, null);
        await world.company.policies.requireActive(back.accountId);
      }
      time.advance(HOUR_MS);
    }
    // Hours 20 to 23 of day 359, then nothing.
    expect(left).toEqual([...Array<number>(4).fill(whole.length), ...Array<number>(25).fill(0)]);
    expect(filesWith(disk, canary)).toEqual([]);
    expect(await lasting(back.accountId)).toEqual(wholeBack);
    expect(await world.files()).toBe(1);
    expect(world.faults).toEqual([]);
  });

  it('[R81] [T29] erases a closed account within the week, with its company when nobody is left in it', async () => {
    const { time, world, node } = await setting(open);
    const admin = await world.organizer();
    const { token } = await world.company.companies.invite(admin, 'organizer');
    const leaving = await world.organizer({ invite: token });
    const meeting = await world.meeting(leaving.accountId);
    const goes = await node.closures.request(leaving.accountId);
    await world.pass(goes - time.now() - 1);
    await node.sweeper.sweep();
    expect(await node.closures.of(leaving.accountId)).toBe(goes);
    await world.pass(1);
    await node.sweeper.sweep();
    // What is left of the account is its id in the trail of its admins.
    expect(await world.traces(leaving.accountId)).toEqual(['audit_entry']);
    expect(await world.traces(meeting)).toEqual([]);
    expect(world.disconnected).toEqual([meeting]);
    expect((await world.company.audit.page(admin.companyId)).intact).toBe(true);

    await node.closures.request(admin.accountId, 'atOnce');
    await expect.poll(() => world.traces(admin.accountId)).toEqual([]);
    await node.sweeper.close();
    expect(await world.traces(admin.companyId)).toEqual([]);
    expect(world.mails.map(({ kind }) => kind)).toEqual(['closedAccount', 'closedAccount']);
    expect(world.faults).toEqual([]);
  });

  it('[R81] erases who was removed from a company a week later, with all of theirs', async () => {
    const { world, node } = await setting(open);
    const admin = await world.organizer();
    const { token } = await world.company.companies.invite(admin, 'organizer');
    const { accountId } = await world.organizer({ invite: token });
    const meeting = await world.meeting(accountId);
    await world.company.members.change(admin, accountId, { to: 'removed' });
    await world.pass(REMOVAL_MS - 1);
    await node.sweeper.sweep();
    expect(await world.company.members.list(admin)).toHaveLength(2);
    await world.pass(1);
    await node.sweeper.sweep();
    expect(await world.company.members.list(admin)).toHaveLength(1);
    expect(await world.traces(meeting)).toEqual([]);
    const { entries, intact } = await world.company.audit.page(admin.companyId);
    expect([entries[0]?.act, intact]).toEqual(['memberDeleted', true]);
  });

  it('[H-3] passes meetings of who was removed on to a colleague who holds the keys, and those only', async () => {
    const { database, world, node } = await setting(open);
    const admin = await world.organizer();
    const join = async () => {
      const { token } = await world.company.companies.invite(admin, 'organizer');
      return world.organizer({ invite: token });
    };
    const [leaving, deputy, suspended] = [await join(), await join(), await join()];
    const stranger = await world.organizer();
    const [held, plain, outside, idle] = [
      await world.meeting(leaving.accountId),
      await world.meeting(leaving.accountId),
      await world.meeting(leaving.accountId),
      await world.meeting(leaving.accountId),
    ];
    const by = { [held]: deputy, [outside]: stranger, [idle]: suspended };
    for (const [id, who] of Object.entries(by)) {
      const link = { link_id: `link of ${id}`, meeting_id: id, expires_at: 1 };
      const keys = { deputy_id: who.accountId, sealed_host: random(9) };
      await world.insert('host_link', { ...link, ...keys });
    }
    await world.insert('host_link', {
      ...{ link_id: 'nobody opened it', meeting_id: plain, expires_at: 1 },
      ...{ deputy_id: null, sealed_host: random(9) },
    });
    await world.company.members.change(admin, suspended.accountId, { to: 'suspended' });
    const belongings = await world.company.members.belongings(admin, leaving.accountId);
    expect(belongings).toMatchObject({ meetings: 4, passOn: 1 });
    await world.company.members.change(admin, leaving.accountId, { to: 'removed' });
    await world.pass(REMOVAL_MS);
    await node.sweeper.sweep();
    for (const gone of [plain, outside, idle]) expect(await world.traces(gone)).toEqual([]);
    const left = database.query.selectFrom('meeting').select(['id', 'account_id as of']);
    expect(await left.execute()).toEqual([{ id: held, of: deputy.accountId }]);
    expect(world.faults).toEqual([]);
  });

  it('[R58] deletes a meeting on its own date, and none without one', async () => {
    const { database, time, world, node } = await setting(open);
    const { accountId } = await world.organizer();
    const [dated, plain, running] = [
      await world.meeting(accountId),
      await world.meeting(accountId),
      await world.meeting(accountId),
    ];
    const ends = time.now() + 3 * DAY_MS;
    for (const id of [dated, running]) {
      await database.query
        .updateTable('meeting')
        .set({ ends_at: ends, keep_days: 30 })
        .where('id', '=', id)
        .execute();
    }
    await world.insert('session', {
      ...{ id: 's'.repeat(22), meeting_id: running, running_for: running, started_at: 1 },
    });
    await world.pass(33 * DAY_MS - 1);
    await node.sweeper.sweep();
    expect(await world.files()).toBe(3);
    await world.pass(1);
    await node.sweeper.sweep();
    expect(await world.traces(dated)).toEqual([]);
    await world.pass(400 * DAY_MS);
    await node.sweeper.sweep();
    expect(await world.traces(plain)).toContain('meeting');
    expect(await world.traces(running)).toContain('meeting');
    expect(world.faults).toEqual([]);
  });

  it('[R58] holds meetings to the longest time of their company, from the day it was set', async () => {
    const { world, node } = await setting(open);
    const admin = await world.organizer();
    const old = await world.meeting(admin.accountId);
    await world.pass(HOUR_MS);
    const { version, policy } = await world.company.policies.inForce(admin);
    await world.company.policies.change(admin, {
      expectedVersion: version,
      policy: { ...policy, longestAutoDeleteDays: 7 },
    });
    const young = await world.meeting(admin.accountId);
    await world.pass(7 * DAY_MS);
    await node.sweeper.sweep();
    expect(await world.traces(young)).toEqual([]);
    expect(await world.traces(old)).toContain('meeting');
  });

  it('[R79] tells everybody of a lapsed company in their language, once each time', async () => {
    const { database, time, world, node } = await setting(open);
    const admin = await world.organizer();
    const { token } = await world.company.companies.invite(admin, 'organizer');
    const { accountId } = await world.organizer({ invite: token });
    await database.query
      .updateTable('account')
      .set({ language: 'de' })
      .where('id', '=', accountId)
      .execute();
    await world.company.companies.setPaidUntil(admin.companyId, time.now());
    const told: string[] = [];
    const lapsed = time.now();
    for (const day of [0, 1, 179, 180, 181, 329, 330, 352, 353, 358, 359]) {
      await world.pass(lapsed + day * DAY_MS - time.now());
      await node.sweeper.sweep();
      for (const mail of world.mails.splice(0)) {
        if (mail.kind !== 'lapsingAccount') continue;
        expect(mail.until).toBe(lapsed + 360 * DAY_MS);
        told.push(`${day} ${mail.language} ${mail.days}`);
      }
    }
    const days = [...new Set(told)].map((line) => line.split(' '));
    expect(told).toHaveLength(10);
    expect(days.filter(([, language]) => language === 'de').map(([day]) => Number(day))).toEqual([
      0, 180, 330, 353, 359,
    ]);
    expect(days.map(([, , left]) => Number(left)).sort((a, b) => a - b)).toEqual([
      1, 1, 7, 7, 30, 30, 180, 180, 360, 360,
    ]);
  });

  it('[T29] [R84] lets a clock that jumps ahead erase nothing, until it is set right or confirmed', async () => {
    const { database, time, world, node } = await setting(open);
    const { accountId, companyId } = await world.organizer();
    await world.company.companies.setPaidUntil(companyId, time.now());
    expect(await node.sweeper.sweep()).toBe(true);
    // Time goes on as it really passes: what lasts for hours only goes.
    const short = new Set(['sign_in', 'address_token']);
    const lasting = async (): Promise<string[]> =>
      (await world.traces(accountId)).filter((table) => !short.has(table));
    const before = await lasting();

    // A year ahead at once: everything would be due.
    world.wrongByMs = 400 * DAY_MS;
    world.mails.length = 0;
    for (let hour = 0; hour < 20; hour++) {
      time.advance(HOUR_MS);
      await node.sweeper.sweep();
    }
    expect(await lasting()).toEqual(before);
    expect(world.mails).toEqual([]);
    expect(world.faults).toEqual(['retention.clock-doubted']);
    const { aheadMs, count } = await node.overdue.report();
    expect([Math.round(aheadMs / DAY_MS), count]).toEqual([400, 0]);

    // Whatever was proven so far, a further jump begins anew; so it does after a restart.
    const restarted = world.node();
    for (const jump of [2, 3]) {
      world.wrongByMs += jump * DAY_MS;
      for (let hour = 0; hour < 23; hour++) {
        time.advance(HOUR_MS);
        await restarted.sweeper.sweep();
      }
      expect(await lasting()).toEqual(before);
    }

    // What was closed by that clock does not stay the longer for it.
    const goes = await restarted.closures.request(accountId);
    expect(goes).toBeGreaterThan(time.now() + 400 * DAY_MS);
    world.wrongByMs = 0;
    await restarted.sweeper.sweep();
    expect((await restarted.overdue.report()).aheadMs).toBe(0);
    expect(await restarted.closures.of(accountId)).toBe(time.now() + LONGEST_CLOSING_MS);
    expect(await lasting()).toEqual(before);
    await restarted.closures.cancel(accountId);

    world.wrongByMs = 400 * DAY_MS;
    await restarted.sweeper.sweep();
    expect(await lasting()).toEqual(before);
    await trustClock(database, time.now() + world.wrongByMs);
    await restarted.sweeper.sweep();
    expect(await world.traces(accountId)).toEqual([]);
  });

  it('[T29] believes a server that was off for long after a day of running', async () => {
    const { time, world, node } = await setting(open);
    const { accountId, companyId } = await world.organizer();
    await world.company.companies.setPaidUntil(companyId, time.now());
    await node.sweeper.sweep();
    time.advance(400 * DAY_MS);
    const back = world.node();
    let hours = 0;
    for (; hours < 48 && (await world.traces(accountId)).length > 0; hours++) {
      await back.sweeper.sweep();
      time.advance(HOUR_MS);
    }
    expect(hours).toBe(25);
    expect(world.faults).toEqual(['retention.clock-doubted']);
  });

  it('[R98] puts off what a clock would delete while the use of data is restricted, and not for good', async () => {
    const { database, world, node, time } = await setting(open);
    const { accountId, companyId } = await world.organizer();
    const meeting = await world.meeting(accountId);
    await database.query.updateTable('meeting').set({ keep_days: 30 }).execute();
    await world.company.companies.setPaidUntil(companyId, time.now());
    const rights = new RightsStore(database);
    await rights.change(accountId, { restricted: true }, time.now());
    await world.pass(360 * DAY_MS);
    await node.sweeper.sweep();
    expect(await world.traces(meeting)).toContain('meeting');
    expect(await world.traces(accountId)).toContain('account');
    await rights.change(accountId, { restricted: false }, time.now());
    await node.sweeper.sweep();
    expect(await world.traces(accountId)).toEqual([]);

    const second = await world.organizer();
    await world.company.companies.setPaidUntil(second.companyId, time.now());
    await rights.change(second.accountId, { restricted: true }, time.now());
    await world.pass(720 * DAY_MS - 1);
    await node.sweeper.sweep();
    expect(await world.traces(second.accountId)).toContain('account');
    await world.pass(1);
    await node.sweeper.sweep();
    expect(await world.traces(second.accountId)).toEqual([]);

    // Their own last word goes before.
    const third = await world.organizer();
    await rights.change(third.accountId, { restricted: true }, time.now());
    await node.closures.request(third.accountId, 'atOnce');
    await expect.poll(() => world.traces(third.accountId)).toEqual([]);
    await node.sweeper.close();
  });

  it('[T29] believes no clock that was set back', async () => {
    const { time, world, node } = await setting(open);
    const { accountId } = await world.organizer();
    const goes = await node.closures.request(accountId);
    time.advance(goes - time.now() - HOUR_MS);
    await node.sweeper.sweep();
    const seen = time.now();
    time.advance(-300 * DAY_MS);
    await node.sweeper.sweep();
    expect((await node.overdue.report()).sweptAt).toBe(seen);
    expect(await node.closures.of(accountId)).toBe(goes);
    time.advance(300 * DAY_MS + HOUR_MS);
    await node.sweeper.sweep();
    expect(await world.traces(accountId)).toEqual([]);
    time.advance(-300 * DAY_MS);
    expect(await node.sweeper.sweep()).toBe(true);
  });

  it('[T29] goes on after a crash between any two steps, and leaves nothing half', async () => {
    const { database, time, world, node } = await setting(open);
    const { accountId, companyId } = await world.organizer();
    await world.meeting(accountId);
    await world.meeting(accountId);
    await node.closures.request(accountId, 'atOnce');
    await node.sweeper.close();
    // Fewer and fewer statements are cut off, until a node gets through.
    let crashes = 0;
    for (let statements = 1; (await world.traces(companyId)).length > 0; statements += 3) {
      const dying = world.node({ database: failingAfter(database, statements) });
      await dying.sweeper.sweep().catch(() => false);
      await dying.sweeper.close();
      crashes += 1;
      time.advance(HOUR_MS);
    }
    expect(crashes).toBeGreaterThan(3);
    expect(await world.node().sweeper.sweep()).toBe(true);
    expect(await world.traces(accountId)).toEqual([]);
    expect(await world.files()).toBe(0);
    const rows = await database.query.selectFrom('erasure').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ subject_id: null, because: 'closed' });
  });

  it('[T29] is done by one node at a time, and by another when that one has died', async () => {
    const { another, database, time, world, node } = await setting(open);
    const { accountId } = await world.organizer();
    const second = world.node({ database: another() ?? database });
    await node.closures.request(accountId);
    await world.pass(7 * DAY_MS);
    const done = await Promise.all([node.sweeper.sweep(), second.sweeper.sweep()]);
    expect(done).toContain(true);
    expect(await world.traces(accountId)).toEqual([]);
    expect(world.mails.filter(({ kind }) => kind === 'closedAccount')).toHaveLength(1);
    const dead = { name: 'retention', holder: 'dead' };
    const duty = new DutyStore(database);
    const now = time.now();
    await duty.take(dead, { now, until: now + HOUR_MS / 6, farthest: now + HOUR_MS });
    expect(await second.sweeper.sweep()).toBe(false);
    time.advance(HOUR_MS / 6);
    expect(await second.sweeper.sweep()).toBe(true);
    // By a clock that was a year ahead.
    const far = time.now() + 365 * DAY_MS;
    await duty.take(dead, { now: far, until: far + HOUR_MS, farthest: far + HOUR_MS });
    expect(await second.sweeper.sweep()).toBe(true);
  });

  it('[R82, R39] lets go what has a clock of its own, and says what is overdue', async () => {
    const { database, world, node } = await setting(open);
    const { accountId } = await world.organizer();
    const from = (): Promise<{ registered_from: string | null } | undefined> =>
      database.query
        .selectFrom('account')
        .select('registered_from')
        .where('id', '=', accountId)
        .executeTakeFirst();
    await world.pass(90 * DAY_MS - 1);
    await node.sweeper.sweep();
    expect((await from())?.registered_from).toBe('203.0.113.0');
    expect((await node.overdue.report()).count).toBe(0);
    await world.pass(1 + 3 * DAY_MS);
    const late = await node.overdue.report();
    expect([late.count, late.now - (late.since ?? 0)]).toEqual([1, 3 * DAY_MS]);
    await node.sweeper.sweep();
    expect((await from())?.registered_from).toBeNull();
    expect((await node.overdue.report()).count).toBe(0);
  });
});

/** A database that a node loses in the middle of its work: after so many statements nothing is answered. */
function failingAfter(database: Database, statements: number): Database {
  let left = statements;
  const count = (): void => {
    left -= 1;
    if (left < 0) throw new Error('the node has died');
  };
  return new Proxy(database, {
    get(target, name) {
      if (name === 'query' || name === 'transaction') count();
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => Reflect.apply(value, target, given);
    },
  });
}
