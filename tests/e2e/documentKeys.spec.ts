import { expect, test, type Page } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { freshPage, organizer, startMeeting } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

// Single keys of the room beside those of the board.
let server: RunningServer;
test.beforeAll(async () => {
  server = await startRoomServer();
});
test.afterAll(() => server.remove());

const pressed = (page: Page, name: RegExp) =>
  page
    .getByRole('navigation', { name: 'Meeting controls' })
    .getByRole('button', { name, pressed: true });

test('C, B and N open chat, board and minutes, Esc closes; on the board its own keys win', async ({
  browser,
}) => {
  const page = await freshPage(browser, server);
  await organizer(page);
  await startMeeting(page);
  await expect(page.locator('.room[data-workspace=true]')).toBeVisible();
  await page.keyboard.press('c');
  await expect(page.getByRole('complementary', { name: 'Chat' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await page.keyboard.press('b');
  await expect(pressed(page, /^Whiteboard/)).toBeVisible();
  const tool = page.getByRole('button', { name: /^Note\b/ }).first();
  await expect(tool).toBeVisible();
  await page.getByRole('application').focus();
  // N is a note here, not the minutes; C is nobody's here and so the room's.
  await page.keyboard.press('n');
  await expect(pressed(page, /^Whiteboard/)).toBeVisible();
  await expect(pressed(page, /^Minutes/)).toHaveCount(0);
  await page.keyboard.press('c');
  await expect(page.getByRole('complementary', { name: 'Chat' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('main').focus();
  await page.keyboard.press('n');
  await expect(pressed(page, /^Minutes/)).toBeVisible();
  await page.context().close();
});
