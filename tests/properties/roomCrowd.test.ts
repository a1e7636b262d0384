import type { NotificationName } from '@conclave/shared/wire/serverNotifications';
import { describe, expect, it } from 'vitest';
import type { CreatedMeeting } from '../../web/src/lib/e2ee/host/createMeeting.ts';
import { isInside, names, World, type Tab } from '../support/roomAgents.ts';

/** Everybody has asked five times by then. */
const ALL_ASKED_MS = 30_000;

interface Crowd {
  readonly world: World;
  readonly created: CreatedMeeting;
  readonly tabs: Tab[];
}

/** A room of so many who know each other. */
async function crowd(size: number): Promise<Crowd> {
  const world = await World.make({ server: 'rooms' });
  const created = await world.meeting();
  const tabs = [await world.hostInside(created)];
  while (tabs.length < size) tabs.push(await world.guestInside(created, `Guest ${tabs.length}`));
  await world.until(() => tabs.every((tab) => knows(tab, size)), 'everybody seen');
  await world.pass(ALL_ASKED_MS);
  return { world, created, tabs };
}

const knows = (tab: Tab, size: number): boolean =>
  names(tab).filter((name) => name !== '').length === size;

/** What one of them says and hears while something happens. */
async function traffic({ port }: Tab, act: () => Promise<void>): Promise<Record<string, number>> {
  const heard: NotificationName[] = [];
  const from = port.said.length;
  const stop = port.onNotification(({ name }) => heard.push(name));
  await act();
  stop();
  const all = [...port.said.slice(from), ...heard];
  return Object.fromEntries(all.map((name) => [name, all.filter((one) => one === name).length]));
}

function last<T>(items: readonly T[]): T {
  const item = items.at(-1);
  if (item === undefined) throw new Error('nobody is there');
  return item;
}

describe('what a crowd costs each who is there', () => {
  it.each([3, 8])('one more joins %i: one word to them, one from them', async (size) => {
    const { world, created, tabs } = await crowd(size);
    const used = await traffic(last(tabs), async () => {
      const more = await world.guestInside(created, 'More');
      await world.until(() => [...tabs, more].every((tab) => knows(tab, size + 1)), 'known');
      await world.pass(ALL_ASKED_MS);
    });
    expect(used).toEqual({
      commit: 1,
      ackCommit: 1,
      commitFinal: 2,
      peerJoined: 1,
      relayed: 1,
      relay: 1,
    });
  });

  it('who comes back to a room tells all of it at once', async () => {
    const { world, tabs } = await crowd(8);
    const back = last(tabs);
    back.port.cut();
    await world.until(() => back.agent.view.phase.kind === 'returning', 'cut off');
    const used = await traffic(back, async () => {
      back.port.plug();
      await world.until(() => isInside(back), 'back');
      await world.pass(ALL_ASKED_MS);
    });
    expect(used['relay']).toBeLessThanOrEqual(2);
    expect(tabs.every((tab) => knows(tab, 8))).toBe(true);
  });

  it('those who say nothing are asked together, and not again for everybody who comes', async () => {
    const { world, created, tabs } = await crowd(6);
    for (const { port } of tabs) port.lost.add('relay');
    const late = await world.guestInside(created, 'Late');
    await world.pass(ALL_ASKED_MS);
    expect(names(late).filter((name) => name === '')).toHaveLength(6);
    // Who it is, and five questions.
    expect(late.port.said.filter((method) => method === 'relay')).toHaveLength(1 + 5);
    await world.guestInside(created, 'Later');
    await world.pass(ALL_ASKED_MS);
    expect(late.port.said.filter((method) => method === 'relay')).toHaveLength(1 + 5 + 1);
    for (const { port } of tabs) port.lost.clear();
    const next = await world.guestInside(created, 'Last');
    await world.until(() => knows(next, 9), 'heard at last');
  });
});

describe('colours', () => {
  const tones = ({ agent }: Tab): string =>
    agent.view.members
      .map(({ name, tone }) => `${name} ${tone}`)
      .sort()
      .join();

  it('differ for seven people, and are the same in all browsers', async () => {
    const { tabs } = await crowd(7);
    const [first] = tabs;
    if (first === undefined) throw new Error('nobody is there');
    expect(new Set(first.agent.view.members.map(({ tone }) => tone)).size).toBe(7);
    expect(new Set(tabs.map(tones)).size).toBe(1);
  });

  it('stay with who reloads, where a lower leaf is free by then', async () => {
    const { world, created, tabs } = await crowd(4);
    const [first, second, third, fourth] = tabs;
    if (!first || !second || !third || !fourth) throw new Error('nobody is there');
    const before = tones(fourth);
    await world.during(second.agent.leave());
    await world.until(() => first.agent.view.members.length === 3, 'Guest 1 gone');
    const back = await world.reload(created, fourth);
    await world.until(() => isInside(back), 'back');
    const here = [first, third, back];
    await world.until(() => here.every((tab) => knows(tab, 3)), 'known');
    expect(back.agent.view.self?.leaf).toBe(1);
    for (const tab of here) {
      for (const one of tones(tab).split(',')) expect(before.split(',')).toContain(one);
    }
  });
});
