import { describe, expect, it } from 'vitest';
import { Newest } from './Newest.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function stage() {
  const done: string[] = [];
  const faults: unknown[] = [];
  let finish: () => void = () => undefined;
  const newest = new Newest<string, string>(
    async (value) => {
      done.push(value);
      await new Promise<void>((resolve) => (finish = resolve));
      if (value === 'bad') throw new Error(value);
    },
    (error) => faults.push(error),
  );
  const next = async (): Promise<void> => {
    finish();
    await settled();
  };
  return { newest, done, faults, next };
}

describe('[V-22] pens that come faster than they are opened', () => {
  it('are opened in turn, of each sender the newest, however many came meanwhile', async () => {
    const { newest, done, next } = stage();
    for (let at = 0; at < 1_000; at++) {
      for (const from of ['a', 'b', 'c']) newest.put(from, `${from}${at}`);
    }
    for (let turn = 0; turn < 5; turn++) await next();
    expect(done).toEqual(['a0', 'b999', 'c999', 'a999']);
  });

  it('nobody waits for another who moves more', async () => {
    const { newest, done, next } = stage();
    newest.put('slow', 'slow 1');
    newest.put('quick', 'quick 1');
    newest.put('slow', 'slow 2');
    await next();
    newest.put('quick', 'quick 2');
    await next();
    newest.put('quick', 'quick 3');
    for (let turn = 0; turn < 4; turn++) await next();
    expect(done).toEqual(['slow 1', 'quick 1', 'slow 2', 'quick 3']);
  });

  it('what cannot be opened holds nothing up', async () => {
    const { newest, done, faults, next } = stage();
    newest.put('a', 'bad');
    newest.put('b', 'good');
    await next();
    await next();
    newest.put('a', 'better');
    await next();
    expect(done).toEqual(['bad', 'good', 'better']);
    expect(faults).toHaveLength(1);
  });
});
