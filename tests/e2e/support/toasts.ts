import { expect, type Locator, type Page } from '@playwright/test';

type Box = Awaited<ReturnType<Locator['boundingBox']>>;

function overlap(one: Box, other: Box): boolean {
  if (one === null || other === null) return false;
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** A message is shown, and it lies on none of these. */
export async function expectToastClearOf(page: Page, ...kept: Locator[]): Promise<void> {
  const toast = page.getByRole('region', { name: 'Messages' }).locator('.toast').first();
  // Under the pointer it stays.
  await toast.hover();
  // It finds its place in the frame after it came.
  await expect
    .poll(async () => {
      const place = await toast.boundingBox();
      const others = await Promise.all(kept.map((one) => one.boundingBox()));
      return others.filter((other) => overlap(place, other));
    })
    .toEqual([]);
}
