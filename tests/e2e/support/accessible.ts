import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './expect.ts';

/** axe finds nothing serious on what is shown now. `except`: a selector of what it does not look at. */
export async function expectAccessible(page: Page, except?: string): Promise<void> {
  await expectStill(page);
  const axe = new AxeBuilder({ page });
  const { violations } = await (except === undefined ? axe : axe.exclude(except)).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** The same in light, and in dark, where nothing but colours differs. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  // What fades from one to the other has the contrast of neither.
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectStill(page);
  const dark = await new AxeBuilder({ page }).withRules('color-contrast').analyze();
  expect(dark.violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/** Nothing fades in or out any more: what is half there has half its contrast. */
export async function expectStill(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(fading)).toBe(0);
}

/** In the page: how many animations change what can be read, and will end. */
function fading(): number {
  const seen = ['opacity', 'color', 'backgroundColor'];
  return document.getAnimations().filter(({ playState, effect }) => {
    if (playState !== 'running' || !(effect instanceof KeyframeEffect)) return false;
    const changed = effect.getKeyframes().flatMap((frame) => Object.keys(frame));
    const ends = Number(effect.getComputedTiming().endTime) !== Infinity;
    return ends && changed.some((property) => seen.includes(property));
  }).length;
}
