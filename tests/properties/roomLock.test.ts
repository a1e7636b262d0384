import { describe, expect, it } from 'vitest';
import type { CreatedMeeting } from '../../web/src/lib/e2ee/host/createMeeting.ts';
import type { Knock, RoomPhase } from '../../web/src/lib/e2ee/session/RoomView.ts';
import { isInside, names, World, type Tab } from '../support/roomAgents.ts';

const waitsFor = (tab: Tab): string | undefined => {
  const { phase } = tab.agent.view;
  return phase.kind === 'knocking' ? phase.waitingFor : undefined;
};

const isJoining = ({ kind }: RoomPhase): boolean => kind === 'joining';

const needsClick = ({ heldBy }: Knock): boolean => heldBy === null;

/** Who waits, as it stands on screens. */
const seen = (...tabs: Tab[]): Omit<Knock, 'knockId'>[] =>
  tabs.flatMap(({ agent }) =>
    agent.view.knocks.map(({ name, via, heldBy, mayAnswer }) => ({ name, via, heldBy, mayAnswer })),
  );

interface Locked {
  readonly world: World;
  readonly created: CreatedMeeting;
  readonly ada: Tab;
  readonly bob: Tab;
  readonly kim: Tab;
}

const wasTold = ({ phases }: Tab): boolean =>
  phases.some((phase) => phase.kind === 'knocking' && phase.waitingFor === 'unlock');

describe.each(['double', 'rooms'] as const)('a locked door (%s)', (server) => {
  it('[D-8] says so to who holds a link, and not to who was kicked', async () => {
    const world = await World.make({ server });
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const eve = await world.guestInside(created, 'Eve');
    await world.until(() => names(ada).includes('Eve'), 'Eve seen');
    const id = ada.agent.view.members.find(({ name }) => name === 'Eve')?.participantId;
    if (id === undefined) throw new Error('Eve is not here');
    await world.during(ada.agent.kick([id]));
    await world.until(() => eve.agent.view.phase.kind === 'over', 'Eve out');
    await world.during(ada.agent.setLocked(true));
    const again = await world.reload(created, eve);
    await world.during(again.agent.join('Eve'));
    await world.until(() => again.agent.view.phase.kind === 'turnedAway', 'turned away');
    expect(wasTold(again)).toBe(false);
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.until(() => waitsFor(kim) === 'unlock', 'Kim told');
    expect(names(ada)).toEqual(['Ada']);
  });

  it('[D-8] lets in by itself when the lock is lifted, without another word', async () => {
    const world = await World.make({ server });
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await world.during(ada.agent.setLocked(true));
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.until(() => waitsFor(kim) === 'unlock', 'told');
    await world.pass(30_000);
    expect(waitsFor(kim)).toBe('unlock');
    await world.during(ada.agent.setLocked(false));
    await world.until(() => isInside(kim), 'Kim inside');
    await world.until(() => names(bob).length === 3, 'all seen');
  });

  it('[D-8] asks for the click that the door wants when the lock is lifted', async () => {
    const world = await World.make({ server });
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await world.during(ada.agent.setLocked(true));
    const link = created.links.mailed ?? '';
    const kim = await world.knocking(created, { name: 'Kim', link });
    await world.until(() => waitsFor(kim) === 'unlock', 'told');
    await world.during(ada.agent.setLocked(false));
    await world.until(() => bob.agent.view.knocks.some(needsClick), 'asked of all');
    await world.until(() => waitsFor(kim) === 'person', 'waiting for a person');
    const [knock] = bob.agent.view.knocks;
    if (knock === undefined) throw new Error('no knock');
    await world.during(bob.agent.answerKnock(knock.knockId, true));
    await world.until(() => isInside(kim), 'Kim inside');
    expect(wasTold(kim)).toBe(true);
  });

  it.each(['leaves', 'is cut off', 'closes the page'])(
    '[D-8] is kept by another when the member who keeps it %s',
    async (how) => {
      const world = await World.make({ server });
      const created = await world.meeting();
      const ada = await world.hostInside(created);
      const bob = await world.guestInside(created, 'Bob');
      await world.until(() => names(bob).includes('Ada'), 'known');
      const id = bob.agent.view.self?.participantId;
      if (id === undefined) throw new Error('Bob is not inside');
      await world.during(ada.agent.appoint(id));
      await world.until(() => bob.agent.view.self?.role === 'deputy', 'deputy');
      await world.during(ada.agent.setLocked(true));
      const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
      await world.until(() => waitsFor(kim) === 'unlock', 'told');
      if (how === 'leaves') await world.during(ada.agent.leave());
      else if (how === 'is cut off') ada.port.cut();
      else world.shut(ada);
      await world.until(() => bob.agent.view.members.length === 1, 'tidied');
      await world.until(() => waitsFor(kim) === 'unlock', 'told again');
      expect(isInside(kim)).toBe(false);
      await world.during(bob.agent.setLocked(false));
      await world.until(() => isInside(kim), 'Kim inside');
    },
  );

  it('[D-8] waits on however often the lock comes between the letter and the way in', async () => {
    const world = await World.make({ server });
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    await world.during(ada.agent.setLocked(true));
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.until(() => waitsFor(kim) === 'unlock', 'told');
    for (let lost = 0; lost < 8; lost++) {
      const from = kim.phases.length;
      await world.during(ada.agent.setLocked(false));
      await world.during(ada.agent.setLocked(true));
      await world.until(() => kim.phases.slice(from).some(isJoining), 'a letter');
      await world.until(() => waitsFor(kim) === 'unlock', `told again after ${lost}`);
    }
    expect(names(ada)).toEqual(['Ada']);
    await world.during(ada.agent.setLocked(false));
    await world.until(() => isInside(kim), 'Kim inside');
  });

  it('[D-8] an open door that is locked says so, too', async () => {
    const world = await World.make({ server });
    const created = await world.meeting({ door: 'open' });
    const ada = await world.hostInside(created);
    await world.during(ada.agent.setLocked(true));
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.until(() => waitsFor(kim) === 'unlock', 'told');
    expect(names(ada)).toEqual(['Ada']);
    await world.during(ada.agent.setLocked(false));
    await world.until(() => isInside(kim), 'Kim inside');
  });

  it('tells who waits that the meeting was ended, and takes them in when it opens again', async () => {
    const world = await World.make({ server });
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const link = created.links.mailed ?? '';
    const kim = await world.knocking(created, { name: 'Kim', link });
    await world.until(() => waitsFor(kim) === 'person', 'waiting');
    await world.during(ada.agent.endForAll());
    await world.until(() => waitsFor(kim) === 'nextTime', 'told of the end');
    expect(kim.phases.map(({ kind }) => kind)).not.toContain('over');
    world.shut(ada);
    const again = await world.hostInside(created);
    await world.until(() => again.agent.view.knocks.length === 1, 'the knock');
    const [knock] = again.agent.view.knocks;
    if (knock === undefined) throw new Error('no knock');
    await world.during(again.agent.answerKnock(knock.knockId, true));
    await world.until(() => isInside(kim), 'Kim inside');
  });
});

describe.each(['double', 'rooms'] as const)('who waits at a locked door (%s)', (server) => {
  /** A locked room that the host keeps, with somebody at its door. */
  async function locked(via: 'copied' | 'mailed' = 'copied'): Promise<Locked> {
    const world = await World.make({ server });
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await world.until(() => names(bob).includes('Ada'), 'known');
    await world.during(ada.agent.setLocked(true));
    const link = created.links[via] ?? '';
    const kim = await world.knocking(created, { name: 'Kim', link });
    await world.until(() => waitsFor(kim) === 'unlock', 'told');
    return { world, created, ada, bob, kim };
  }

  async function appoint({ world, ada, bob }: Locked): Promise<void> {
    const id = bob.agent.view.self?.participantId;
    if (id === undefined) throw new Error('Bob is not inside');
    await world.during(ada.agent.appoint(id));
    await world.until(() => bob.agent.view.self?.role === 'deputy', 'deputy');
  }

  it('[D-8] is shown to all members, until nobody waits there', async () => {
    const { world, ada, bob, kim } = await locked();
    await world.until(() => seen(ada, bob).length === 2, 'shown');
    expect(seen(ada, bob)).toEqual([
      { name: 'Kim', via: 'copied', heldBy: 'lock', mayAnswer: true },
      { name: 'Kim', via: 'copied', heldBy: 'lock', mayAnswer: false },
    ]);
    await world.during(ada.agent.setLocked(false));
    await world.until(() => isInside(kim), 'Kim inside');
    await world.until(() => seen(ada, bob).length === 0, 'gone from the screens');
  });

  it('[D-8] is gone from the screens with their page', async () => {
    const { world, ada, bob, kim } = await locked();
    await world.until(() => seen(ada, bob).length === 2, 'shown');
    world.shut(kim);
    await world.until(() => seen(bob).length === 0, 'gone');
    await world.pass(1_000);
    expect(seen(ada, bob)).toEqual([]);
  });

  it('[D-8] may be sent away by any host or deputy, and let in by nobody', async () => {
    const stage = await locked();
    const { world, ada, bob, kim } = stage;
    await world.until(() => seen(bob).length === 1, 'shown');
    const [knock] = bob.agent.view.knocks;
    if (knock === undefined) throw new Error('no knock');
    const answer = (tab: Tab, admit: boolean): Promise<void> =>
      world.during(tab.agent.answerKnock(knock.knockId, admit));
    await expect(answer(bob, false)).rejects.toMatchObject({ code: 'notAllowed' });
    await appoint(stage);
    for (const tab of [ada, bob]) {
      await expect(answer(tab, true)).rejects.toMatchObject({ code: 'roomLocked' });
    }
    expect(waitsFor(kim)).toBe('unlock');
    await answer(bob, false);
    await world.until(() => kim.agent.view.phase.kind === 'turnedAway', 'sent away');
    await world.until(() => seen(ada, bob).length === 0, 'gone from the screens');
  });

  it('[D-8] is shown to who comes back, and nobody whom they missed going', async () => {
    const { world, created, ada, bob, kim } = await locked();
    await world.until(() => seen(bob).length === 1, 'shown');
    const again = await world.reload(created, bob);
    await world.until(() => isInside(again), 'Bob back');
    await world.until(() => seen(again).length === 1, 'shown again');
    again.port.cut();
    world.shut(kim);
    await world.until(() => seen(ada).length === 0, 'gone');
    again.port.plug();
    await world.until(() => isInside(again), 'Bob back again');
    await world.pass(1_000);
    expect(seen(again)).toEqual([]);
  });

  it('[D-8] stays on the screens while another member takes the knock over', async () => {
    const stage = await locked();
    const { world, ada, bob, kim } = stage;
    await appoint(stage);
    await world.until(() => seen(bob).length === 1, 'shown');
    const from = kim.phases.length;
    world.shut(ada);
    await world.until(() => bob.agent.view.members.length === 1, 'tidied');
    await world.until(() => waitsFor(kim) === 'unlock' && kim.phases.length > from, 'told again');
    expect(seen(bob)).toMatchObject([{ name: 'Kim', heldBy: 'lock', mayAnswer: true }]);
    await world.during(bob.agent.setLocked(false));
    await world.until(() => isInside(kim), 'Kim inside');
    expect(seen(bob)).toEqual([]);
  });

  it('[D-8] is told from who needs a click, also when the lock comes after the knock', async () => {
    const { world, created, ada, bob } = await locked('mailed');
    await world.during(ada.agent.setLocked(false));
    await world.until(() => ada.agent.view.knocks.some(needsClick), 'a click asked for');
    const link = created.links.mailed ?? '';
    await world.knocking(created, { name: 'Lou', link });
    await world.until(() => seen(bob).length === 2, 'both shown');
    await world.during(ada.agent.setLocked(true));
    await world.until(() => bob.agent.view.locked, 'seen');
    const held = (tab: Tab): (string | null)[] => seen(tab).map(({ heldBy }) => heldBy);
    expect([ada, bob].map(held)).toEqual([
      ['lock', 'lock'],
      ['lock', 'lock'],
    ]);
    await world.during(ada.agent.setLocked(false));
    await world.until(() => !bob.agent.view.locked, 'seen');
    expect([ada, bob].map(held)).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

describe('a server that lies about the lock', () => {
  it('[D-8] is not believed: the word is sealed to a key that it does not see', async () => {
    const world = await World.make();
    const created = await world.meeting();
    await world.hostInside(created);
    const { evil } = world;
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.mailed ?? '' });
    await world.until(() => waitsFor(kim) === 'person', 'waiting');
    const { knocks } = evil.meeting(created.hostMeeting.meetingId);
    const [knock] = knocks.values();
    if (knock === undefined) throw new Error('no knock');
    const { knockId, from } = knock;
    evil.tell(from, {
      name: 'knockHeld',
      payload: { knockId, sealedHeld: crypto.getRandomValues(new Uint8Array(50)) },
    });
    await world.until(() => kim.events.some(({ kind }) => kind === 'warning'), 'a warning');
    expect(wasTold(kim)).toBe(false);
  });
});
