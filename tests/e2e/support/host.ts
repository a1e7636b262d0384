import type { Browser, Locator, Page } from '@playwright/test';
import type { RunningServer } from '../../support/server.ts';
import { giveAccount } from './account.ts';
import { newContext } from './contexts.ts';
import { expect } from './expect.ts';

/** A browser of its own, as another person has it. Errors in the page fail the test. */
export async function freshPage(
  browser: Browser,
  server: RunningServer,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Page> {
  const context = await newContext(browser, server, {
    permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'],
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return page;
}

export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('html[data-ready]').waitFor();
}

function field(page: Page | Locator, label: string): Locator {
  return page.getByRole('textbox', { name: new RegExp(`^${label}`) });
}

/** An organizer with an account, at the desk. */
export async function organizer(
  page: Page,
  firstName = 'Mara',
  companyName: string | null = null,
): Promise<void> {
  await giveAccount(page, { firstName, companyName });
  await open(page, '/meetings');
}

/** From the desk to the lobby of a new meeting. */
export async function newMeeting(page: Page, topic = 'Shift plan for spring'): Promise<void> {
  await page.getByRole('button', { name: 'Start a meeting' }).click();
  await field(page, 'Topic').fill(topic);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.waitForURL('**/m/*');
}

/** From the desk into the room of a new meeting, as its host. */
export async function startMeeting(page: Page): Promise<void> {
  await newMeeting(page);
  await page.getByRole('button', { name: 'Open the meeting', exact: true }).click();
  await expect(room(page)).toBeVisible();
}

export const room = (page: Page): Locator => page.locator('.room[data-phase=inside]');

/** The link that the host copies for others. */
export async function copyLink(page: Page): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  // It says so for four seconds only: looked for in the page itself, from before the click.
  await Promise.all([
    page.waitForFunction(saysCopied),
    page.getByRole('button', { name: 'Copy the link' }).first().click(),
  ]);
  // Of a click a moment before, it may have said so already.
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).not.toBe('');
  return copied();
}

function saysCopied(): boolean {
  const buttons = [...document.querySelectorAll('button')];
  return buttons.some(({ textContent }) => textContent.includes('Link copied'));
}

/** A guest at the door: opens the link and types a name. */
export async function arrive(page: Page, link: string, name: string): Promise<void> {
  await open(page, link);
  await field(page, 'Your name').fill(name);
}

export async function join(page: Page, link: string, name: string): Promise<void> {
  await arrive(page, link, name);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(room(page)).toBeVisible();
}
