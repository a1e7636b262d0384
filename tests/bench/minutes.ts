import { chromium, type Page } from '@playwright/test';
import playwrightConfig from '../../playwright.config.ts';
import { openWorkbench } from '../workbench/openWorkbench.ts';
import type { Bench } from './Row.ts';

const WORDS = 50_000;
const KEYSTROKES = 200;

/** A text of 50,000 words: how long it takes to open, and to show a letter, one's own and another's. */
export const minutes: Bench = {
  name: 'minutes',
  measure: async () => {
    const workbench = await openWorkbench('minutes');
    const browser = await chromium.launch(playwrightConfig.use?.launchOptions);
    try {
      const page = await browser.newPage();
      await page.goto(`${workbench.origin}/?one&later&words=${WORDS}`);
      await page.waitForLoadState('networkidle');
      const opened = await openingTime(page);
      await page.getByRole('textbox', { name: 'Minutes', exact: true }).click();
      const own = await keystrokes(page);
      const others = await remoteLetters(page);
      const what = `Minutes of ${WORDS.toLocaleString('en')} words`;
      return [
        { what: `${what}: to open`, figure: `${Math.round(opened)} ms` },
        { what: `${what}: keystroke to painted, p50 / p95`, figure: both(own) },
        { what: `${what}: another's letter to painted, p50 / p95`, figure: both(others) },
      ];
    } finally {
      await browser.close();
      await workbench.close();
    }
  },
};

function both(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1);
  return `${at(0.5)} ms / ${at(0.95)} ms`;
}

function openingTime(page: Page): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const began = performance.now();
    bench.open();
    while (document.querySelectorAll('.rich-text p').length < 900)
      await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - began;
  })()`);
}

/** From the key to the frame after the letter was laid out, measured in the page itself. */
async function keystrokes(page: Page): Promise<number[]> {
  await page.evaluate(`(() => {
    window.times = [];
    document.addEventListener('keydown', () => {
      const began = performance.now();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.times.push(performance.now() - began);
        channel.port2.postMessage(0);
      });
    }, true);
  })()`);
  for (let key = 0; key < KEYSTROKES; key++) await page.keyboard.press('a');
  return page.evaluate<number[]>('window.times');
}

function remoteLetters(page: Page): Promise<number[]> {
  return page.evaluate<number[]>(`(async () => {
    const times = [];
    const line = bench.second.doc.getXmlFragment('text').get(20).get(0);
    for (let letter = 0; letter < 60; letter++) {
      const began = performance.now();
      line.insert(0, 'x');
      await new Promise(requestAnimationFrame);
      await new Promise((done) => setTimeout(done));
      times.push(performance.now() - began);
    }
    return times;
  })()`);
}
