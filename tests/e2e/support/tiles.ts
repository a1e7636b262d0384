import { expect, type Locator, type Page } from '@playwright/test';

/** The tile with the picture, or the screen, of the person with this name. */
export function tileOf(page: Page, name: string): Locator {
  return page.getByRole('figure', { name, exact: true });
}

export async function decodedFrames(tile: Locator): Promise<number> {
  return Number(await tile.getAttribute('data-decoded-frames'));
}

/** The picture is sealed and moves: frames are decoded, and go on being decoded. */
export async function expectMoving(tile: Locator): Promise<void> {
  await expect(tile).toHaveAttribute('data-state', /sealed|compared/);
  await expect(tile).toHaveAttribute('data-picture', 'live');
  const before = await decodedFrames(tile);
  await expect.poll(() => decodedFrames(tile)).toBeGreaterThan(before + 10);
}
