import { describe, expect, it } from 'vitest';
import { Browser, isInside, names, World, type Tab } from '../support/roomAgents.ts';
import type { Knock, Member } from '../../web/src/lib/e2ee/session/RoomView.ts';

function member(tab: Tab, name: string): Member {
  const found = tab.agent.view.members.find((m) => m.name === name);
  if (found === undefined) throw new Error(`${name} is not on the screen of ${tab.browser.name}`);
  return found;
}

function onlyKnock({ agent }: Tab): Knock {
  const [knock, ...others] = agent.view.knocks;
  if (knock === undefined || others.length > 0) throw new Error('not one knock');
  return knock;
}

async function everybodyKnows(world: World, tabs: Tab[]): Promise<void> {
  const all = tabs.map(({ browser }) => browser.name).sort();
  const same = (tab: Tab): boolean => JSON.stringify(names(tab)) === JSON.stringify(all);
  await world.until(() => tabs.every(same), `everybody seeing ${all.join(', ')}`);
  expect(tabs.map(names)).toEqual(tabs.map(() => all));
}

describe('doors', () => {
  it('[D-2] greeted: a mailed link needs one click, by any member, and is not verified', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    const eve = await world.knocking(created, { name: 'Eve', link: created.links.mailed ?? '' });
    await world.until(() => bob.agent.view.knocks.length === 1, 'Bob seeing the knock');
    const waits = { kind: 'knocking', waitingFor: 'person' };
    await world.until(() => eve.phases.at(-1)?.kind === 'knocking', 'knocking');
    await world.steps(5);
    expect(eve.agent.view.phase).toMatchObject(waits);
    const knock = onlyKnock(bob);
    expect(knock).toMatchObject({ name: 'Eve', via: 'mailed', mayAnswer: true });
    await world.during(bob.agent.answerKnock(knock.knockId, true));
    await world.until(() => isInside(eve), 'Eve inside');
    await everybodyKnows(world, [ada, bob, eve]);
    expect(ada.agent.view.knocks).toEqual([]);
    expect(member(ada, 'Eve')).toMatchObject({
      unverifiedLink: true,
      admittedBy: member(ada, 'Bob').participantId,
    });
    expect(member(ada, 'Bob').unverifiedLink).toBe(false);
  });

  it('[L-3] an exposed copied link needs a click, and the host hears of it', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const link = created.links.copied.replace('#', '%2523');
    const eve = await world.knocking(created, { name: 'Eve', link });
    await world.until(() => ada.agent.view.knocks.length === 1, 'the knock');
    expect(ada.agent.view.knocks[0]).toMatchObject({ via: 'exposed' });
    expect(ada.events).toContainEqual({ kind: 'exposedLink' });
    await world.during(ada.agent.answerKnock(onlyKnock(ada).knockId, false));
    await world.until(() => eve.agent.view.phase.kind === 'turnedAway', 'turned away');
    expect(names(ada)).toEqual(['Ada']);
  });

  it('[D-2] guarded: only host or deputy may answer', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await world.during(ada.agent.setDoor('guarded'));
    await world.until(() => bob.agent.view.door === 'guarded', 'the door');
    expect(bob.events).toContainEqual({
      kind: 'doorChanged',
      door: 'guarded',
      by: member(bob, 'Ada').participantId,
    });
    const eve = await world.knocking(created, { name: 'Eve', link: created.links.copied });
    await world.until(
      () => ada.agent.view.knocks.length + bob.agent.view.knocks.length === 2,
      'knock',
    );
    const knock = onlyKnock(bob);
    expect(knock.mayAnswer).toBe(false);
    await expect(bob.agent.answerKnock(knock.knockId, true)).rejects.toThrow('notAllowed');
    await world.during(ada.agent.answerKnock(knock.knockId, true));
    await world.until(() => isInside(eve), 'Eve inside');
  });

  it('[V-14] who lost leaf and place with a restart of the server knocks, and is let in at once', async () => {
    const world = await World.make({ server: 'rooms' });
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    const eve = await world.guestInside(created, 'Eve');
    await everybodyKnows(world, [ada, bob, eve]);
    world.shut(bob);
    await everybodyKnows(world, [ada, eve]);
    await world.pass(2_000);
    for (const { port } of [ada, eve]) port.cut();
    await world.server.restart();
    for (const { port } of [ada, eve]) port.plug();
    const back = await world.open(created, { browser: bob.browser });
    await world.until(() => isInside(back), 'Bob back');
    expect(back.phases.map(({ kind }) => kind)).toContain('knocking');
    await everybodyKnows(world, [ada, back, eve]);
  });

  it('[4.2] a guest waits for the host, whose coming lets it in', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const bob = await world.knocking(created, { name: 'Bob', link: created.links.copied });
    await world.until(() => bob.agent.view.phase.kind === 'knocking', 'knocking');
    expect(bob.agent.view.phase).toMatchObject({ kind: 'knocking', waitingFor: 'host' });
    const ada = await world.hostInside(created);
    await world.until(() => isInside(bob), 'Bob inside');
    await everybodyKnows(world, [ada, bob]);
  });

  it('[D-5] open: anybody opens the meeting and walks in, and a host that comes has its role', async () => {
    const world = await World.make();
    const created = await world.meeting({ door: 'open' });
    const bob = await world.knocking(created, { name: 'Bob', link: created.links.copied });
    await world.until(() => isInside(bob), 'Bob inside');
    const eve = await world.knocking(created, { name: 'Eve', link: created.links.mailed ?? '' });
    await world.until(() => isInside(eve), 'Eve inside');
    expect(eve.phases.map(({ kind }) => kind)).not.toContain('knocking');
    const ada = await world.hostInside(created);
    await everybodyKnows(world, [ada, bob, eve]);
    expect(member(bob, 'Ada').role).toBe('host');
    expect(member(ada, 'Eve').admittedBy).toBe(null);
  });

  it('[D-7] open: who walked in by a mailed or exposed link is not verified, the first one too', async () => {
    const world = await World.make();
    const created = await world.meeting({ door: 'open' });
    const exposed = created.links.copied.replace('#', '%23');
    const kim = await world.knocking(created, { name: 'Kim', link: exposed });
    await world.until(() => isInside(kim), 'Kim inside');
    const eve = await world.knocking(created, { name: 'Eve', link: created.links.mailed ?? '' });
    await world.until(() => isInside(eve), 'Eve inside');
    const bob = await world.guestInside(created, 'Bob');
    await everybodyKnows(world, [kim, eve, bob]);
    for (const tab of [kim, eve, bob]) {
      expect(['Kim', 'Eve', 'Bob'].map((name) => member(tab, name).unverifiedLink)).toEqual([
        true,
        true,
        false,
      ]);
    }
  });

  it('[K-5, S-2] leaving open makes a record: old open keys let nobody in', async () => {
    const world = await World.make();
    const created = await world.meeting({ door: 'open' });
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    const { meetingId } = created.hostMeeting;
    const before = world.server.meeting(meetingId).record.number;
    await world.during(ada.agent.setDoor('greeted'));
    expect(world.server.meeting(meetingId).record.number).toBe(before + 1);
    expect(world.server.meeting(meetingId).openKeys).toBe(null);
    await world.until(() => bob.agent.view.door === 'greeted', 'the door');
    const eve = await world.knocking(created, { name: 'Eve', link: created.links.copied });
    await world.until(() => isInside(eve), 'Eve inside');
    expect(eve.phases.map(({ kind }) => kind)).toContain('knocking');
    await everybodyKnows(world, [ada, bob, eve]);
    expect(member(bob, 'Eve').admittedBy).not.toBe(null);
  });

  it('[D-5] the door does not open again for links older than a record', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    await expect(world.during(ada.agent.setDoor('open'))).rejects.toThrow('notAllowed');
  });

  it('a locked room lets nobody new in, and those who were in come back', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await world.during(ada.agent.setLocked(true));
    const eve = await world.knocking(created, { name: 'Eve', link: created.links.copied });
    const locked = { kind: 'knocking', waitingFor: 'unlock' };
    await world.until(
      () => eve.phases.some((phase) => 'waitingFor' in phase && phase.waitingFor === 'unlock'),
      'told',
    );
    expect(eve.agent.view.phase).toMatchObject(locked);
    const back = await world.reload(created, bob);
    await world.until(() => isInside(back), 'Bob back');
    await everybodyKnows(world, [ada, back]);
  });

  it('deputies: appointed, they answer and lock; revoked, they do not', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await everybodyKnows(world, [ada, bob]);
    await expect(world.during(bob.agent.setLocked(true))).rejects.toThrow('notAllowed');
    await world.during(ada.agent.appoint(member(ada, 'Bob').participantId));
    await world.until(() => bob.agent.view.self?.role === 'deputy', 'Bob deputy');
    await world.during(bob.agent.setLocked(true));
    await world.until(() => ada.agent.view.locked, 'locked');
    await expect(world.during(bob.agent.kick([member(bob, 'Ada').participantId]))).rejects.toThrow(
      'notAllowed',
    );
    await world.during(ada.agent.revoke(member(ada, 'Bob').participantId));
    await expect(world.during(bob.agent.setLocked(false))).rejects.toThrow('notAllowed');
    expect(ada.agent.view.locked).toBe(true);
  });
});

describe('leaving and being removed', () => {
  it('who leaves is removed by tidy and comes back by a click only', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await everybodyKnows(world, [ada, bob]);
    await world.during(bob.agent.leave());
    expect(bob.agent.view.phase).toEqual({ kind: 'over', reason: 'left' });
    await everybodyKnows(world, [ada]);
    expect(ada.events.map(({ kind }) => kind)).toContain('left');
    const back = await world.reload(created, bob);
    await world.until(() => back.agent.view.phase.kind === 'atDoor', 'at the door');
    await world.during(back.agent.join('Bob'));
    await world.until(() => isInside(back), 'back');
    await everybodyKnows(world, [ada, back]);
  });

  it('[5.4] a kick removes all leaves, makes new keys, and guards the door', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    const eve = await world.guestInside(created, 'Eve');
    await everybodyKnows(world, [ada, bob, eve]);
    const { meetingId } = created.hostMeeting;
    const before = world.server.meeting(meetingId).record.number;
    await world.during(ada.agent.kick([member(ada, 'Eve').participantId]));
    await world.until(() => eve.agent.view.phase.kind === 'over', 'Eve out');
    expect(eve.agent.view.phase).toEqual({ kind: 'over', reason: 'removed' });
    await everybodyKnows(world, [ada, bob]);
    expect(bob.agent.view.door).toBe('guarded');
    expect(world.server.meeting(meetingId).record.number).toBe(before + 1);
    // T21: senders switch at once, and the removed browser never has the new key.
    const epoch = BigInt(ada.agent.view.epoch);
    expect(ada.keys.sending?.epoch).toBe(epoch);
    expect(bob.keys.sending?.epoch).toBe(epoch);
    expect(eve.keys.keys.has(epoch)).toBe(false);
    const again = await world.reload(created, eve);
    await world.until(() => again.agent.view.phase.kind === 'atDoor', 'at the door');
    await world.during(again.agent.join('Eve'));
    await world.until(() => again.agent.view.phase.kind === 'turnedAway', 'turned away');
  });

  it('ends for all by the host', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await expect(world.during(bob.agent.endForAll())).rejects.toThrow('notAllowed');
    await world.during(ada.agent.endForAll());
    await world.until(() => bob.agent.view.phase.kind === 'over', 'over');
    expect(bob.agent.view.phase).toEqual({ kind: 'over', reason: 'ended' });
    const again = await world.reload(created, bob);
    await world.until(() => again.agent.view.phase.kind === 'atDoor', 'at the door');
    expect(again.agent.view.phase).toMatchObject({ waitsForHost: true, mayStart: false });
  });
});

describe('coming back', () => {
  it('[B-2] a sole member returns beside its old leaf and removes it', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const back = await world.reload(created, ada, created.hostMeeting);
    await world.until(() => isInside(back), 'back');
    await world.pass(2_000);
    expect(back.agent.view.members).toHaveLength(1);
    const { session } = world.server.meeting(created.hostMeeting.meetingId);
    expect([...(session?.leaves.keys() ?? [])]).toHaveLength(1);
    const bob = await world.guestInside(created, 'Bob');
    await everybodyKnows(world, [back, bob]);
  });

  it('[B-1] resumes after a broken connection with what it missed', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await everybodyKnows(world, [ada, bob]);
    bob.port.cut();
    expect(bob.agent.view.phase.kind).toBe('returning');
    const eve = await world.guestInside(created, 'Eve');
    bob.port.plug();
    await world.until(() => isInside(bob), 'Bob back');
    await everybodyKnows(world, [ada, bob, eve]);
    expect(bob.agent.view.digits).toBe(ada.agent.view.digits);
    expect(bob.agent.view.self?.leaf).toBe(1);
  });

  it('re-enters by itself when its leaf was taken for dead', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await everybodyKnows(world, [ada, bob]);
    bob.port.cut();
    await world.until(() => ada.agent.view.members.length === 1, 'Bob tidied');
    bob.port.plug();
    await world.until(() => isInside(bob), 'Bob back');
    await everybodyKnows(world, [ada, bob]);
  });

  it('[B-3] a host returns on another device by the vault', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    world.shut(ada);
    const phone = await world.hostInside(created, new Browser('Ada on the phone'));
    await everybodyKnows(world, [phone, bob]);
    expect(phone.agent.view.self?.role).toBe('host');
    await world.during(phone.agent.setLocked(true));
    await world.until(() => bob.agent.view.locked, 'locked');
  });

  it('[B-4] a second tab asks before it takes over', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    const second = await world.open(created, { browser: bob.browser });
    expect(second.agent.view.phase).toEqual({ kind: 'otherTab' });
    await world.during(second.agent.continueHere());
    expect(bob.agent.view.phase).toEqual({ kind: 'over', reason: 'replaced' });
    await world.until(() => isInside(second), 'the second tab inside');
    await everybodyKnows(world, [ada, second]);
  });
});
