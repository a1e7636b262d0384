import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { expectStill } from './support/accessible.ts';
import { startRoomServer } from './support/roomServer.ts';

/** The page itself gives a lasting connection ten seconds and voice twenty. */
const LOOKED_MS = 60_000;

let server: RunningServer;
test.beforeAll(async () => {
  server = await startRoomServer();
});
test.afterAll(() => server.remove());

const line = (page: Page, label: string): Locator =>
  page
    .getByRole('list', { name: 'What was looked at' })
    .getByRole('listitem')
    .filter({ has: page.getByText(label, { exact: true }) });

test('somebody tests the connection before a meeting, and nothing is asked for', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: server.origin, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByRole('link', { name: 'Test the connection' }).click();
  await page.getByRole('button', { name: 'Test now' }).click();
  await expect(page.getByText('Meetings work from here.')).toBeVisible({ timeout: LOOKED_MS });
  await expect(line(page, 'Voice and picture')).toContainText(/Direct, over UDP\. \d+ ms/);
  await expect(line(page, 'Relay over TLS')).toContainText('None is offered here.');
  await expectStill(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);
  await context.close();
});

test('where WebSockets are stopped it says so on a phone, and what has to be let through', async ({
  browser,
}) => {
  const page = await browser.newPage({
    baseURL: server.origin,
    locale: 'en-GB',
    viewport: { width: 390, height: 800 },
  });
  await page.routeWebSocket(/socket/u, (socket) => socket.close());
  await page.goto('/test-connection');
  await page.getByRole('button', { name: 'Test now' }).press('Enter');
  await expect(page.getByText('Meetings do not work from here yet.')).toBeVisible({
    timeout: LOOKED_MS,
  });
  await expect(line(page, 'Lasting connection')).toContainText('stops WebSockets');
  await expect(line(page, 'Voice and picture')).toContainText('Good');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.close();
});
