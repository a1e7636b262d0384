import { describe, expect, it } from 'vitest';
import { NOBODY } from '../../web/src/lib/e2ee/session/presence.ts';
import type { Member, Presence } from '../../web/src/lib/e2ee/session/RoomView.ts';
import { isInside, World, type Tab } from '../support/roomAgents.ts';

/** As one of them sees another by now. */
const seen = ({ agent }: Tab, name: string): Member | undefined =>
  agent.view.members.find((member) => member.name === name);

/** How many messages somebody sends while something happens. */
async function relaysOf({ port }: Tab, act: () => Promise<void>): Promise<number> {
  const from = port.said.length;
  await act();
  return port.said.slice(from).filter((method) => method === 'relay').length;
}

const presenceOf = (name: string, microphone: Presence['microphone']): Presence => ({
  ...NOBODY,
  name,
  microphone,
});

describe('what people see of each other after a restart of the server', () => {
  it.each([0, 500, 3_000])(
    '[B-1] a microphone muted meanwhile is shown so to who comes back %i ms later',
    async (laterMs) => {
      const world = await World.make({ server: 'rooms' });
      const created = await world.meeting();
      const ada = await world.hostInside(created);
      const bob = await world.guestInside(created, 'Bob');
      await world.during(bob.agent.setPresence(presenceOf('Bob', 'on')));
      await world.until(() => seen(ada, 'Bob')?.microphone === 'on', 'Bob heard');
      await world.pass(30_000);
      for (const { port } of [ada, bob]) port.cut();
      await world.server.restart();
      await world.during(bob.agent.setPresence(presenceOf('Bob', 'muted')));
      bob.port.plug();
      await world.until(() => isInside(bob), 'Bob back');
      await world.pass(laterMs);
      ada.port.plug();
      await world.until(() => isInside(ada), 'Ada back');
      await world.pass(10_000);
      expect(seen(ada, 'Bob')?.microphone).toBe('muted');
    },
  );

  it('[B-1] gives others the usual time to speak first, whatever was waited for before', async () => {
    const world = await World.make({ server: 'rooms' });
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await world.until(() => seen(bob, 'Ada') !== undefined, 'Ada seen');
    await world.pass(3_000);
    bob.port.cut();
    ada.port.lost.add('relay');
    const said = await relaysOf(bob, async () => {
      bob.port.plug();
      await world.until(() => isInside(bob), 'Bob back');
      await world.pass(3_500);
    });
    expect(said).toBe(1); // Who it is.
    ada.port.lost.clear();
    expect(await relaysOf(bob, () => world.pass(1_000))).toBe(1);
  });

  it('[B-1] who heard everybody since asks nobody', async () => {
    const world = await World.make({ server: 'rooms' });
    const created = await world.meeting();
    await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await world.pass(30_000);
    bob.port.cut();
    const said = await relaysOf(bob, async () => {
      bob.port.plug();
      await world.until(() => isInside(bob), 'Bob back');
      await world.pass(30_000);
    });
    expect(said).toBe(1); // Who it is.
  });
});
