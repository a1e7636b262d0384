import { expect, test, type Page } from '@playwright/test';
import { languages } from '../../shared/src/text/language.ts';
import type { RunningServer } from '../support/server.ts';
import { freshPage, organizer, startMeeting } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startRoomServer();
});
test.afterAll(() => server.remove());

/** Phones upright and turned, tablets, and each width at which something leaves the controls. */
const WIDTHS = [360, 390, 639, 640, 667, 759, 760, 844, 899, 900, 1024, 1099, 1100, 1280];

/** What stands across the edge of the window, by what it says. */
function cutOff(): string[] {
  const controls = document.querySelectorAll<HTMLElement>('.toolbar button');
  return [...controls].flatMap((button) => {
    const { left, right, width } = button.getBoundingClientRect();
    const inside = width === 0 || (left >= 0 && right <= innerWidth);
    return inside ? [] : [button.textContent.trim()];
  });
}

async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate((kept) => localStorage.setItem('conclave.language', kept), language);
  await page.reload();
  await expect(page.locator(`html[lang=${language}] .room[data-workspace=true]`)).toBeVisible();
}

test('[R31] no control is cut off at any width in any language', async ({ browser }) => {
  const page = await freshPage(browser, server);
  await organizer(page);
  await startMeeting(page);
  for (const language of languages) {
    await speak(page, language);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 700 });
      await expect.poll(() => page.evaluate(cutOff), `${language} at ${width}`).toEqual([]);
    }
  }
  await page.context().close();
});
