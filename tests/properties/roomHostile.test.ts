import { describe, expect, it } from 'vitest';
import type { GroupHead } from '@conclave/shared/wire/keys';
import { importHostKeys } from '../../web/src/lib/e2ee/host/HostKeys.ts';
import { withoutTargets } from '../../web/src/lib/e2ee/room/decideOrder.ts';
import { keyText } from '../../web/src/lib/e2ee/room/keyText.ts';
import { MAX_KICKED } from '../../web/src/lib/e2ee/room/roomState.ts';
import { newKeySecret } from '../../web/src/lib/e2ee/objects/keySecret.ts';
import { sealOpenKeys } from '../../web/src/lib/e2ee/objects/openKeys.ts';
import { peerRequests } from '@conclave/shared/wire/peerRequests';
import * as v from 'valibot';
import { Browser, isInside, World, type Tab } from '../support/roomAgents.ts';
import type { Member } from '../../web/src/lib/e2ee/session/RoomView.ts';

function member(tab: Tab, name: string): Member {
  const found = tab.agent.view.members.find((m) => m.name === name);
  if (found === undefined) throw new Error(`${name} is not on the screen of ${tab.browser.name}`);
  return found;
}

describe('[L-3] a copied link that the server has seen', () => {
  async function victimAtDoor(door: 'greeted' | 'open' = 'greeted') {
    const world = await World.make();
    const created = await world.meeting({ door });
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    const link = created.links.copied.replace('#', '%23');
    const victim = await world.knocking(created, { name: 'Victim', link });
    return { world, created, ada, bob, victim };
  }

  async function ghostWaits(world: World, keeper: Tab, ghost: Tab): Promise<void> {
    const seen = (): boolean => keeper.agent.view.knocks.some(({ name }) => name === 'Ghost');
    await world.until(seen, 'the knock of the ghost');
    await world.pass(5_000);
    expect(isInside(ghost)).toBe(false);
    expect(keeper.agent.view.knocks).toContainEqual(
      expect.objectContaining({ name: 'Ghost', via: 'exposed' }),
    );
  }

  it('needs a click from then on, and who is let in by it is not verified', async () => {
    const { world, created, ada } = await victimAtDoor();
    await world.until(() => ada.agent.view.knocks.length === 1, 'the knock');
    const ghost = await world.knocking(created, { name: 'Ghost', link: created.links.copied });
    await ghostWaits(world, ada, ghost);
    const knock = ada.agent.view.knocks.find(({ name }) => name === 'Ghost');
    if (knock === undefined) throw new Error('no knock');
    await world.during(ada.agent.answerKnock(knock.knockId, true));
    await world.until(() => isInside(ghost), 'let in by a person');
    await world.until(() => ada.agent.view.members.length === 3, 'three');
    await world.pass(1_000);
    expect(member(ada, 'Ghost').unverifiedLink).toBe(true);
    expect(member(ada, 'Bob').unverifiedLink).toBe(false);
  });

  it('is known to every member, also where another one was doorkeeper', async () => {
    const { world, created, ada, bob } = await victimAtDoor();
    await world.until(() => bob.agent.view.knocks.length === 1, 'the knock');
    await world.pass(1_000);
    expect(bob.events).toContainEqual({ kind: 'exposedLink' });
    world.shut(ada);
    await world.until(() => bob.agent.view.members.length === 1, 'Bob alone');
    const ghost = await world.knocking(created, { name: 'Ghost', link: created.links.copied });
    await ghostWaits(world, bob, ghost);
  });

  it('is known to who comes later, and stays known after a reload and in the next session', async () => {
    const { world, created, ada, bob, victim } = await victimAtDoor();
    await world.until(() => ada.agent.view.knocks.length === 1, 'the knock');
    const [knock] = ada.agent.view.knocks;
    if (knock === undefined) throw new Error('no knock');
    await world.during(ada.agent.answerKnock(knock.knockId, true));
    await world.until(() => isInside(victim), 'the victim inside');
    world.shut(ada);
    world.shut(bob);
    await world.until(() => victim.agent.view.members.length === 1, 'the victim alone');
    const ghost = await world.knocking(created, { name: 'Ghost', link: created.links.copied });
    await ghostWaits(world, victim, ghost);
    world.shut(ghost);
    const back = await world.open(created, { browser: ada.browser, host: created.hostMeeting });
    await world.until(() => isInside(back), 'Ada back');
    await world.during(back.agent.endForAll());
    const next = await world.open(created, { browser: ada.browser, host: created.hostMeeting });
    await world.during(next.agent.join('Ada'));
    await world.until(() => isInside(next), 'the next session');
    const again = await world.knocking(created, { name: 'Ghost', link: created.links.copied });
    await ghostWaits(world, next, again);
  });

  it('is told to the members by the browser that came by it, where no knock was needed', async () => {
    const { world, created, ada, bob, victim } = await victimAtDoor('open');
    await world.until(() => isInside(victim), 'through the open door');
    await world.pass(1_000);
    expect(ada.events).toContainEqual({ kind: 'exposedLink' });
    await world.during(ada.agent.setDoor('greeted'));
    const ghost = await world.knocking(created, { name: 'Ghost', link: created.links.copied });
    await ghostWaits(world, bob, ghost);
  });

  it('is told to a host that comes from a device which knows nothing', async () => {
    const { world, created, ada, bob } = await victimAtDoor();
    await world.until(() => bob.agent.view.knocks.length === 1, 'the knock');
    world.shut(ada);
    const phone = await world.hostInside(created, new Browser('Ada on the phone'));
    await world.pass(1_000);
    world.shut(bob);
    await world.until(() => phone.agent.view.members.length === 1, 'the host alone');
    const ghost = await world.knocking(created, { name: 'Ghost', link: created.links.copied });
    await ghostWaits(world, phone, ghost);
  });
});

describe('[S-6] what an author states beside its commit', () => {
  async function three() {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    const eve = await world.guestInside(created, 'Eve');
    await world.pass(1_000);
    const session = () => world.evil.meeting(created.hostMeeting.meetingId).session;
    return { world, created, ada, bob, eve, session };
  }

  it('counts only if the commit removes the same leaves', async () => {
    const { world, bob, session } = await three();
    let sent = 0;
    world.evil.meddleRequest = (_from, method, params) => {
      if (method !== 'commit' || sent > 0) return params;
      sent += 1;
      return { ...Object(params), removes: [1] };
    };
    const before = bob.agent.view.epoch;
    const host = [...(session()?.members.values() ?? [])].find(({ leaf }) => leaf === 0);
    if (host === undefined) throw new Error('no host');
    world.evil.tell(host.peer, { name: 'updateRequest', payload: {} });
    await world.until(() => sent === 1, 'an update');
    await world.pass(3_000);
    expect([...(session()?.members.values() ?? [])].map(({ leaf }) => leaf).sort()).toEqual([
      0, 1, 2,
    ]);
    expect(bob.agent.view.epoch).toBe(before);
  });

  it('counts only if it is the leaf of the joiner', async () => {
    const { world, created, session } = await three();
    world.evil.meddleRequest = (_from, method, params) =>
      method === 'commit' ? { ...Object(params), leaf: 0 } : params;
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.pass(10_000);
    expect(isInside(kim)).toBe(false);
    expect([...(session()?.leaves.keys() ?? [])].sort()).toEqual([0, 1, 2]);
  });

  it('is also looked at in what was missed', async () => {
    const { world, created, ada, bob } = await three();
    bob.port.cut();
    await world.during(ada.agent.setLocked(true));
    world.evil.meddleResult = (_to, method, result) => {
      if (method !== 'resume') return result;
      const answer = v.parse(peerRequests.resume.result, result);
      if (answer.kind !== 'resumed') throw new Error('not resumed');
      return { ...answer, missed: answer.missed.map((c) => ({ ...c, removes: [2] })) };
    };
    bob.port.plug();
    await world.until(() => isInside(bob) && bob.agent.view.locked, 'Bob back');
    expect(bob.events).toContainEqual({ kind: 'warning', warning: 'commitRefused' });
    expect(created.hostMeeting.meetingId).toBe(bob.agent.view.meetingId);
  });
});

describe('[D-5] open keys', () => {
  it('that are not those of the newest record open nothing, and start nothing', async () => {
    const world = await World.make();
    const created = await world.meeting({ door: 'open' });
    const keys = await importHostKeys(created.hostMeeting);
    const forged = { recordNumber: 1, secret: newKeySecret() };
    const planted = await sealOpenKeys(created.hostMeeting.meetingId, keys.links, forged);
    world.evil.meddleResult = (_to, method, result) =>
      method === 'enter' ? { ...Object(result), openKeys: planted } : result;
    const bob = await world.open(created, {
      browser: new Browser('Bob'),
      link: created.links.copied,
    });
    expect(bob.agent.view.phase).toMatchObject({ kind: 'atDoor', mayStart: false });
    await world.during(bob.agent.join('Bob'));
    expect(world.server.meeting(created.hostMeeting.meetingId).session).toBe(undefined);
    expect(bob.agent.view.phase).toMatchObject({ kind: 'knocking' });
  });
});

describe('[4.3] a host who does not get in', () => {
  it('ends the session from the door', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    world.shut(ada);
    const phone = await world.open(created, {
      browser: new Browser('Ada on the phone'),
      host: created.hostMeeting,
    });
    expect(phone.agent.view.phase.kind).toBe('atDoor');
    await world.during(phone.agent.endForAll());
    await world.until(() => bob.agent.view.phase.kind === 'over', 'over for Bob');
    expect(bob.agent.view.phase).toEqual({ kind: 'over', reason: 'ended' });
    await world.until(() => phone.agent.view.phase.kind === 'atDoor', 'at the door');
    expect(phone.agent.view.phase).toMatchObject({ waitsForHost: true });
  });

  it('ends it after `forked`, and starts anew', async () => {
    const world = await World.make();
    const created = await world.meeting();
    await world.hostInside(created);
    const { meetingId } = created.hostMeeting;
    world.evil.meddle = (_to, heard) =>
      heard.name === 'ticket'
        ? [{ ...heard, payload: { ...heard.payload, head: junkHead(heard.payload.head.epoch) } }]
        : [heard];
    const browser = new Browser('Ada on the phone');
    const phone = await world.open(created, { browser, host: created.hostMeeting });
    await world.during(phone.agent.join('Ada'));
    expect(phone.agent.view.phase).toEqual({ kind: 'refused', code: 'forked' });
    await world.during(phone.agent.endForAll());
    expect(world.server.meeting(meetingId).session).toBe(undefined);
    world.shut(phone);
    await world.hostInside(created, browser);
  });

  it('is the host: a guest at the door ends nothing', async () => {
    const world = await World.make();
    const created = await world.meeting({ door: 'guarded' });
    await world.hostInside(created);
    const eve = await world.knocking(created, { name: 'Eve', link: created.links.copied });
    await expect(eve.agent.endForAll()).rejects.toThrow('notNow');
  });
});

function junkHead(epoch: number): GroupHead {
  return { epoch, groupInfo: new Uint8Array(100), sealedState: new Uint8Array(100) };
}

describe('[7] messages of members', () => {
  it('do not replace a comparison that is open', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await world.pass(1_000);
    await world.during(ada.agent.compare());
    await world.until(() => bob.agent.view.comparing !== null, 'the numbers');
    const held = bob.agent.view.comparing;
    const eve = await world.guestInside(created, 'Eve');
    await world.pass(1_000);
    await world.during(eve.agent.compare());
    await world.pass(1_000);
    expect(bob.agent.view.comparing).toEqual(held);
    expect(held?.digits).not.toBe(eve.agent.view.digits);
  });
});

describe('[S-1] more kicked than the state holds', () => {
  it('keeps the list full, with whom was kicked just now, the same for every member', () => {
    const key = (n: number) => new Uint8Array(32).map((_, i) => (i < 2 ? n >> (8 * i) : 0));
    const many = Array.from({ length: MAX_KICKED }, (_, n) => keyText(key(n)));
    const after = (ordered: typeof many) => {
      const empty = { roles: new Map(), admitted: new Map(), policyNumber: 1 };
      return withoutTargets({ ...BARE, ...empty, kicked: new Set(ordered) }, [key(9_999)]).kicked;
    };
    const [one, other] = [after(many), after([...many].reverse())];
    expect([...one].sort()).toEqual([...other].sort());
    expect(one.size).toBe(MAX_KICKED);
    expect(one.has(keyText(key(9_999)))).toBe(true);
  });
});

const BARE = {
  door: 'guarded',
  locked: false,
  recordNumber: 1,
  recordHash: new Uint8Array(32),
  hostKey: new Uint8Array(32),
  hostBoxKey: new Uint8Array(32),
  policySeal: undefined,
} as const;
