import { describe, expect, it } from 'vitest';
import { Lifetime } from './Lifetime.ts';

describe('Lifetime', () => {
  it('closes children before parents, one after the other', async () => {
    const closed: string[] = [];
    const lifetime = new Lifetime();
    for (const name of ['parent', 'child', 'grandchild']) {
      lifetime.own({
        async close() {
          await Promise.resolve();
          closed.push(name);
        },
      });
    }
    await lifetime.close();
    expect(closed).toEqual(['grandchild', 'child', 'parent']);
  });

  it('closes the others when one fails, and tells of the failure', async () => {
    let closed = 0;
    const count = (by: number): void => {
      closed += by;
    };
    const lifetime = new Lifetime();
    lifetime.own({ close: () => count(1) });
    lifetime.own({
      close: () => {
        throw new Error('stuck');
      },
    });
    lifetime.own({ close: () => count(1) });
    await expect(lifetime.close()).rejects.toThrow('stuck');
    expect(closed).toBe(2);
  });

  it('closes once, however often it is asked', async () => {
    let closed = 0;
    const count = (by: number): void => {
      closed += by;
    };
    const lifetime = new Lifetime();
    lifetime.own({ close: () => count(1) });
    await Promise.all([lifetime.close(), lifetime.close()]);
    await lifetime.close();
    expect(closed).toBe(1);
  });
});
