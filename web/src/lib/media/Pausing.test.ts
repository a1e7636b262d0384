import { expect, it } from 'vitest';
import { Pausing } from './Pausing.ts';

/** A source and a server that can be out of reach; everything that happened, in order. */
class Stage {
  paused = false;
  reachable = true;
  readonly happened: string[] = [];
  readonly pausing = new Pausing(this, async (paused) => {
    this.happened.push(paused ? 'tell pause' : 'tell resume');
    await Promise.resolve();
    if (!this.reachable) throw new Error('unavailable');
  });

  pause(): void {
    this.paused = true;
    this.happened.push('pause');
  }

  resume(): void {
    this.paused = false;
    this.happened.push('resume');
  }
}

it('stops first and starts last, and says it once', async () => {
  const stage = new Stage();
  await stage.pausing.set(false);
  await stage.pausing.set(true);
  await stage.pausing.set(true);
  await stage.pausing.set(false);
  await stage.pausing.set(false);
  expect(stage.happened).toEqual(['pause', 'tell pause', 'tell resume', 'resume']);
});

it('does not start what the server may hold paused: it is told, whether or not it heard of the pause', async () => {
  const stage = new Stage();
  stage.reachable = false;
  await expect(stage.pausing.set(true)).rejects.toThrow('unavailable');
  stage.reachable = true;
  await stage.pausing.set(false);
  expect(stage.happened).toEqual(['pause', 'tell pause', 'tell resume', 'resume']);
});

it('tells the server of a pause that may have begun to run again there', async () => {
  const stage = new Stage();
  await stage.pausing.set(true);
  stage.reachable = false;
  await expect(stage.pausing.set(false)).rejects.toThrow('unavailable');
  expect(stage.paused).toBe(true);
  stage.reachable = true;
  await stage.pausing.set(true);
  expect(stage.happened.slice(2)).toEqual(['tell resume', 'tell pause']);
});

it('says it again until it was heard', async () => {
  const stage = new Stage();
  stage.reachable = false;
  for (let times = 0; times < 3; times += 1) {
    await expect(stage.pausing.set(true)).rejects.toThrow('unavailable');
  }
  expect(stage.happened).toEqual(['pause', 'tell pause', 'tell pause', 'tell pause']);
});
