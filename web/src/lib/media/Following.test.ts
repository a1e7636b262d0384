import { expect, it } from 'vitest';
import { Following } from './Following.ts';

/** Acts by hand: what was asked for, and how it ends. */
class Stage {
  acts = 0;
  end: (isDone: boolean) => void = () => undefined;
  readonly following = new Following(false, () => {
    this.acts += 1;
    return new Promise<boolean>((resolve) => (this.end = resolve));
  });

  async follow(state: boolean, isDone: boolean): Promise<void> {
    const followed = this.following.follow(state);
    this.end(isDone);
    await followed;
  }
}

it('acts once for each change', async () => {
  const stage = new Stage();
  await stage.follow(false, true);
  await stage.follow(true, true);
  await stage.follow(true, true);
  await stage.follow(false, true);
  expect(stage.acts).toBe(2);
});

it('tries again what was not done', async () => {
  const stage = new Stage();
  await stage.follow(true, false);
  await stage.follow(true, false);
  await stage.follow(true, true);
  await stage.follow(true, true);
  expect(stage.acts).toBe(3);
});

it('acts for the state that is back, where it is not known what came of the other', async () => {
  const stage = new Stage();
  const first = stage.following.follow(true);
  await stage.following.follow(false);
  expect(stage.acts).toBe(1);
  stage.end(false);
  await first;
  await stage.follow(false, true);
  expect(stage.acts).toBe(2);
});
