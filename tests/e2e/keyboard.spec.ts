import { expect, test, type Locator, type Page } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { copyLink, freshPage, open, organizer, room, startMeeting } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';
import { tileOf } from './support/tiles.ts';

const GUEST = 'Jonas Okafor';

let server: RunningServer;
let host: Page;
let guest: Page;
test.beforeAll(async ({ browser }) => {
  server = await startRoomServer();
  host = await freshPage(browser, server);
  guest = await freshPage(browser, server);
});
test.afterAll(async () => {
  await host.context().close();
  await guest.context().close();
  await server.remove();
});

const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });
const panel = (page: Page): Locator => page.getByRole('complementary');

/** More than any part of the room has; who needs more has lost the keyboard. */
const MOST_TABS = 30;

/** Goes on with the Tab key from where the focus is until it is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** Opens the menu of the button that has the focus, and goes to its last entry. */
async function lastEntry(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem').last()).toBeFocused();
}

/** Opens what a key opens: its title has the focus, so that it is read out. */
async function openBy(page: Page, key: string, title: string): Promise<void> {
  await page.keyboard.press(key);
  await expect(panel(page).getByRole('heading', { name: title, exact: true })).toBeFocused();
}

test('a whole meeting is held by keyboard, and the focus is never lost', async () => {
  await organizer(host);
  await startMeeting(host);
  const link = await copyLink(host);
  await host.keyboard.press('F2');
  await expect(button(host, 'Mute')).toBeFocused();

  await openBy(host, 'p', 'People');
  await tabTo(host, button(panel(host), 'Door and link'));
  await openBy(host, 'Enter', 'Door and link');
  await tabTo(host, panel(host).getByRole('radio', { name: 'Greeted' }));
  await host.keyboard.press('ArrowDown');
  await expect(panel(host).getByRole('radio', { name: 'Guarded' })).toBeChecked();
  await host.keyboard.press('Escape');
  await expect(panel(host)).toHaveCount(0);
  await expect(host.locator(':focus')).toHaveCount(1);

  await open(guest, link);
  await expect(guest.getByRole('textbox', { name: /^Your name/ })).toBeFocused();
  await guest.keyboard.type(GUEST);
  await guest.keyboard.press('Enter');
  await expect(host.getByText(`${GUEST} knocks`)).toBeVisible();
  await openBy(host, 'p', 'People');
  await tabTo(host, button(panel(host), 'Let in'));
  await host.keyboard.press('Enter');
  await expect(room(guest)).toBeVisible();
  await expect(tileOf(host, GUEST)).toBeVisible();
  await host.keyboard.press('Escape');

  await host.keyboard.press('c');
  await expect(panel(host).getByRole('textbox')).toBeFocused();
  await host.keyboard.type('Good morning');
  await host.keyboard.press('Enter');
  await guest.keyboard.press('c');
  await expect(panel(guest).getByText('Good morning', { exact: true })).toBeVisible();
  await host.keyboard.press('Escape');
  await expect(host.locator(':focus')).toHaveCount(1);

  await host.keyboard.press('F2');
  await tabTo(host, button(host, 'More'));
  await lastEntry(host);
  await host.keyboard.press('ArrowUp');
  await openBy(host, 'Enter', 'Settings');
  await host.keyboard.press('Escape');
  await expect(button(host, 'More')).toBeFocused();
  await host.keyboard.press('?');
  await expect(host.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await host.keyboard.press('Escape');
  await expect(button(host, 'More')).toBeFocused();

  await openBy(host, 'p', 'People');
  await tabTo(host, button(panel(host), `More for ${GUEST}`));
  await lastEntry(host);
  await host.keyboard.press('Enter');
  const asked = host.getByRole('dialog', { name: `Remove ${GUEST}?` });
  await tabTo(host, button(asked, 'Remove'));
  await host.keyboard.press('Enter');
  await expect(guest.getByRole('heading', { name: 'You were removed' })).toBeVisible();
  await expect(tileOf(host, GUEST)).toHaveCount(0);
  await expect(host.locator(':focus')).toHaveCount(1);

  await host.keyboard.press('F2');
  await tabTo(host, button(host, 'Leave'));
  await lastEntry(host);
  await host.keyboard.press('Enter');
  await tabTo(host, button(host.getByRole('dialog'), 'End for all'));
  await host.keyboard.press('Enter');
  await expect(host.getByRole('heading', { name: 'This meeting is over' })).toBeVisible();
});
