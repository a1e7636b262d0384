import type { Page } from '@playwright/test';

/**
 * In the page, before anything else: keeps when pictures of others reached the screen, in whatever player. Clocks of
 * pages on one machine agree (Date.now).
 */
export function keepFrameTimes(): void {
  const watched = new WeakSet<HTMLVideoElement>();
  const times: number[] = [];
  Reflect.set(window, 'frameTimes', times);
  const watch = (video: HTMLVideoElement): void => {
    watched.add(video);
    const keep = (): void => {
      times.push(Date.now());
      video.requestVideoFrameCallback(keep);
    };
    video.requestVideoFrameCallback(keep);
  };
  setInterval(() => {
    for (const video of document.querySelectorAll<HTMLVideoElement>(
      'figure:not([data-self]) video',
    ))
      if (!watched.has(video)) watch(video);
  }, 50);
}

/** So long without a new frame is no moving picture: at a bad moment there are five of them in a second. */
const STILL_MS = 500;

/**
 * When the picture began to move again: the end of the last time between two moments (of Date.now) in which it stood
 * still. The earlier moment, if it never did.
 */
export async function movesSince(page: Page, from: number, to: number): Promise<number> {
  const all = await page.evaluate((): unknown => Reflect.get(window, 'frameTimes'));
  const times = (Array.isArray(all) ? all.map(Number) : []).filter((at) => at <= to);
  const gaps = times.slice(1).map((end, at) => ({ begin: times[at] ?? 0, end }));
  const still = gaps.filter(({ begin, end }) => end - begin >= STILL_MS && end > from);
  return Math.max(from, ...still.map(({ end }) => end));
}
