import { expect, test, type Locator, type Page } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { openBoard } from './support/board.ts';
import { copyLink, freshPage, join, open, organizer, room, startMeeting } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

const GUEST = 'Jonas Okafor';
const SAID = 'Said without a network.';
const WRITTEN = 'Written without a network.';
const DRAWN = 'Drawn without a network';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startRoomServer();
});
test.afterAll(async ({ browser }) => {
  for (const context of browser.contexts()) await context.close();
  await server.remove();
});

const tool = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Meeting controls' }).getByRole('button', { name });
const panel = (page: Page): Locator => page.getByRole('complementary');
const staged = (page: Page): Locator => page.locator('section.document');
const saved = (page: Page): Locator => staged(page).locator('[data-saved=saved]');
const kept = (page: Page): Locator => staged(page).getByText('kept in this browser');
const notes = (page: Page): Locator =>
  staged(page).getByRole('list', { name: 'What is on this page' }).getByRole('button');

/** Everything that is written in, loaded and open. */
async function openAll(page: Page): Promise<void> {
  await tool(page, /^Chat/).click();
  await expect(panel(page).getByRole('textbox')).toBeVisible();
  await tool(page, /^Whiteboard/).click();
  await expect(openBoard(staged(page))).toBeVisible();
  await tool(page, /^Minutes/).click();
  await expect(staged(page).getByRole('textbox')).toBeVisible();
  await expect(saved(page)).toBeVisible();
}

/** As when the system ends it: no event in the page, nothing flushed. */
async function kill(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // Never answered: who would answer is gone.
  session.send('Page.crash').catch(() => undefined);
  await crashed;
}

test('[T01] what was written without a network arrives once, though the tab was killed', async ({
  browser,
}) => {
  const host = await freshPage(browser, server);
  const guest = await freshPage(browser, server);
  await organizer(host);
  await startMeeting(host);
  const link = await copyLink(host);
  await join(guest, link, GUEST);
  await openAll(host);
  await openAll(guest);

  await guest.context().setOffline(true);
  await panel(guest).getByRole('textbox').fill(SAID);
  await guest.keyboard.press('Enter');
  await expect(panel(guest).getByText(SAID, { exact: true })).toBeVisible();
  await expect(panel(guest).getByText('One message is kept here')).toBeVisible();
  await staged(guest).getByRole('textbox').click();
  await guest.keyboard.type(WRITTEN);
  await expect(kept(guest)).toBeVisible();
  await tool(guest, /^Whiteboard/).click();
  await openBoard(staged(guest)).focus();
  await guest.keyboard.press('n');
  await guest.keyboard.press('Enter');
  await guest.keyboard.type(DRAWN);
  await guest.keyboard.press('Escape');
  await expect(notes(guest)).toHaveCount(1);
  await expect(kept(guest)).toBeVisible();
  await tool(guest, /^Minutes/).click();
  await expect(kept(guest)).toBeVisible();
  await kill(guest);

  const context = guest.context();
  // What is left of it: a grey picture of a tab.
  await guest.close();
  await context.setOffline(false);
  const next = await context.newPage();
  await open(next, link);
  await expect(room(next)).toBeVisible();
  await expect(panel(host).getByText(SAID, { exact: true })).toHaveCount(1);
  await expect(staged(host).getByText(WRITTEN)).toHaveCount(1);
  await tool(host, /^Whiteboard/).click();
  await expect(notes(host)).toHaveCount(1);
  await expect(notes(host)).toContainText(DRAWN);
  // Nobody is there twice, and nothing came twice.
  await expect(host.getByRole('figure')).toHaveCount(2);
  await openAll(next);
  await expect(panel(next).getByText(SAID, { exact: true })).toHaveCount(1);
  await expect(staged(next).getByText(WRITTEN)).toHaveCount(1);
  await tool(next, /^Whiteboard/).click();
  await expect(saved(next)).toBeVisible();
  await expect(notes(next)).toHaveCount(1);
});
