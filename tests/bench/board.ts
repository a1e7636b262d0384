import { chromium, type Page } from '@playwright/test';
import playwrightConfig from '../../playwright.config.ts';
import type {} from '../workbench/board/BoardBench.ts';
import { openWorkbench } from '../workbench/openWorkbench.ts';
import { strokes } from '../workbench/board/strokes.ts';
import { median, type Bench, type Row } from './Row.ts';

const STROKES = 10_000;
const OPENINGS = 5;
const PANNED_FRAMES = 180;

/** How long from a stored update to a board of which everything in view is drawn. */
async function openOnce(page: Page, address: string): Promise<number> {
  await page.goto(`${address}/?one&later`);
  await page.waitForFunction(() => Reflect.has(globalThis, 'boardBench'));
  return page.evaluate(async () => {
    const response = await fetch('strokes.bin');
    const update = new Uint8Array(await response.arrayBuffer());
    const start = performance.now();
    window.boardBench.open(update);
    const settled = (): boolean =>
      document.querySelector('[role=application]')?.getAttribute('data-settled') === 'true';
    while (!settled()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - start;
  });
}

/** The times between frames while the board moves under the pointer, at 100 % in its middle. */
async function pan(page: Page): Promise<number[]> {
  await page.getByTitle('Show at 100 %').click();
  await page.waitForFunction(
    () => document.querySelector('[role=application]')?.getAttribute('data-settled') === 'true',
  );
  return page.evaluate(async (frames) => {
    const surface = document.querySelector('[role=application]');
    const times: number[] = [];
    let last = performance.now();
    for (let at = 0; at < frames; at += 1) {
      const deltaX = Math.sin(at / 40) * 14;
      surface?.dispatchEvent(new WheelEvent('wheel', { deltaX, deltaY: 9, cancelable: true }));
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      times.push(now - last);
      last = now;
    }
    return times.slice(2);
  }, PANNED_FRAMES);
}

const ms = (value: number): string => `${value.toFixed(value < 100 ? 1 : 0)} ms`;

/** The whiteboard, full, in a real browser: no server takes part in either figure. */
export const board: Bench = {
  name: 'board',
  async measure(): Promise<readonly Row[]> {
    const workbench = await openWorkbench('board');
    const browser = await chromium.launch(playwrightConfig.use?.launchOptions);
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const update = strokes(STROKES, 20261122);
      await page.route('**/strokes.bin', (route) => route.fulfill({ body: Buffer.from(update) }));
      const openings: number[] = [];
      while (openings.length < OPENINGS) openings.push(await openOnce(page, workbench.origin));
      const frames = (await pan(page)).toSorted((a, b) => a - b);
      const late = frames.filter((time) => time > 25).length;
      const kilobytes = Math.round(update.length / 1024);
      return [
        {
          what: `board of 10,000 strokes (${kilobytes} KB) opens, everything drawn`,
          figure: `${ms(median(openings))} (longest ${ms(Math.max(...openings))})`,
          target: 'under 1.5 s',
        },
        {
          what: 'frame while panning over it',
          figure: `${ms(median(frames))}, 95th percentile ${ms(frames[Math.floor(frames.length * 0.95)] ?? Number.NaN)}, ${late} of ${frames.length} over 25 ms`,
          target: '16.7 ms',
        },
      ];
    } finally {
      await browser.close();
      await workbench.close();
    }
  },
};
