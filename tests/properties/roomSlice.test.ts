import { describe, expect, it } from 'vitest';
import { isInside, names, World } from '../support/roomAgents.ts';

describe('a meeting at a greeted door', () => {
  it('lets a host start, a guest in by the copied link without a click, and back after a reload', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await world.until(() => names(ada).includes('Bob') && names(bob).includes('Ada'), 'names');
    expect(names(ada)).toEqual(['Ada', 'Bob']);
    expect(bob.agent.view.digits).toBe(ada.agent.view.digits);
    await world.pass(1_000);
    const epoch = BigInt(ada.agent.view.epoch);
    expect(bob.keys.keys.get(epoch)).toEqual(ada.keys.keys.get(epoch));
    expect(bob.keys.sending?.epoch).toBe(epoch);

    const back = await world.reload(created, bob);
    await world.until(() => isInside(back), 'Bob back');
    await world.until(() => names(back).includes('Ada'), 'names');
    expect(back.phases.map(({ kind }) => kind)).not.toContain('knocking');
    expect(names(ada)).toEqual(['Ada', 'Bob']);
    expect(back.agent.view.digits).toBe(ada.agent.view.digits);
  });
});
