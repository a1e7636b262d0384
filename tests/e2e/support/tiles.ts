import type { Locator, Page } from '@playwright/test';
import { expect } from './expect.ts';

/** The tile with the picture, or the screen, of the person with this name. */
export function tileOf(page: Page, name: string): Locator {
  return page.getByRole('figure', { name, exact: true });
}

export async function decodedFrames(tile: Locator): Promise<number> {
  return Number(await tile.getAttribute('data-decoded-frames'));
}

/** The picture is sealed and moves. */
export async function expectMoving(tile: Locator): Promise<void> {
  await expect(tile).toHaveAttribute('data-state', /sealed|compared/);
  await expect(tile).toHaveAttribute('data-picture', 'live');
  await expectFrames(tile);
}

/** Enough to call it a moving picture; half a second of it on a machine that has nothing else to do. */
const MOVING = 10;

/** So slow that it does not count, or standing still: looked at anew, perhaps in another player. */
const MOVES_WITHIN_MS = 4_000;

/**
 * Resolves when the picture in a tile moves now: frames reach the screen after this was called. The
 * tile's own counter is a second old and begins anew with each consumer.
 */
export async function expectFrames(tile: Locator, timeout?: number): Promise<void> {
  const video = tile.locator('video');
  await expect
    .poll(async () => (await video.count()) === 1 && (await video.evaluate(moves, LOOK)), {
      ...(timeout !== undefined && { timeout }),
      intervals: [100],
    })
    .toBe(true);
}

const LOOK = { frames: MOVING, withinMs: MOVES_WITHIN_MS };

/** In the page. A player that was taken away is not waited for: there is another. */
function moves(video: HTMLVideoElement, { frames, withinMs }: typeof LOOK): Promise<boolean> {
  return new Promise((resolve) => {
    let shown = 0;
    const end = (moved: boolean): void => {
      clearTimeout(given);
      clearInterval(look);
      resolve(moved);
    };
    const given = setTimeout(() => end(false), withinMs);
    const look = setInterval(() => {
      if (!video.isConnected) end(false);
    }, 50);
    const count = (): void => {
      shown += 1;
      if (shown < frames) video.requestVideoFrameCallback(count);
      else end(true);
    };
    video.requestVideoFrameCallback(count);
  });
}
