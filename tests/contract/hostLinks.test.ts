import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import type { AccountId, MeetingId } from '../../shared/src/ids.ts';
import { HOST_LINK_DAYS } from '../../shared/src/wire/deputyApi.ts';
import { ADDRESS_LINK_MS, UndoPoints } from '../../server/src/accounts/UndoPoints.ts';
import { REMOVAL_MS } from '../../server/src/companies/Members.ts';
import { Deputies } from '../../server/src/meetings/Deputies.ts';
import { DAY_MS } from '../../server/src/retention/due.ts';
import { AddressStore } from '../../server/src/store/AddressStore.ts';
import { DeputyStore } from '../../server/src/store/DeputyStore.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { UndoStore } from '../../server/src/store/UndoStore.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualTime } from '../support/ManualTime.ts';
import { RetentionWorld } from '../support/retentionWorld.ts';
import { random } from '../support/signers.ts';

const GONE = { code: 'linkUnknown' };

function newLink() {
  const proof = random(32);
  const linkId = createHash('sha256').update(proof).digest('base64url');
  return { proof: toBase64Url(proof), linkId };
}

/** An organizer, and colleagues who want to be deputies. `removable`: the company has another admin. */
async function setting(open: OpenDatabase, { removable = false } = {}) {
  const time = new ManualTime();
  const database = await open(time);
  const world = new RetentionWorld({ database, time });
  const meetings = new MeetingStore(database);
  const deputies = new Deputies({ store: new DeputyStore(database), meetings, clock: time });
  const admin = await world.organizer();
  const join = async () => {
    const { token } = await world.company.companies.invite(admin, 'organizer');
    return world.organizer({ invite: token });
  };
  const owner = removable ? await join() : admin;
  /** Puts keys of meetings under a link; returns what was put. */
  const put = async (linkId: string, ids: readonly MeetingId[], fresh: boolean) => {
    const keys = ids.map((meetingId) => ({ meetingId, sealedHost: toBase64Url(random(60)) }));
    await deputies.put(owner.accountId, linkId, { keys, fresh });
    return keys;
  };
  const accept = (proof: string, who: AccountId) => deputies.open(who, { proof, accept: true });
  const look = (proof: string, who: AccountId) => deputies.open(who, { proof, accept: false });
  const rows = () => database.query.selectFrom('host_link').selectAll().execute();
  return { time, database, world, deputies, admin, owner, join, put, accept, look, rows };
}

describeDatabases('host links', (open) => {
  it('[H-1] give no keys to who only looks, and all of them to the first who accepts', async () => {
    const { world, owner, join, put, accept, look } = await setting(open);
    const [one, other] = [await join(), await join()];
    const { proof, linkId } = newLink();
    const ids = [await world.meeting(owner.accountId), await world.meeting(owner.accountId)];
    const keys = await put(linkId, ids, true);
    const seen = await look(proof, one.accountId);
    expect([seen.keys, seen.meetings]).toEqual([[], 2]);
    expect(seen.organizer).not.toBe('');
    const given = await accept(proof, one.accountId);
    expect(given.keys).toHaveLength(2);
    expect(given.keys).toEqual(expect.arrayContaining(keys));
    await expect(look(proof, other.accountId)).rejects.toMatchObject(GONE);
    await expect(accept(proof, other.accountId)).rejects.toMatchObject(GONE);
    expect((await look(proof, one.accountId)).keys).toHaveLength(2);
  });

  it('[H-1] give keys to one of several who accept in the same moment', async () => {
    const { world, owner, join, put, accept, rows } = await setting(open);
    const people = [await join(), await join()];
    const { proof, linkId } = newLink();
    const ids = [await world.meeting(owner.accountId), await world.meeting(owner.accountId)];
    await put(linkId, ids, true);
    const tries = await Promise.allSettled(people.map(({ accountId }) => accept(proof, accountId)));
    const won = people.filter((_, at) => tries[at]?.status === 'fulfilled');
    expect(won).toHaveLength(1);
    expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({ reason: GONE });
    const winner = won[0]?.accountId;
    expect((await rows()).map((row) => row.deputy_id)).toEqual([winner, winner]);
  });

  it('[H-2] that were given up, taken back or never made are not made by a renewal', async () => {
    const { world, owner, join, deputies, put, accept, look, rows } = await setting(open);
    const [deputy, other] = [await join(), await join()];
    const { proof, linkId } = newLink();
    const ids = [await world.meeting(owner.accountId)];
    await put(linkId, ids, false);
    expect(await rows()).toEqual([]);
    await put(linkId, ids, true);
    await accept(proof, deputy.accountId);
    await put(linkId, ids, false);
    await put(linkId, ids, true);
    await expect(look(proof, other.accountId)).rejects.toMatchObject(GONE);
    // The deputy gives it up, and the organizer's desk renews what it believes to be there.
    await deputies.drop(deputy.accountId, linkId);
    await put(linkId, ids, false);
    expect(await rows()).toEqual([]);
    await expect(accept(proof, other.accountId)).rejects.toMatchObject(GONE);
    await put(linkId, ids, true);
    await deputies.drop(owner.accountId, linkId);
    await put(linkId, ids, false);
    await expect(accept(proof, other.accountId)).rejects.toMatchObject(GONE);
  });

  it('[H-1] give nothing of meetings that are over, nor after the week', async () => {
    const { time, database, world, owner, join, put, accept, look, rows } = await setting(open);
    const deputy = await join();
    const [over, ahead] = [
      await world.meeting(owner.accountId),
      await world.meeting(owner.accountId),
    ];
    const endsAt = time.now() + DAY_MS;
    await database.query
      .updateTable('meeting')
      .set({ ends_at: endsAt })
      .where('id', '=', over)
      .execute();
    const [link, late] = [newLink(), newLink()];
    await put(link.linkId, [over, ahead], true);
    await put(late.linkId, [ahead], true);
    time.advance(DAY_MS);
    expect((await look(link.proof, deputy.accountId)).meetings).toBe(1);
    const { keys } = await accept(link.proof, deputy.accountId);
    expect(keys.map(({ meetingId }) => meetingId)).toEqual([ahead]);
    const left = (await rows()).filter((row) => row.link_id === link.linkId);
    expect(left.map((row) => row.meeting_id)).toEqual([ahead]);
    time.advance((HOST_LINK_DAYS - 1) * DAY_MS);
    await expect(accept(late.proof, deputy.accountId)).rejects.toMatchObject(GONE);
  });

  it('[L-3] that were seen on their way wait for nobody; an accepted one goes by its deputy alone', async () => {
    const { world, owner, join, deputies, put, accept, rows } = await setting(open);
    const [deputy, other] = [await join(), await join()];
    const [seen, held] = [newLink(), newLink()];
    const ids = [await world.meeting(owner.accountId)];
    await put(seen.linkId, ids, true);
    await put(held.linkId, ids, true);
    await accept(held.proof, deputy.accountId);
    for (const { proof } of [seen, held]) await deputies.expose(other.accountId, { proof });
    await expect(accept(seen.proof, deputy.accountId)).rejects.toMatchObject(GONE);
    expect((await rows()).map((row) => row.link_id)).toEqual([held.linkId]);
    await deputies.expose(deputy.accountId, { proof: held.proof });
    expect(await rows()).toEqual([]);
  });

  it('[H-3] pass a meeting on to who accepted first, and no other link to it is left', async () => {
    const { time, database, world, admin, owner, join, put, accept, rows } = await setting(open, {
      removable: true,
    });
    const people = [await join(), await join()].toSorted((a, b) =>
      a.accountId < b.accountId ? 1 : -1,
    );
    const [first, second] = people;
    if (first === undefined || second === undefined) throw new TypeError('nobody');
    const ids = [await world.meeting(owner.accountId)];
    const links = [newLink(), newLink(), newLink()];
    for (const { linkId } of links) await put(linkId, ids, true);
    for (const [at, { accountId }] of people.entries()) {
      time.advance(1);
      await accept(links[at]?.proof ?? '', accountId);
    }
    await world.company.members.change(admin, owner.accountId, { to: 'removed' });
    await world.pass(REMOVAL_MS);
    await world.node().sweeper.sweep();
    const left = database.query.selectFrom('meeting').select('account_id as of');
    expect(await left.execute()).toEqual([{ of: first.accountId }]);
    expect((await rows()).map((row) => row.deputy_id)).toEqual([first.accountId]);
    expect(world.faults).toEqual([]);
  });

  it('[V-21] that wait or were accepted since go with a change that is taken back', async () => {
    const { time, database, world, owner, join, put, accept, rows } = await setting(open);
    const { accountId } = owner;
    const deputy = await join();
    const [before, since, waiting, foreign] = [newLink(), newLink(), newLink(), newLink()];
    const ids = [await world.meeting(accountId)];
    for (const { linkId } of [before, since, waiting]) await put(linkId, ids, true);
    await accept(before.proof, deputy.accountId);
    time.advance(1);
    const undoPoints = new UndoPoints({
      ...{ addresses: new AddressStore(database), store: new UndoStore(database), clock: time },
    });
    await database.query.updateTable('account').set({ address_verified_at: 1 }).execute();
    const { token = '' } = await database.transaction((queries) =>
      undoPoints.put(queries, accountId),
    );
    const expiresAt = time.now() + ADDRESS_LINK_MS;
    time.advance(1);
    await accept(since.proof, deputy.accountId);
    await world.insert('host_link', {
      ...{ link_id: foreign.linkId, meeting_id: await world.meeting(deputy.accountId) },
      ...{ deputy_id: null, expires_at: expiresAt, sealed_host: random(9) },
    });
    await database.transaction(async (queries) => {
      const kept = await undoPoints.kept(queries, token);
      await undoPoints.restore(queries, { token, accountId, expiresAt }, kept);
    });
    const left = (await rows()).map((row) => row.link_id);
    expect(left.toSorted()).toEqual([before.linkId, foreign.linkId].toSorted());
  });
});
