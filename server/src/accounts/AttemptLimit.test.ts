import { describe, expect, it } from 'vitest';
import { AttemptLimit } from './AttemptLimit.ts';

let places = 0;
const newPlace = (): string => `198.18.${Math.floor(places / 250)}.${places++ % 250}`;

/** A limit, and how long each attempt had to wait. */
function limit(): { attempts: AttemptLimit; waited: number[] } {
  const waited: number[] = [];
  const wait = (ms: number): Promise<void> => {
    waited.push(ms);
    return Promise.resolve();
  };
  return { attempts: new AttemptLimit({ wait }), waited };
}

describe('[T18] attempts at one account', () => {
  it('from many places wait longer and longer, up to a limit, and are never refused', async () => {
    const { attempts, waited } = limit();
    for (let one = 0; one < 200; one++) await attempts.take({ ip: newPlace(), account: 'a' });
    expect(waited).toHaveLength(190);
    expect(waited).toEqual(waited.toSorted((a, b) => a - b));
    expect(waited[0]).toBeLessThanOrEqual(250);
    expect(waited.at(-1)).toBe(4_000);
    await attempts.take({ ip: newPlace(), account: 'b' });
    expect(waited).toHaveLength(190);
  });

  it('do not wait in a browser that is signed in to it', async () => {
    const { attempts, waited } = limit();
    for (let one = 0; one < 50; one++) await attempts.take({ ip: newPlace(), account: 'a' });
    const before = waited.length;
    await attempts.take({ ip: newPlace(), account: 'a', isKnown: true });
    expect(waited).toHaveLength(before);
  });

  it('that succeeded do not count', async () => {
    const { attempts, waited } = limit();
    for (let one = 0; one < 30; one++) {
      await (await attempts.take({ ip: newPlace(), account: 'a' })).succeeded();
    }
    expect(waited).toEqual([]);
  });

  it('end from one place after ten, also in a browser that is signed in', async () => {
    const { attempts } = limit();
    const ip = newPlace();
    for (let one = 0; one < 10; one++) await attempts.take({ ip, account: 'a' });
    const another = attempts.take({ ip, account: 'a', isKnown: true });
    await expect(another).rejects.toMatchObject({ code: 'tooMany' });
  });
});
