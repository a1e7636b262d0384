import type { Locator, Page } from '@playwright/test';

/** The drawing area of a board that is read, painted, and takes what is drawn: before, keys and strokes are nobody's. */
export function openBoard(place: Page | Locator): Locator {
  return place.locator('[aria-busy=false] > [role=application][data-settled=true]');
}
