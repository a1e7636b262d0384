import { expect, test, type Locator, type Page } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { openBoard } from './support/board.ts';
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
  // What was written before somebody's chat is read is history to them, and not marked.
  await tool(guest, /^Chat/).click();
  await expect(panel(guest).getByText('Nothing written yet')).toBeVisible();
  await tool(guest, /^Chat/).click();
  await expect(panel(guest)).toHaveCount(0);
  await tool(host, /^Chat/).click();
  await panel(host).getByRole('textbox').fill('Good morning. The answer is in Files.');
  await host.keyboard.press('Enter');
  await expect(tool(guest, /^Chat/)).toHaveText(/\(1\)/);
  await tool(guest, /^Chat/).click();
  await expect(panel(guest).getByText('The answer is in Files.')).toBeVisible();
  await expect(panel(guest).getByText(HOST)).toBeVisible();
  await expect(tool(guest, /^Chat/)).not.toHaveText(/\(1\)/);
});

test('[R51] a stroke on the board is seen by the other, and only who drew it undoes it', async () => {
  await tool(host, /^Whiteboard/).click();
  await tool(guest, /^Whiteboard/).click();
  const box = await openBoard(staged(host)).boundingBox();
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
  // Who has written nothing here yet is known by the roster.
  await expect(staged(host).locator('span.caret')).toHaveAttribute('data-name', GUEST);
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

test('[R55] [T05] after a kill -9 of the server everything is there, and goes on', async () => {
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

test('what one deletes is looked at once more and brought back, in minutes and on the board', async () => {
  const past = host.getByRole('dialog', { name: 'Earlier versions' });
  async function bringBack(seen: (place: Locator) => Locator): Promise<void> {
    await expect(saved(host)).toBeVisible();
    await staged(host).getByRole('button', { name: 'Earlier versions' }).click();
    // The newest is how it stands now; before much was deleted there is always another.
    await past.locator('.point').nth(1).click();
    await expect(seen(past)).toHaveCount(1);
    await past.getByRole('button', { name: 'Bring this version back' }).click();
    await expect(seen(staged(guest))).toHaveCount(1);
    await expect(seen(staged(host))).toHaveCount(1);
  }
  const line = (place: Locator): Locator => place.getByText('Written without a server.');
  await staged(guest).getByRole('textbox').click();
  await guest.keyboard.press('ControlOrMeta+A');
  await guest.keyboard.press('Delete');
  await expect(line(staged(host))).toHaveCount(0);
  await bringBack(line);

  for (const page of [host, guest]) await tool(page, /^Whiteboard/).click();
  const shape = (place: Locator): Locator =>
    place.getByRole('list', { name: 'What is on this page' }).getByRole('button');
  await expect(shape(staged(guest))).toHaveCount(1);
  await openBoard(staged(guest)).focus();
  await guest.keyboard.press('ControlOrMeta+A');
  await guest.keyboard.press('Delete');
  await expect(shape(staged(host))).toHaveCount(0);
  await bringBack(shape);
});

test('[P-13] the host deletes board and chat for good; the other goes on without a reload', async () => {
  await expect(staged(guest).getByRole('button', { name: 'Delete for good' })).toHaveCount(0);
  const shapes = (page: Page): Locator =>
    staged(page).getByRole('list', { name: 'What is on this page' }).getByRole('button');
  await expect(shapes(guest)).toHaveCount(1);
  await staged(host).getByRole('button', { name: 'Delete for good' }).click();
  const asked = host.getByRole('dialog', { name: 'Delete the whiteboard for good?' });
  await expect(asked.getByText('All earlier versions')).toBeVisible();
  await expect(asked.getByText('It cannot be undone')).toBeVisible();
  await expect(asked.getByRole('button', { name: 'Keep it' })).toBeFocused();
  // Said for six seconds only: looked for on both screens at once, from before the click.
  const said = [host, guest].map((page) =>
    expect(page.getByText('Whiteboard: deleted for good.')).toBeVisible(),
  );
  await Promise.all([...said, asked.getByRole('button', { name: 'Delete for good' }).click()]);
  for (const page of [host, guest]) await expect(shapes(page)).toHaveCount(0);
  // The new one is read before anybody writes on it.
  await openBoard(staged(guest)).focus();
  await guest.keyboard.press('n');
  await guest.keyboard.press('Enter');
  await guest.keyboard.type('Begun again');
  await guest.keyboard.press('Escape');
  await expect(shapes(host)).toHaveCount(1);

  await tool(guest, /^Chat/).click();
  await expect(panel(guest).getByText('The answer is in Files.')).toBeVisible();
  // Open since the first test, unless something beside it took its place.
  if (!(await panel(host).isVisible())) await tool(host, /^Chat/).click();
  await panel(host).getByRole('button', { name: 'Settings and saving' }).click();
  await host.getByRole('menuitem', { name: 'Delete the chat for good' }).click();
  const dialog = host.getByRole('dialog', { name: 'Delete the chat for good?' });
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(panel(guest).getByText('The answer is in Files.')).toHaveCount(0);
  for (const page of [host, guest]) {
    await expect(panel(page).getByText('Nothing written yet')).toBeVisible();
  }
  await panel(guest).getByRole('textbox').fill('It goes on.');
  await guest.keyboard.press('Enter');
  await expect(panel(host).getByText('It goes on.', { exact: true })).toBeVisible();
});
