import { expect, test, type Page } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { expectAccessibleInBothThemes } from './support/accessible.ts';
import { freshPage, open, organizer } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

test.describe.configure({ mode: 'serial' });

let server: RunningServer;
let page: Page;
let jonas: NodeBrowser;

test.beforeAll(async ({ browser }) => {
  server = await startRoomServer();
  page = await freshPage(browser, server);
  await organizer(page);
});
test.afterAll(async () => {
  await page.context().close();
  await server.remove();
});

const tab = (name: RegExp) => page.getByRole('tab', { name });

test('the admin invites somebody by a link that is shown once, and sees who came', async () => {
  await page.getByRole('link', { name: 'Company' }).click();
  await tab(/Organizers/).click();
  await page.getByRole('button', { name: 'Invite an organizer' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByRole('textbox', { name: 'One-time link' }).inputValue();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('Invited as organizer')).toBeVisible();

  jonas = new NodeBrowser(server.origin);
  const invite = link.split('#invite=')[1] ?? '';
  await jonas.register({ invite, firstName: 'Jonas', lastName: 'Okafor' });
  await open(page, '/company');
  await tab(/Organizers/).click();
  await expect(page.getByText('Jonas Okafor')).toBeVisible();
  await expect(page.getByText('Invited as organizer')).toBeHidden();
  await expectAccessibleInBothThemes(page);
});

test('rules are saved as a version, and the server keeps to what it can see', async () => {
  await tab(/Rules/).click();
  await page.getByRole('checkbox', { name: 'Open' }).uncheck();
  await page.getByText('Required', { exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('checkbox', { name: 'Open' })).toBeChecked();
  await page.getByRole('checkbox', { name: 'Open' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/Version 1, set/)).toBeVisible();
  const policy: unknown = await (await jonas.send('GET', '/api/company/policy')).json();
  expect(policy).toMatchObject({ version: 1, policy: { doors: ['greeted', 'guarded'] } });
});

test('[R68] a consent text begins with the neutral one and keeps its versions', async () => {
  await tab(/Consent texts/).click();
  await page.getByRole('button', { name: 'Write a text' }).click();
  await page.getByRole('button', { name: 'Begin with the neutral text' }).click();
  await page.getByRole('textbox', { name: 'Name inside the company' }).fill('Staff matters');
  await page.getByRole('button', { name: 'Save as a new version' }).click();
  await page.getByRole('button', { name: /^Edit\b.*Staff matters/ }).click();
  await page.getByRole('textbox', { name: 'Details' }).fill('Kept for a year.');
  await page.getByRole('button', { name: 'Save as a new version' }).click();
  await expect(page.getByText('English: Version 2')).toBeVisible();
  await page.getByRole('button', { name: /^All versions\b.*Staff matters/ }).click();
  await expect(page.getByText(/English,\s+Version 1,/)).toBeVisible();
});

test('a suspended organizer is out at once; the trail says who did what', async () => {
  await tab(/Organizers/).click();
  await page.getByRole('button', { name: 'What can be done with Jonas Okafor' }).click();
  await page.getByRole('menuitem', { name: 'Suspend' }).click();
  const dialog = page.getByRole('dialog', { name: 'Suspend Jonas Okafor?' });
  await expect(dialog.getByRole('button', { name: 'Leave as it is' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await expect(page.getByText('Jonas Okafor is suspended and signed out.')).toBeVisible();
  expect((await jonas.send('GET', '/api/account')).status).toBe(401);

  // Nobody else could undo it.
  await page.getByRole('button', { name: 'What can be done with Mara Feldhaus' }).click();
  await page.getByRole('menuitem', { name: 'Make organizer' }).click();
  await expect(page.getByText(/Somebody must stay admin/)).toBeVisible();

  await tab(/Who changed what/).click();
  await expect(page.getByText('The chain is intact.')).toBeVisible();
  await expect(page.getByRole('list', { name: 'What was done' })).toContainText(
    'Mara Feldhaus suspended Jonas Okafor',
  );
  await tab(/Use in numbers/).click();
  await expect(page.getByText('Suspended or removed')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessibleInBothThemes(page);
});
