import { expect, type Page } from '@playwright/test';

/** Opens the panel that says what was received and opened. */
export async function showFigures(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Connection', exact: true }).click();
  await expect(page.locator('[data-incoming]')).toHaveCount(2);
}

/** How many frames of others could not be opened, of those that arrive now: as the panel says. */
export async function refusedFrames(page: Page): Promise<number> {
  const all = await page.locator('[data-incoming]').all();
  const counts = await Promise.all(all.map((one) => one.getAttribute('data-refused')));
  return counts.reduce((sum, count) => sum + Number(count), 0);
}
