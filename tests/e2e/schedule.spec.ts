import { expect, test, type Locator, type Page } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { expectAccessibleInBothThemes } from './support/accessible.ts';
import { verifyAddresses } from '../support/verifiedAddress.ts';
import { freshPage, open, organizer } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

const TOPIC = 'Shift plan for spring';
const JONAS = 'jonas.okafor@lindau-textil.example';
const ILSE = 'ilse.brandtner@lindau-textil.example';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startRoomServer();
});
test.afterAll(() => server.remove());

const field = (page: Page, label: string): Locator =>
  page.getByRole('textbox', { name: new RegExp(`^${label}`) });
const people = (page: Page): Locator => page.getByRole('combobox', { name: 'People' });
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });

/** The same time of day, so many days from now, as the field for dates takes it. */
const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The link in the newest mail to somebody, as the development mailbox has it. */
async function mailedLink(page: Page, address: string): Promise<string> {
  const answer = await page.request.get('/dev/mail.json');
  const text = (await answer.text()).split(address).slice(1).join(' ');
  return /https?:\/\/[^\s"'<>\\]+\/m\/[\w-]{22}#[\w-]+/u.exec(text)?.[0] ?? '';
}

test('[R47, R66, R67, T27] a meeting is planned with people, mailed, found on the desk, changed and cancelled', async ({
  browser,
}) => {
  const page = await freshPage(browser, server);
  await organizer(page);
  verifyAddresses(server);
  await page.getByRole('link', { name: 'Schedule' }).first().click();
  await expect(page.getByRole('heading', { name: 'Schedule a meeting' })).toBeVisible();

  // What is wrong stands beside its field, and what was typed stays.
  await page.getByLabel('Date').fill('2020-02-29');
  await people(page).fill('y.sandner@hallwerk, ');
  await people(page).blur();
  await button(page, 'Save').click();
  await expect(page.getByText('Give it a topic.')).toBeVisible();
  await expect(page.getByText('This is in the past.')).toBeVisible();
  await expect(page.getByText('“y.sandner@hallwerk” is not an e-mail address.')).toBeVisible();
  await expect(people(page)).toHaveValue('y.sandner@hallwerk');

  await field(page, 'Topic').fill(TOPIC);
  await page.getByLabel('Date').fill(inDays(2));
  await people(page).fill(`Jonas Okafor <${JONAS}>`);
  await people(page).press('Enter');
  await people(page).fill(ILSE);
  await people(page).press('Enter');
  await expect(page.getByRole('list', { name: '2 people' })).toBeVisible();
  const preview = page.getByRole('complementary', { name: 'The mail they get' });
  await expect(preview.getByText(TOPIC).first()).toBeVisible();
  await preview.getByLabel('Show the topic in the mail').uncheck();
  await expect(preview.getByText(TOPIC)).toHaveCount(0);
  await preview.getByLabel('Show the topic in the mail').check();
  await expectAccessibleInBothThemes(page);
  await page.screenshot({ path: 'test-results/schedule-form.png', fullPage: true });

  // It asks, and says who can read it.
  await button(page, 'Save and send 2 invitations').click();
  const ask = page.getByRole('dialog', { name: 'Send 2 mails now?' });
  await expect(ask.getByText('Mail is not end-to-end encrypted.')).toBeVisible();
  await ask.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: TOPIC })).toBeVisible();
  await expect(page.getByText('accepted', { exact: true })).toHaveCount(2);
  await page.screenshot({ path: 'test-results/schedule-plan.png', fullPage: true });

  // A guest opens the mailed link before anybody is there.
  const guest = await freshPage(browser, server, { viewport: { width: 390, height: 844 } });
  await open(guest, await mailedLink(guest, JONAS));
  await expect(guest.getByRole('heading', { name: TOPIC })).toBeVisible();
  await expect(guest.getByText('Planned for')).toBeVisible();
  await field(guest, 'Your name').fill('Jonas');
  await guest.getByRole('button', { name: 'Knock', exact: true }).click();
  await expect(guest.getByText('The meeting opens when Mara')).toBeVisible();
  await guest.screenshot({ path: 'test-results/schedule-guest.png' });
  await guest.context().close();

  // Moved: who knows of it is told, with a mail of its own kind.
  await button(page, 'Change').click();
  await page.getByLabel('Date').fill(inDays(3));
  await button(page, 'Save').click();
  await page
    .getByRole('dialog', { name: 'Send the change to 2 people now?' })
    .getByRole('button', { name: 'Send the change' })
    .click();
  await expect(button(page, 'Change')).toBeVisible();
  await open(page, '/meetings');
  await expect(page.getByRole('link', { name: TOPIC, exact: true })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.screenshot({ path: 'test-results/schedule-desk.png', fullPage: true });

  // Cancelled: told, and gone.
  await page.getByRole('link', { name: TOPIC, exact: true }).click();
  await button(page, 'Cancel the meeting').click();
  await page
    .getByRole('dialog', { name: 'Cancel, and tell 2 people by mail?' })
    .getByRole('button', { name: 'Cancel the meeting' })
    .click();
  await expect(page.getByRole('heading', { name: 'Nothing planned yet' })).toBeVisible();
  await page.context().close();
});

test('[R32, R139] on a phone: a list is imported, offered while typing in a series, and forgotten', async ({
  browser,
}) => {
  const page = await freshPage(browser, server, { viewport: { width: 390, height: 844 } });
  await organizer(page, 'Selma');
  verifyAddresses(server);
  await open(page, '/address-book');
  await button(page, 'Import').first().click();
  const dialog = page.getByRole('dialog', { name: 'Import people' });
  const csv = `Name,E-mail\nJonas Okafor,${JONAS}\nIlse Brandtner,${ILSE}\nNobody,nowhere\n`;
  await dialog
    .getByLabel('Address cards (.vcf) or a table (.csv)')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(dialog.getByText('4: Nobody nowhere')).toBeVisible();
  await page.screenshot({ path: 'test-results/schedule-import.png' });
  await dialog.getByRole('button', { name: 'Add 2 people' }).click();
  await expect(page.getByText(ILSE)).toBeVisible();
  await expectAccessibleInBothThemes(page);

  await open(page, '/meetings/new');
  await field(page, 'Topic').fill('Weekly round');
  await page.getByLabel('Date').fill(inDays(1));
  await page.getByLabel('Repeats').selectOption('weekly');
  await people(page).pressSequentially('ils');
  await expect(page.getByRole('option', { name: 'Ilse Brandtner' })).toBeVisible();
  await people(page).press('ArrowDown');
  await people(page).press('Enter');
  await expect(page.getByRole('list', { name: 'One person' })).toContainText('Ilse Brandtner');
  await page.screenshot({ path: 'test-results/schedule-phone.png', fullPage: true });
  await button(page, 'Save without sending').click();
  await expect(page.getByRole('heading', { name: 'Next times' })).toBeVisible();
  await page.screenshot({ path: 'test-results/schedule-series.png', fullPage: true });

  await open(page, '/address-book');
  await button(page, 'Forget Ilse Brandtner').click();
  await expect(page.getByText('Ilse Brandtner is forgotten, also in one meeting.')).toBeVisible();
  await expect(page.getByText(ILSE)).toHaveCount(0);
  await open(page, '/meetings/new');
  await people(page).pressSequentially('ils');
  await expect(page.getByRole('option', { name: 'Ilse Brandtner' })).toHaveCount(0);
  await page.context().close();
});
