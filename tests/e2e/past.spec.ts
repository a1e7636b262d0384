import { readFileSync } from 'node:fs';
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import type { RunningServer } from '../support/server.ts';
import { expectAccessibleInBothThemes } from './support/accessible.ts';
import { openBoard } from './support/board.ts';
import { copyLink, freshPage, join, open, organizer, startMeeting } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

const ADDRESS = 'mara.feldhaus@hallwerk.example';
const PASSWORD = 'sieben Kraniche am Kanal';
const TOPIC = 'Shift plan for spring';
const GUEST_NOTE = 'Ask Ilse in private.';
const HOST_NOTE = 'Tomás wants to leave in June.';
const MINUTES = 'Nobody works two nights in a row.';
const MESSAGE = 'The answer is in Files.';
const FILE = 'Late shifts in April: Ilse and Tomás.';

let server: RunningServer;
let kitCode: string;
let path: string;
let desk: Page;

// One meeting for all of these: it is held, looked at from two other browsers, and deleted.
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  server = await startRoomServer();
  const host = await freshPage(browser, server);
  kitCode = await register(host);
  await hold(browser, host);
  await host.context().close();
});
test.afterAll(async () => {
  await desk.context().close();
  await server.remove();
});

const field = (page: Page, label: string): Locator =>
  page.getByRole('textbox', { name: new RegExp(`^${label}`) });
const tool = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Meeting controls' }).getByRole('button', { name });
const side = (page: Page): Locator => page.getByRole('complementary');
const staged = (page: Page): Locator => page.locator('section.document');
const saved = (place: Locator): Locator => place.locator('[data-saved=saved]');
const tab = (page: Page, name: string): Locator =>
  page.getByRole('tab', { name: new RegExp(`^${name}`) });
const part = (page: Page): Locator => page.getByRole('tabpanel');

/** With the form, which shows the recovery code. */
async function register(page: Page): Promise<string> {
  await open(page, '/register');
  await field(page, 'First name').fill('Mara');
  await field(page, 'Last name').fill('Feldhaus');
  await field(page, 'E-mail address').fill(ADDRESS);
  await field(page, 'Password').fill(PASSWORD);
  await page.getByLabel('I accept the terms').check();
  await page.getByLabel('I accept the data processing agreement').check();
  await page.getByRole('button', { name: 'Create account' }).click();
  const code = page.getByRole('list', { name: 'Recovery code' }).locator('code');
  await expect(code).toHaveCount(9);
  return (await code.allTextContents()).join('-');
}

/** A meeting in which everything is used once. */
async function hold(browser: Browser, host: Page): Promise<void> {
  await open(host, '/meetings');
  await startMeeting(host);
  path = new URL(host.url()).pathname.replace('/m/', '/meetings/');
  const guest = await freshPage(browser, server);
  await join(guest, await copyLink(host), 'Jonas Okafor');
  await tool(guest, /^Minutes/).click();
  await expect(staged(guest).getByRole('textbox')).toBeVisible();
  await tool(guest, /^My notes/).click();
  await side(guest).getByRole('textbox').click();
  await guest.keyboard.type(GUEST_NOTE);
  await expect(saved(side(guest))).toBeVisible();
  await tool(guest, /^Chat/).click();
  await side(guest).getByRole('textbox').fill(MESSAGE);
  await guest.keyboard.press('Enter');
  await expect(side(guest).getByText(MESSAGE, { exact: true })).toBeVisible();
  await tool(host, /^Minutes/).click();
  await staged(host).getByRole('textbox').click();
  await host.keyboard.type(MINUTES);
  await expect(saved(staged(host))).toBeVisible();
  await tool(host, /^Whiteboard/).click();
  await openBoard(staged(host)).focus();
  await host.keyboard.press('n');
  await host.keyboard.press('Enter');
  await host.keyboard.type('Review after six weeks');
  await host.keyboard.press('Escape');
  await expect(saved(staged(host))).toBeVisible();
  await tool(host, /^My notes/).click();
  await side(host).getByRole('textbox').click();
  await host.keyboard.type(HOST_NOTE);
  await expect(saved(side(host))).toBeVisible();
  await tool(host, /^Files/).click();
  for (const name of ['shifts.txt', 'Shifts.txt']) {
    const buffer = Buffer.from(`${name}: ${FILE}`);
    const chosen = { name, mimeType: 'text/plain', buffer };
    await side(host).locator('input[type=file]').setInputFiles(chosen);
    await expect(side(host).getByText(name, { exact: true }).first()).toBeVisible();
  }
  const listed = side(host).getByRole('list', { name: 'Files of this meeting' });
  await expect(listed.getByRole('listitem')).toHaveCount(2);
  await tool(guest, /^Files/).click();
  await expect(side(guest).getByText('Shifts.txt', { exact: true }).first()).toBeVisible();
  await host.getByRole('button', { name: 'Leave' }).click();
  await host.getByRole('menuitem', { name: 'End for all' }).click();
  await host.getByRole('dialog').getByRole('button', { name: 'End for all' }).click();
  await expect(host.getByRole('heading', { name: 'This meeting is over' })).toBeVisible();
  await guest.context().close();
}

async function expectEverything(page: Page, minutes: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: TOPIC })).toBeVisible();
  await expect(part(page).getByText(minutes)).toBeVisible();
  await tab(page, 'Whiteboard').click();
  const shapes = part(page).getByRole('list', { name: 'What is on this page' });
  await expect(shapes.getByRole('button', { name: /Review after six weeks/ })).toHaveCount(1);
  await tab(page, 'Chat').click();
  await expect(part(page).getByText(MESSAGE)).toBeVisible();
  await expect(part(page).getByText('Jonas Okafor').first()).toBeVisible();
  await tab(page, 'Files').click();
  await expect(part(page).getByText('shifts.txt', { exact: true })).toBeVisible();
  await tab(page, 'My notes').click();
  await expect(part(page).getByText(HOST_NOTE)).toBeVisible();
  await expect(page.getByText(GUEST_NOTE)).toHaveCount(0);
  await tab(page, 'People').click();
  const present = part(page).getByRole('list', { name: 'Who was there' });
  await expect(present.getByText('Jonas Okafor')).toBeVisible();
  await expect(page.getByText(GUEST_NOTE)).toHaveCount(0);
  await tab(page, 'Minutes').click();
}

test('[R53, R54, R56] in another browser, the password opens the meeting, and the minutes go on', async ({
  browser,
}) => {
  desk = await freshPage(browser, server);
  // Without it the ZIP comes as a download, which a test can read.
  await desk.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await open(desk, path);
  await expect(desk.getByText('You come back to where you were.')).toBeVisible();
  await field(desk, 'E-mail address').fill(ADDRESS);
  await field(desk, 'Password').fill(PASSWORD);
  await desk.getByRole('button', { name: 'Sign in' }).click();
  await expectEverything(desk, MINUTES);

  await part(desk).getByRole('textbox').click();
  await desk.keyboard.press('ControlOrMeta+End');
  await desk.keyboard.type(' Applies from 1 March.');
  await expect(saved(part(desk))).toHaveText(/Saved \d/);
  await expectAccessibleInBothThemes(desk);
});

test('the tabs are one stop, and arrows move between them', async () => {
  await tab(desk, 'Minutes').focus();
  await desk.keyboard.press('ArrowRight');
  await expect(tab(desk, 'Whiteboard')).toBeFocused();
  await expect(tab(desk, 'Whiteboard')).toHaveAttribute('aria-selected', 'true');
  await desk.keyboard.press('End');
  await expect(tab(desk, 'Consent')).toBeFocused();
  await desk.keyboard.press('ArrowRight');
  await expect(tab(desk, 'Minutes')).toBeFocused();
});

test('[R53, R56] the export holds everything of everybody, and of private notes one’s own alone', async () => {
  await desk.getByRole('button', { name: 'Export all' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Export the whole meeting' });
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Make the ZIP file' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${TOPIC}.zip`);
  const zip = unzipSync(readFileSync(await download.path()));
  const text = (name: string): string => strFromU8(zip[name] ?? new Uint8Array());
  expect(Object.keys(zip).sort()).toEqual([
    'agenda.md',
    'chat.html',
    'chat.txt',
    'files/Shifts (2).txt',
    'files/shifts.txt',
    'index.html',
    'minutes.html',
    'minutes.md',
    'minutes.pdf',
    'my notes.md',
    'people.txt',
    'whiteboard/Page 1.pdf',
    'whiteboard/Page 1.png',
    'whiteboard/Page 1.svg',
  ]);
  expect(text('minutes.md')).toContain(`${MINUTES} Applies from 1 March.`);
  expect(text('minutes.html')).toContain(MINUTES);
  expect(text('minutes.pdf').slice(0, 5)).toBe('%PDF-');
  expect(text('whiteboard/Page 1.svg')).toContain('Review after');
  expect(text('whiteboard/Page 1.png').slice(1, 4)).toBe('PNG');
  expect(text('chat.txt')).toMatch(/Jonas Okafor: The answer is in Files\./u);
  expect(text('files/shifts.txt')).toBe(`shifts.txt: ${FILE}`);
  expect(text('files/Shifts (2).txt')).toBe(`Shifts.txt: ${FILE}`);
  expect(text('people.txt')).toMatch(/Jonas Okafor/u);
  expect(text('index.html')).toContain('href="./files/Shifts%20(2).txt"');
  expect(text('my notes.md')).toContain(HOST_NOTE);
  for (const name of Object.keys(zip)) expect(text(name)).not.toContain(GUEST_NOTE);
  await expect(dialog.getByText(`${TOPIC}.zip is saved.`)).toBeVisible();
  await dialog.locator('footer, .actions').getByRole('button', { name: 'Close' }).click();
});

test('[R24, R53] in a third browser, the recovery kit opens it as well', async ({ browser }) => {
  await desk.context().close();
  desk = await freshPage(browser, server);
  await open(desk, '/recover');
  await field(desk, 'E-mail address').fill(ADDRESS);
  await field(desk, 'Recovery code').fill(kitCode);
  await field(desk, 'New password').fill('acht Reiher unter der Brücke');
  await desk.getByRole('button', { name: 'Set the new password' }).click();
  await desk.getByRole('link', { name: `Look at it: ${TOPIC}` }).click();
  await expectEverything(desk, `${MINUTES} Applies from 1 March.`);
});

test('[P-13] the chat is deleted for good, and nothing else is', async () => {
  await tab(desk, 'Chat').click();
  await expect(part(desk).getByText(MESSAGE)).toBeVisible();
  await part(desk).getByRole('button', { name: 'Delete for good' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Delete the chat for good?' });
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(part(desk).getByText('Nothing was written')).toBeVisible();
  await desk.reload();
  await tab(desk, 'Chat').click();
  await expect(part(desk).getByText('Nothing was written')).toBeVisible();
  await tab(desk, 'Minutes').click();
  await expect(part(desk).getByText(MINUTES)).toBeVisible();
});

test('another person’s account finds no such meeting, and learns nothing of it', async ({
  browser,
}) => {
  const page = await freshPage(browser, server);
  await organizer(page, 'Ilse');
  await open(page, path);
  await expect(page.getByRole('heading', { name: 'No such meeting' })).toBeVisible();
  await expect(page.getByText(TOPIC)).toHaveCount(0);
  await page.context().close();
});

test('deleting it leaves nothing on the desk, on the server, or at its address', async () => {
  await desk.getByRole('button', { name: 'Delete now' }).click();
  const dialog = desk.getByRole('dialog', { name: `Delete “${TOPIC}”?` });
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(desk.getByText(`“${TOPIC}” is deleted.`)).toBeVisible();
  await expect(desk.getByText('Nothing here yet')).toBeVisible();
  await open(desk, path);
  await expect(desk.getByRole('heading', { name: 'No such meeting' })).toBeVisible();
});
