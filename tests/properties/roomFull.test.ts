import { describe, expect, it } from 'vitest';
import type { CreatedMeeting } from '../../web/src/lib/e2ee/host/createMeeting.ts';
import type { Knock } from '../../web/src/lib/e2ee/session/RoomView.ts';
import { Browser, isInside, names, World, type Tab } from '../support/roomAgents.ts';
import { SeededRandom } from '../support/seededRandom.ts';
import type { Choose } from '../support/Wire.ts';

const PLACES = 3;
/** Orders in which the network delivers, and people who want the one place that is free. */
const SEEDS = Array.from({ length: 8 }, (_, at) => at + 1);
const RIVALS = ['Kim', 'Lou', 'Max', 'Noa'];
const LOST = 8;

const waitsForPlace = ({ agent }: Tab): boolean => {
  const { phase } = agent.view;
  return phase.kind === 'knocking' && phase.waitingFor === 'place';
};

/** A room of the product's server with three places, and the host in it. */
async function room(
  choose?: Choose,
  door: 'greeted' | 'open' = 'greeted',
): Promise<{ world: World; created: CreatedMeeting; ada: Tab }> {
  const world = await World.make({
    server: 'rooms',
    maxMembers: PLACES,
    ...(choose && { choose }),
  });
  const created = await world.meeting({ door });
  return { world, created, ada: await world.hostInside(created) };
}

type Full = Awaited<ReturnType<typeof room>> & { bob: Tab };

/** People to whom the server gave a place. */
function taken(world: World, created: CreatedMeeting): number {
  const { session } = world.server.meeting(created.hostMeeting.meetingId);
  return new Set(session?.leaves.values()).size;
}

async function leaves(world: World, tab: Tab): Promise<void> {
  await world.during(tab.agent.leave());
  world.shut(tab);
}

/** Lets in all who are shown, in one breath and in the order of their names from behind. */
async function admitAll(world: World, { agent }: Tab, count: number): Promise<void> {
  const asking = (): Knock[] => agent.view.knocks.filter(({ heldBy }) => heldBy === null);
  await world.until(() => asking().length === count, `${count} knocks shown`);
  const knocks = asking().toSorted((a, b) => b.name.localeCompare(a.name));
  await world.during(Promise.all(knocks.map(({ knockId }) => agent.answerKnock(knockId, true))));
}

describe('a full room', () => {
  it('[D-8] with an open door says so to who comes, and lets in when a place is free', async () => {
    const { world, created, ada } = await room(undefined, 'open');
    const bob = await world.guestInside(created, 'Bob');
    await world.guestInside(created, 'Eve');
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.until(() => waitsForPlace(kim), 'told');
    await world.pass(30_000);
    expect(names(ada)).toEqual(['Ada', 'Bob', 'Eve']);
    expect(ada.agent.view.knocks).toMatchObject([{ name: 'Kim', heldBy: 'fullRoom' }]);
    await leaves(world, bob);
    await world.until(() => isInside(kim), 'Kim inside');
    expect(ada.agent.view.knocks).toEqual([]);
  });

  it('[D-6] [D-8] has who was inside before wait for a place, and takes them back by itself', async () => {
    const { world, created, ada } = await room();
    const bob = await world.guestInside(created, 'Bob');
    const eve = await world.guestInside(created, 'Eve');
    await world.until(() => names(ada).length === PLACES, 'all seen');
    world.shut(bob);
    await world.until(() => ada.agent.view.members.length === 2, 'tidied');
    await world.guestInside(created, 'Kim');
    const back = await world.open(created, { browser: bob.browser });
    await world.until(() => waitsForPlace(back), 'told');
    await world.pass(30_000);
    expect(waitsForPlace(back)).toBe(true);
    await leaves(world, eve);
    await world.until(() => isInside(back), 'Bob back');
    expect(taken(world, created)).toBe(PLACES);
  });

  describe('for a host who has no place in it', () => {
    /** The host's other computer comes when all places are taken. */
    async function hostOutside(): Promise<Full & { other: Tab }> {
      const stage = await room();
      const { world, created } = stage;
      const bob = await world.guestInside(created, 'Bob');
      await world.guestInside(created, 'Eve');
      const host = created.hostMeeting;
      const other = await world.open(created, { browser: new Browser('Ada elsewhere'), host });
      await world.during(other.agent.join('Ada elsewhere'));
      await world.until(() => waitsForPlace(other), 'told');
      return { ...stage, bob, other };
    }

    it('[D-8] says so, and lets them in as host when a place is free, without a knock', async () => {
      const { world, created, ada, bob, other } = await hostOutside();
      const from = other.phases.length;
      await world.pass(60_000);
      // Nothing flickers while it asks again and again.
      expect(other.phases.slice(from)).toEqual([]);
      expect(ada.agent.view.knocks).toEqual([]);
      await leaves(world, bob);
      await world.until(() => isInside(other), 'inside');
      expect(other.agent.view.self?.role).toBe('host');
      expect(taken(world, created)).toBe(PLACES);
    });

    it('[D-8] asks no more when they have thought better of it', async () => {
      const { world, bob, other } = await hostOutside();
      await world.during(other.agent.withdraw());
      await leaves(world, bob);
      await world.pass(30_000);
      expect(other.agent.view.phase.kind).toBe('atDoor');
    });

    it('[D-8] goes on asking on another connection', async () => {
      const { world, bob, other } = await hostOutside();
      other.port.cut();
      await world.pass(10_000);
      other.port.plug();
      await leaves(world, bob);
      await world.until(() => isInside(other), 'inside');
      expect(other.agent.view.self?.role).toBe('host');
    });

    it('[4.2] brings them to the door when the session is over, and starts no other by itself', async () => {
      const { world, ada, other } = await hostOutside();
      await world.during(ada.agent.endForAll());
      await world.until(() => other.agent.view.phase.kind === 'atDoor', 'at the door');
      await world.pass(30_000);
      expect(other.agent.view.phase).toMatchObject({ kind: 'atDoor', mayStart: true });
    });
  });
});

describe('a letter that nobody uses', () => {
  it('[D-8] keeps the next one waiting for seconds', async () => {
    const { world, created, ada } = await room();
    const bob = await world.guestInside(created, 'Bob');
    await world.guestInside(created, 'Eve');
    const link = created.links.copied;
    const kim = await world.knocking(created, { name: 'Kim', link });
    await world.until(() => waitsForPlace(kim), 'told');
    const lou = await world.knocking(created, { name: 'Lou', link });
    await world.until(() => waitsForPlace(lou), 'told');
    await leaves(world, bob);
    await world.until(() => ada.agent.view.knocks.length === 1, 'a letter');
    world.shut(kim);
    const from = world.timers.now();
    await world.until(() => isInside(lou), 'Lou inside');
    expect(world.timers.now() - from).toBeLessThan(15_000);
    expect(taken(world, created)).toBe(PLACES);
  });
});

describe('several letters for one place', () => {
  it.each(SEEDS)('[D-8] [V-2] one comes in and the other waits on (seed %i)', async (seed) => {
    const random = new SeededRandom(seed);
    const { world, created, ada } = await room((count) => random.below(count));
    const bob = await world.guestInside(created, 'Bob');
    const link = created.links.mailed ?? '';
    const both = [
      await world.knocking(created, { name: 'Kim', link }),
      await world.knocking(created, { name: 'Lou', link }),
    ];
    await admitAll(world, ada, 2);
    const settled = (): boolean => both.some(isInside) && both.some(waitsForPlace);
    await world.until(settled, 'one inside, one waiting');
    await world.pass(30_000);
    expect(settled()).toBe(true);
    expect(taken(world, created)).toBe(PLACES);
    await leaves(world, bob);
    await admitAll(world, ada, 1);
    await world.until(() => both.every(isInside), 'both inside');
    expect(taken(world, created)).toBe(PLACES);
  });

  it('[D-8] who loses the place to others, however often, waits on', async () => {
    // Of what is under way the network delivers first what goes to or comes from who came last.
    const { world, created, ada } = await room((count) => count - 1);
    await world.guestInside(created, 'Bob');
    let last = await world.guestInside(created, 'Eve');
    const link = created.links.mailed ?? '';
    const kim = await world.knocking(created, { name: 'Kim', link });
    await world.until(() => waitsForPlace(kim), 'told');
    for (let lost = 0; lost < LOST; lost++) {
      const rival = await world.knocking(created, { name: `Rival ${lost}`, link });
      await world.until(() => waitsForPlace(rival), 'told');
      await leaves(world, last);
      await admitAll(world, ada, 2);
      await world.until(() => isInside(rival), 'the rival inside');
      await world.until(() => waitsForPlace(kim), `told again after ${lost}`);
      expect(taken(world, created)).toBe(PLACES);
      last = rival;
    }
    await leaves(world, last);
    await admitAll(world, ada, 1);
    await world.until(() => isInside(kim), 'Kim inside');
  });

  it.each(SEEDS)('[D-8] everybody has their turn, and never too many (seed %i)', async (seed) => {
    const random = new SeededRandom(seed);
    const { world, created } = await room((count) => random.below(count));
    const first = [
      await world.guestInside(created, 'Bob'),
      await world.guestInside(created, 'Eve'),
    ];
    const waiting: Tab[] = [];
    const { copied: link } = created.links;
    for (const name of RIVALS) waiting.push(await world.knocking(created, { name, link }));
    await world.until(() => waiting.every(waitsForPlace), 'all told');
    // Two places at once: who keeps some of them may have gone.
    for (const tab of first) await leaves(world, tab);
    while (waiting.length > 0) {
      await world.until(() => waiting.some(isInside), 'one inside');
      const inside = waiting.find(isInside);
      if (inside === undefined) throw new Error('nobody is inside');
      expect(taken(world, created)).toBeLessThanOrEqual(PLACES);
      waiting.splice(waiting.indexOf(inside), 1);
      await leaves(world, inside);
    }
  });
});
