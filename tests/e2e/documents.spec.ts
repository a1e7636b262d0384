import { expect, test, type Locator, type Page } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { copyLink, freshPage, join, organizer, room, startMeeting } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

const HOST = 'Mara Feldhaus';
const GUEST = 'Jonas Okafor';

let server: RunningServer;
let host: Page;
let guest: Page;

// One meeting for all of these: each builds on what stands there.
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  server = await startRoomServer();
  host = await freshPage(browser, server);
  guest = await freshPage(browser, server);
  await organizer(host);
  await startMeeting(host);
  await join(guest, await copyLink(host), GUEST);
});
test.afterAll(async () => {
  await host.context().close();
  await guest.context().close();
  await server.remove();
});

const tool = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Meeting controls' }).getByRole('button', { name });
const panel = (page: Page): Locator => page.getByRole('complementary');
const staged = (page: Page): Locator => page.locator('section.document');
const saved = (page: Page): Locator => staged(page).locator('[data-saved=saved]');

test('what one writes in the chat reaches the other, who is told while the panel is closed', async () => {
  await tool(host, /^Chat/).click();
  await panel(host).getByRole('textbox').fill('Good morning. The answer is in Files.');
  await host.keyboard.press('Enter');
  await expect(tool(guest, /^Chat/)).toHaveText(/\(1\)/);
  await tool(guest, /^Chat/).click();
  await expect(panel(guest).getByText('The answer is in Files.')).toBeVisible();
  await expect(panel(guest).getByText(HOST)).toBeVisible();
  await expect(tool(guest, /^Chat/)).not.toHaveText(/\(1\)/);
});

test('a stroke on the board is seen by the other, and only who drew it undoes it', async () => {
  await tool(host, /^Whiteboard/).click();
  await tool(guest, /^Whiteboard/).click();
  const box = await staged(host).locator('canvas').first().boundingBox();
  if (box === null) throw new Error('no board');
  const { x, y } = box;
  await host.mouse.move(x + 400, y + 300);
  await host.mouse.down();
  await host.mouse.move(x + 600, y + 400, { steps: 8 });
  await host.mouse.up();
  const list = staged(guest).getByRole('list', { name: 'What is on this page' });
  const shapes = list.getByRole('button');
  await expect(shapes).toHaveCount(1);
  await expect(staged(guest).getByRole('button', { name: 'Undo' })).toBeDisabled();
  await staged(host).getByRole('button', { name: 'Undo' }).click();
  await expect(shapes).toHaveCount(0);
  await staged(host).getByRole('button', { name: 'Redo' }).click();
  await expect(shapes).toHaveCount(1);
  await expect(saved(host)).toBeVisible();
});

test('minutes are written together, under the names of those who write', async () => {
  await tool(host, /^Minutes/).click();
  await tool(guest, /^Minutes/).click();
  await staged(host).getByRole('textbox').click();
  await host.keyboard.type('Nobody works two nights in a row.');
  const line = staged(guest).getByText('Nobody works two nights in a row.');
  await expect(line).toBeVisible();
  await line.click();
  await guest.keyboard.press('End');
  await guest.keyboard.type(' Agreed.');
  await expect(staged(host).getByText('Nobody works two nights in a row. Agreed.')).toBeVisible();
  await expect(staged(host).locator('span.caret')).toHaveAttribute('data-name', GUEST);
});

test('[R54] private notes stay one’s own', async () => {
  await tool(guest, /^My notes/).click();
  await panel(guest).getByRole('textbox').click();
  await guest.keyboard.type('Ask Ilse in private.');
  await expect(panel(guest).locator('[data-saved=saved]')).toBeVisible();
  await expect(host.getByText('Ask Ilse in private.')).toHaveCount(0);
});

test('[T05] after a kill -9 of the server everything is there, and goes on', async () => {
  await server.kill9();
  await staged(host).getByRole('textbox').click();
  await host.keyboard.press('Control+End');
  await host.keyboard.type(' Written without a server.');
  await expect(staged(host).locator('[data-saved=offline]')).toBeVisible();
  await server.restart();
  await expect(staged(guest).getByText('Written without a server.')).toBeVisible();
  await expect(saved(host)).toBeVisible();
});

test('a reload in the middle loses nothing', async () => {
  await guest.reload();
  await expect(room(guest)).toBeVisible();
  await tool(guest, /^Chat/).click();
  await expect(panel(guest).getByText('The answer is in Files.')).toBeVisible();
  await tool(guest, /^My notes/).click();
  await expect(panel(guest).getByText('Ask Ilse in private.')).toBeVisible();
  await tool(guest, /^Minutes/).click();
  await expect(staged(guest).getByText('Written without a server.')).toBeVisible();
});
