import { beforeAll, describe, expect, it } from 'vitest';
import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import { authenticatorOf } from '../../web/src/lib/e2ee/mls/epoch.ts';
import { roomCode } from '../../web/src/lib/e2ee/mls/roomCode.ts';
import { newSigningKey } from '../../web/src/lib/e2ee/crypto/sign.ts';
import { FrameSchedule } from '../../web/src/lib/e2ee/session/FrameSchedule.ts';
import { MemberMessages } from '../../web/src/lib/e2ee/session/MemberMessages.ts';
import { planUpdate } from '../../web/src/lib/e2ee/session/plans.ts';
import { names, RecordedKeys, World, type Tab } from '../support/roomAgents.ts';
import { RoomGroup, type GroupMember } from '../support/roomGroup.ts';
import { filled, spoiled } from '../support/roomObjects.ts';
import { VirtualTimers } from '../support/VirtualTimers.ts';

describe('[7] messages between members', () => {
  let room: RoomGroup;
  let alice: GroupMember;
  let bob: GroupMember;
  beforeAll(async () => {
    room = await RoomGroup.begin();
    alice = room.host;
    bob = await room.admit();
  });

  async function talking(member: GroupMember): Promise<MemberMessages> {
    const messages = new MemberMessages(room.suite);
    await messages.enter(member.epoch);
    return messages;
  }

  it('open for the others, with who said them', async () => {
    const [from, to] = [await talking(bob), await talking(alice)];
    const opened = await to.open(await from.seal('reaction', filled(3, 7)));
    expect(opened).toEqual({
      participantKey: bob.participant.publicKey,
      type: 'reaction',
      epoch: 1n,
      body: filled(3, 7),
    });
  });

  it('[T22] count once, in rising order', async () => {
    const [from, to] = [await talking(bob), await talking(alice)];
    const first = await from.seal('presence', filled(1, 1));
    const second = await from.seal('presence', filled(1, 2));
    expect((await to.open(second))?.body).toEqual(filled(1, 2));
    expect(await to.open(second)).toBeUndefined();
    expect(await to.open(first)).toBeUndefined();
  });

  it('[T20] touched, or signed by another member than they name, are dropped', async () => {
    const message = await (await talking(bob)).seal('askToMute', filled(2, 1));
    const opened: string[] = [];
    for (const { what, bytes } of spoiled(message)) {
      if (await (await talking(alice)).open(bytes)) opened.push(what);
    }
    expect(opened).toEqual([]);
    const inBobsName = { ...alice.epoch.mls, privatePath: bob.epoch.mls.privatePath };
    const mallory = new MemberMessages(room.suite);
    await mallory.enter({ ...alice.epoch, mls: inBobsName });
    const forged = await mallory.seal('askToMute', filled(2, 1));
    expect(await (await talking(bob)).open(forged)).toBeUndefined();
  });

  it('of an epoch that this browser was not in, or of another group, are dropped', async () => {
    const other = await RoomGroup.begin();
    const stranger = await other.admit();
    const foreign = new MemberMessages(other.suite);
    await foreign.enter(stranger.epoch);
    const to = await talking(alice);
    expect(await to.open(await foreign.seal('reaction', filled(1, 1)))).toBeUndefined();
    const old = await (await talking(bob)).seal('reaction', filled(1, 1));
    await room.commit(alice, planUpdate(alice.epoch));
    const joined = await talking(alice);
    expect(await joined.open(old)).toBeUndefined();
    await to.enter(alice.epoch);
    expect(await to.open(old)).toBeDefined();
    const late = await talking(bob);
    expect(await to.open(await late.seal('reaction', filled(1, 1)))).toMatchObject({ epoch: 2n });
  });
});

describe('[6] the room code', () => {
  /** HKDF-SHA-256 of 32 bytes 0x11, empty salt, info `conclave/room-code/v1`, computed apart from this code. */
  const CODE = '18210 87040 93065 91637 16357 60531';

  it('is thirty digits of the epoch authenticator', async () => {
    expect(await roomCode(filled(32, 0x11))).toBe(CODE);
  });

  it('is one for all members of an epoch, and another for every other epoch', async () => {
    const room = await RoomGroup.begin();
    const bob = await room.admit();
    const of = (member: GroupMember): Promise<string> =>
      roomCode(authenticatorOf(member.epoch.mls));
    const before = await of(bob);
    expect(before).toMatch(/^(\d{5} ){5}\d{5}$/u);
    expect(await of(room.host)).toBe(before);
    await room.admit(await newSigningKey());
    expect(await of(bob)).not.toBe(before);
    expect(await of(room.host)).toBe(await of(bob));
  });
});

/** [F-1] How long senders stay with the old epoch. */
const SWITCH_AFTER_MS = 400;

describe('[F-1] the schedule of frame keys', () => {
  const key = (value: number): Bytes => copyBytes(filled(16, value));

  function schedule(): { timers: VirtualTimers; keys: RecordedKeys; frames: FrameSchedule } {
    const timers = new VirtualTimers();
    const keys = new RecordedKeys();
    return { timers, keys, frames: new FrameSchedule(keys, timers) };
  }

  it('[J-1] gives out nothing before the join is confirmed', () => {
    const { timers, keys, frames } = schedule();
    frames.provisional({ epoch: 4n, leaf: 1, baseKey: key(4) });
    frames.final({ epoch: 4n, leaf: 1 }, true);
    frames.allApplied(4n, 1);
    expect([keys.keys.size, keys.sending, timers.next]).toEqual([0, undefined, undefined]);
    frames.open({ epoch: 4n, leaf: 1, baseKey: key(4) });
    expect(keys.keys.get(4n)).toEqual(key(4));
    expect(keys.sending).toEqual({ epoch: 4n, leaf: 1 });
  });

  it('receives with a provisional epoch at once, and sends with it only later', () => {
    const { timers, keys, frames } = schedule();
    frames.open({ epoch: 1n, leaf: 0, baseKey: key(1) });
    frames.provisional({ epoch: 2n, leaf: 0, baseKey: key(2) });
    expect(keys.keys.has(2n)).toBe(true);
    expect(keys.sending?.epoch).toBe(1n);
    frames.final({ epoch: 2n, leaf: 0 }, false);
    expect(keys.forgotten).toEqual([2n]);
    expect([keys.sending?.epoch, timers.next]).toEqual([1n, SWITCH_AFTER_MS]);
    timers.runNext();
    expect(keys.sending?.epoch).toBe(2n);
  });

  it('[T21] switches at once after a remove, and when everybody is ready', () => {
    const { timers, keys, frames } = schedule();
    frames.open({ epoch: 1n, leaf: 0, baseKey: key(1) });
    frames.provisional({ epoch: 2n, leaf: 0, baseKey: key(2) });
    frames.final({ epoch: 2n, leaf: 0 }, true);
    expect(keys.sending?.epoch).toBe(2n);
    frames.provisional({ epoch: 3n, leaf: 0, baseKey: key(3) });
    frames.final({ epoch: 3n, leaf: 0 }, false);
    frames.allApplied(3n, 0);
    expect(keys.sending?.epoch).toBe(3n);
    expect(timers.next).toBeUndefined();
  });

  it('is not held up by a storm of joins: each epoch has its own time', () => {
    const { timers, keys, frames } = schedule();
    frames.open({ epoch: 1n, leaf: 0, baseKey: key(1) });
    for (const epoch of [2n, 3n, 4n]) {
      frames.provisional({ epoch, leaf: 0, baseKey: key(2) });
      frames.final({ epoch, leaf: 0 }, false);
      timers.skip(SWITCH_AFTER_MS / 2);
    }
    timers.runNext();
    expect(keys.sending?.epoch).toBe(2n);
    timers.runNext();
    timers.runNext();
    expect(keys.sending?.epoch).toBe(4n);
  });

  it('falls silent when the room is left, and stays so', () => {
    const { timers, keys, frames } = schedule();
    frames.open({ epoch: 1n, leaf: 0, baseKey: key(1) });
    frames.provisional({ epoch: 2n, leaf: 0, baseKey: key(2) });
    frames.final({ epoch: 2n, leaf: 0 }, false);
    frames.shut();
    expect([keys.sending, timers.next]).toEqual([undefined, undefined]);
  });
});

describe('in the room', () => {
  async function two(): Promise<{ world: World; ada: Tab; bob: Tab }> {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await world.until(() => ada.agent.view.members.every(({ name }) => name !== ''), 'names');
    return { world, ada, bob };
  }

  it('presence, hands and reactions reach the others', async () => {
    const { world, ada, bob } = await two();
    const presence = {
      name: 'Robert',
      microphone: 'on',
      camera: true,
      screen: false,
      speaking: true,
      handRaisedAt: 1_790_000_000_123,
    } as const;
    await world.during(bob.agent.setPresence({ ...presence, consent: '' }));
    await world.during(bob.agent.react('👏🏽'));
    await world.until(() => ada.events.some(({ kind }) => kind === 'reaction'), 'the reaction');
    expect(ada.agent.view.members).toContainEqual(expect.objectContaining(presence));
    const participantId = bob.agent.view.self?.participantId;
    expect(ada.events).toContainEqual({ kind: 'reaction', participantId, reaction: '👏🏽' });
    await expect(bob.agent.react('x'.repeat(65))).rejects.toThrow('tooLarge');
  });

  it('[7] who missed the first words of somebody asks, and hears who they are', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    let late = true;
    world.evil.meddle = (_to, heard) => (late && heard.name === 'relayed' ? [] : [heard]);
    const bob = await world.guestInside(created, 'Bob');
    await world.until(() => names(ada).length === 2 && names(bob).length === 2, 'two tiles');
    expect([names(ada), names(bob)].map((all) => all.includes(''))).toEqual([true, true]);
    late = false;
    await world.until(() => ![...names(ada), ...names(bob)].includes(''), 'both names');
    expect(names(ada).toSorted()).toEqual(['Ada', 'Bob']);
  });

  it('[7] who never says a word is asked a few times and then left alone', async () => {
    const world = await World.make();
    const created = await world.meeting();
    await world.hostInside(created);
    let said = 0;
    world.evil.meddle = (_to, heard) => (heard.name === 'relayed' ? [] : [heard]);
    world.evil.meddleRequest = (_from, method, params) => {
      if (method === 'relay') said += 1;
      return params;
    };
    await world.guestInside(created, 'Bob');
    const after = async (ms: number): Promise<number> => {
      let over = false;
      world.timers.after(ms, () => (over = true));
      await world.until(() => over, 'the end of the time');
      return said;
    };
    const [introduced, asked, later] = [
      await after(1_000),
      await after(30_000),
      await after(60_000),
    ];
    expect(asked - introduced).toBe(2 * 5);
    expect(later).toBe(asked);
  });

  it('[S-2] only host and deputies ask to mute', async () => {
    const { world, ada, bob } = await two();
    await expect(bob.agent.askToMute('all', 'microphone')).rejects.toThrow('notAllowed');
    await world.during(ada.agent.askToMute('all', 'camera'));
    await world.until(() => bob.events.some(({ kind }) => kind === 'askedToMute'), 'the request');
    const by = ada.agent.view.self?.participantId;
    expect(bob.events).toContainEqual({ kind: 'askedToMute', by, source: 'camera' });
  });

  it('[6] comparing shows one epoch’s code to all, and who was compared stays so', async () => {
    const { world, ada, bob } = await two();
    await world.during(bob.agent.compare());
    await world.until(() => ada.agent.view.comparing !== null, 'the comparison');
    expect(ada.agent.view.comparing).toEqual(bob.agent.view.comparing);
    expect(ada.agent.view.comparing?.digits).toBe(bob.agent.view.digits);
    await world.during(ada.agent.closeComparison('same'));
    expect(ada.agent.view.comparing).toBe(null);
    expect(ada.agent.view.members.every(({ compared }) => compared)).toBe(true);
    await world.during(bob.agent.closeComparison('different'));
    expect(bob.events).toContainEqual({ kind: 'warning', warning: 'forkSuspected' });
    expect(bob.agent.view.members.some(({ compared }) => compared)).toBe(false);
  });

  it('[6] the codes go away by themselves after ten minutes', async () => {
    const { world, ada } = await two();
    await world.during(ada.agent.compare());
    world.timers.skip(10 * 60_000);
    await world.until(() => ada.agent.view.comparing === null, 'the end');
    expect(ada.agent.view.comparing).toBe(null);
  });

  it('[F-1] hands out a context once, with its source in it', async () => {
    const { ada } = await two();
    const contexts = await Promise.all(
      (['microphone', 'camera', 'microphone'] as const).map((s) => ada.agent.takeContext(s)),
    );
    expect(contexts.map((ctx) => ctx % 4)).toEqual([0, 1, 0]);
    expect(new Set(contexts).size).toBe(3);
  });
});
