import { expect, test, type Locator, type Page } from '@playwright/test';
import * as v from 'valibot';
import type { RunningServer } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';
import { arrive, copyLink, freshPage, organizer, room, startMeeting } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

// Files handed in at the door, and what becomes of one's own notes when one leaves.
let server: RunningServer;
let host: Page;
let guest: Page;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  server = await startRoomServer();
  host = await freshPage(browser, server);
  guest = await freshPage(browser, server);
  await organizer(host);
  await startMeeting(host);
});
test.afterAll(async () => {
  await host.context().close();
  await guest.context().close();
  await server.remove();
});

const WORDS = 'Eight people, three shifts, no two nights in a row.';
const tool = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Meeting controls' }).getByRole('button', { name });
const panel = (page: Page): Locator => page.getByRole('complementary');

async function closeDoor(): Promise<void> {
  await tool(host, /^People/).click();
  await panel(host).getByRole('button', { name: 'Door and link' }).click();
  await panel(host).getByLabel('Guarded').check();
  await panel(host).getByRole('button', { name: 'Close' }).click();
}

/** What a page hands to the person as a file. */
async function downloaded(page: Page, act: () => Promise<void>): Promise<[string, string]> {
  const downloading = page.waitForEvent('download');
  await act();
  const download = await downloading;
  const chunks: Uint8Array[] = [];
  for await (const chunk of await download.createReadStream())
    chunks.push(v.parse(v.instance(Uint8Array), chunk));
  return [download.suggestedFilename(), Buffer.concat(chunks).toString()];
}

test('[R50] [F-13] what somebody hands in at a guarded door is listed with the name once they are let in', async () => {
  const link = await copyLink(host);
  await closeDoor();
  await arrive(guest, link, 'Jonas Okafor');
  await guest.getByRole('button', { name: /^(Join|Knock)$/ }).click();
  const handIn = guest.getByRole('region', { name: 'Hand in a file' });
  await expect(handIn).toContainText('Everybody who is let in will see it');
  await handIn
    .locator('input[type=file]')
    .setInputFiles({ name: 'Shifts.txt', mimeType: 'text/plain', buffer: Buffer.from(WORDS) });
  await expect(handIn.getByText('Handed in.')).toBeVisible();
  await expectAccessible(guest);
  // What is still under way when the door opens goes on inside, without being chosen again.
  await guest.route('**/inbox/*/chunks/*', () => new Promise<never>(() => undefined));
  await handIn
    .locator('input[type=file]')
    .setInputFiles({ name: 'Plan.bin', mimeType: '', buffer: Buffer.alloc(50_000, 7) });
  await expect(handIn.getByText('0 %')).toBeVisible();
  await host
    .getByRole('button', { name: /^Let in/ })
    .first()
    .click();
  await expect(room(guest)).toBeVisible();
  for (const page of [host, guest]) {
    await tool(page, /^Files/).click();
    const listed = page.getByRole('list', { name: 'Files of this meeting' }).getByRole('listitem');
    await expect(listed).toHaveCount(2);
    const handedIn = listed.filter({ hasText: 'Shifts.txt' });
    await expect(handedIn).toContainText('Jonas Okafor');
    await expect(handedIn).toContainText('before being let in');
    const goneOn = listed.filter({ hasText: 'Plan.bin' });
    await expect(goneOn).toContainText(page === guest ? 'You' : 'Jonas Okafor');
    await expect(goneOn).not.toContainText('before being let in');
    await page.getByRole('button', { name: /^Shifts.txt/ }).click();
    await expect(page.getByRole('region', { name: 'Text of Shifts.txt' })).toContainText(WORDS);
    await page.keyboard.press('Escape');
  }
});

async function leave(page: Page): Promise<void> {
  await tool(page, /^Leave/).click();
  await page.getByRole('menuitem', { name: 'Leave' }).click();
}

async function writeNotes(page: Page, text: string): Promise<void> {
  await tool(page, /^My notes/).click();
  await panel(page).getByRole('textbox', { name: 'My notes' }).click();
  await page.keyboard.type(text);
}

test('leaving with notes says who can open them, and gives them along; empty ones ask nothing', async () => {
  await writeNotes(guest, 'Ask about the roof.');
  await guest.keyboard.press('Escape');
  await leave(guest);
  const asked = guest.getByRole('dialog', { name: 'Take your notes along?' });
  await expect(asked).toContainText('only this browser can open them');
  await expectAccessible(guest);
  await asked.getByRole('button', { name: 'Stay' }).click();
  await expect(asked).toBeHidden();
  await expect(room(guest)).toBeVisible();
  await leave(guest);
  const [name, text] = await downloaded(guest, () =>
    asked.getByRole('button', { name: 'Download and leave' }).click(),
  );
  expect(name).toBe('My notes Shift plan for spring.md');
  expect(text).toContain('Ask about the roof.');
  await expect(guest.getByRole('heading', { name: 'You have left' })).toBeVisible();
  // Back again, notes from before are known without being looked at.
  await guest.getByRole('button', { name: 'Come back' }).click();
  await guest.getByRole('button', { name: /^(Join|Knock)$/ }).click();
  await expect(room(guest)).toBeVisible();
  await expect(guest.locator('.room[data-workspace=true]')).toBeVisible();
  await leave(guest);
  await expect(asked).toBeVisible();
  await asked.getByRole('button', { name: 'Stay' }).click();
});

test('leaving waits for no network, and neither does the file', async () => {
  await guest.context().setOffline(true);
  await leave(guest);
  const [, text] = await downloaded(guest, () =>
    guest.getByRole('button', { name: 'Download and leave' }).click(),
  );
  expect(text).toContain('Ask about the roof.');
  await expect(guest.getByRole('heading', { name: 'You have left' })).toBeVisible();
  await guest.context().setOffline(false);
});

test('when the meeting is over, the host takes notes along and goes on to what was written', async () => {
  await writeNotes(host, 'Roof: call Selma.');
  await host.keyboard.press('Escape');
  await tool(host, /^Leave/).click();
  await host.getByRole('menuitem', { name: 'End for all' }).click();
  await host.getByRole('dialog').getByRole('button', { name: 'End for all' }).click();
  await expect(host.getByRole('heading', { name: 'This meeting is over' })).toBeVisible();
  const [, text] = await downloaded(host, () =>
    host.getByRole('button', { name: 'Download my notes' }).click(),
  );
  expect(text).toContain('Roof: call Selma.');
  const past = host.getByRole('link', { name: 'Minutes and files' });
  expect(await past.getAttribute('href')).toMatch(/^\/meetings\/[\w-]+$/);
});
