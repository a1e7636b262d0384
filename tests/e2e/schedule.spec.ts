import { expect, test, type Locator, type Page } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './support/accessible.ts';
import { verifyAddresses } from '../support/verifiedAddress.ts';
import { freshPage, open, organizer, room } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';
import { startSmtpSink, type SmtpSink } from '../support/smtpSink.ts';

const TOPIC = 'Shift plan for spring';
const JONAS = 'jonas.okafor@lindau-textil.example';
const YUSUF = 'y.sandner@hallwerk.example';
const ILSE = 'ilse.brandtner@lindau-textil.example';

let server: RunningServer;
let sink: SmtpSink;
test.beforeAll(async () => {
  sink = await startSmtpSink();
  server = await startRoomServer({ SMTP_URL: sink.url });
});
test.afterAll(async () => {
  await server.remove();
  await sink.close();
});

const field = (page: Page, label: string): Locator =>
  page.getByRole('textbox', { name: new RegExp(`^${label}`) });
const people = (page: Page): Locator => page.getByRole('combobox', { name: 'People' });
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });

/** The same time of day, so many days from now, as the field for dates takes it. */
const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The first link of a kind in the newest mail to somebody. */
function linkIn(address: string, kind: 'm' | 'stop'): string {
  const text = sink.arrived.findLast(({ to }) => to === address)?.mail.text ?? '';
  return new RegExp(`https?://\\S+/${kind}[/?]\\S+`, 'u').exec(text)?.[0] ?? '';
}

/** The mail server ends, and comes back when this is called. */
async function endMailServer(): Promise<() => Promise<void>> {
  const { port } = new URL(sink.url);
  await sink.close();
  return async () => {
    sink = await startSmtpSink({}, Number(port));
  };
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

  // It asks, and says who can read it. The mail server is down: that is said, and kept.
  const mailServerBack = await endMailServer();
  await button(page, 'Save and send 2 invitations').click();
  const ask = page.getByRole('dialog', { name: 'Send 2 mails now?' });
  await expect(ask.getByText('Mail is not end-to-end encrypted.')).toBeVisible();
  await ask.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: TOPIC })).toBeVisible();
  await expect(page.getByText('2 mails did not go out.')).toBeVisible();
  await page.reload();
  await expect(page.getByText('not sent', { exact: true })).toHaveCount(2);
  await mailServerBack();
  await button(page, 'Try 2 mails again').click();
  await ask.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('accepted', { exact: true })).toHaveCount(2);
  expect(sink.arrived.map(({ to }) => to)).toEqual([JONAS, ILSE]);

  // Without this server: on the clipboard, and as a file.
  await button(page, 'Copy the invitation').click();
  await expect(page.getByText('Copied. This server did not see it.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(TOPIC);
  const download = page.waitForEvent('download');
  await button(page, 'Calendar file').click();
  expect((await download).suggestedFilename()).toBe('meeting.ics');

  // A guest opens the mailed link before anybody is there.
  const guest = await freshPage(browser, server, { viewport: { width: 390, height: 844 } });
  await open(guest, linkIn(JONAS, 'm'));
  await expect(guest.getByRole('heading', { name: TOPIC })).toBeVisible();
  await expect(guest.getByText('Planned for')).toBeVisible();
  await field(guest, 'Your name').fill('Jonas');
  await guest.getByRole('button', { name: 'Knock', exact: true }).click();
  await expect(guest.getByText('The meeting opens when Mara')).toBeVisible();

  // [R65] The other wants no mails: one click, and it can be taken back.
  await open(guest, linkIn(ILSE, 'stop'));
  await expectAccessible(guest);
  await button(guest, 'Send me no more mails').click();
  await expect(guest.getByText('Noted. No more mails come from here.')).toBeVisible();
  await expect(button(guest, 'I want mails again')).toBeVisible();
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
  await expect(page.getByText('stopped: wants no mails from here')).toBeVisible();
  expect(sink.arrived.at(-1)).toMatchObject({ to: JONAS, mail: { subject: /changed/u } });
  expect(sink.arrived).toHaveLength(3);
  await open(page, '/meetings');
  await expect(page.getByRole('link', { name: TOPIC, exact: true })).toBeVisible();
  await expectAccessible(page);

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
  await dialog.getByRole('button', { name: 'Add 2 people' }).click();
  await expect(page.getByText(ILSE)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await button(page, 'Import').first().click();
  const card = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'FN:Yusuf Sandner',
    `EMAIL:${YUSUF}`,
    'END:VCARD',
    '',
  ];
  await dialog.getByLabel('Address cards (.vcf) or a table (.csv)').setInputFiles({
    ...{ name: 'people.vcf', mimeType: 'text/vcard' },
    buffer: Buffer.from(card.join('\r\n')),
  });
  await dialog.getByRole('button', { name: /^Add one person/u }).click();
  await expect(page.getByText('Yusuf Sandner')).toBeVisible();

  await open(page, '/meetings/new');
  await field(page, 'Topic').fill('Weekly round');
  await page.getByLabel('Date').fill(inDays(1));
  await page.getByLabel('Repeats').selectOption('weekly');
  await people(page).pressSequentially('ils');
  await expect(page.getByRole('option', { name: 'Ilse Brandtner' })).toBeVisible();
  await people(page).press('ArrowDown');
  await people(page).press('Enter');
  await expect(page.getByRole('list', { name: 'One person' })).toContainText('Ilse Brandtner');
  await button(page, 'Save without sending').click();
  await expect(page.getByRole('heading', { name: 'Next times' })).toBeVisible();
  // One day of it is moved, another does not take place. Nobody was told of it by mail, so nobody is now.
  await button(page, /^Move this day/u)
    .first()
    .click();
  const move = page.getByRole('dialog', { name: 'Move one day of the series' });
  await move.getByLabel('Starts').fill('16:45');
  await move.getByRole('button', { name: 'Move it' }).click();
  await expect(page.getByText('moved', { exact: true })).toBeVisible();
  await button(page, /^Cancel this day/u)
    .nth(1)
    .click();
  const sure = page.getByRole('dialog', { name: 'Cancel it?' });
  await sure.getByRole('button', { name: 'Cancel this day' }).click();
  await expect(sure).toBeHidden();

  await open(page, '/address-book');
  await button(page, 'Forget Ilse Brandtner').click();
  await expect(page.getByText('Ilse Brandtner is forgotten, also in one meeting.')).toBeVisible();
  await expect(page.getByText(ILSE)).toHaveCount(0);
  await open(page, '/meetings/new');
  await people(page).pressSequentially('ils');
  await expect(page.getByRole('option', { name: 'Ilse Brandtner' })).toHaveCount(0);
  await page.context().close();
});

test('[H-1, H-2, R57] a deputy opens the room with a host link; the meeting is deleted with a receipt', async ({
  browser,
}) => {
  const page = await freshPage(browser, server);
  await organizer(page, 'Mara');
  const ines = await freshPage(browser, server);
  await organizer(ines, 'Ines');
  verifyAddresses(server);
  await open(page, '/meetings/new');
  await field(page, 'Topic').fill('Works council');
  await page.getByLabel('Date').fill(inDays(4));
  // What is offered is the next full hour, which may be another one by the time of the second meeting.
  await page.getByLabel(/^Starts/u).fill('10:00');
  await people(page).fill(JONAS);
  await people(page).press('Enter');
  await field(page, 'Name of a deputy').fill('Ines');
  await field(page, 'Name of a deputy').press('Enter');
  await expect(button(page, 'Take Ines off the list')).toBeVisible();
  await button(page, 'Save and send one invitation').click();
  const ask = page.getByRole('dialog', { name: 'Send one mail now?' });
  await ask.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Works council' })).toBeVisible();
  await expect(page.getByText('accepted', { exact: true })).toBeVisible();

  // The same to one person once more.
  const before = sink.arrived.length;
  await button(page, /^Send again to/u).click();
  await ask.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('One mail was accepted.')).toBeVisible();
  expect(sink.arrived.length).toBe(before + 1);

  // A host link is copied, never mailed; whoever opens it first is the deputy.
  await button(page, 'Copy the host link for Ines').click();
  const link = page.getByRole('dialog', { name: 'A host link for Ines' });
  await expect(link.getByText('never mailed from here')).toBeVisible();
  await link.getByRole('button', { name: 'Copy the host link' }).click();
  await expect(page.getByText('The host link is copied.')).toBeVisible();
  const seenLink = await page.evaluate(() => navigator.clipboard.readText());
  // [L-3] A gateway encoded its #: the server has seen the secret, and the next one that is copied has another.
  await open(ines, seenLink.replace('#', '%23'));
  await expect(
    ines.getByRole('heading', { name: 'This host link was seen on its way' }),
  ).toBeVisible();
  expect(new URL(ines.url()).pathname).toBe('/deputy');
  await button(page, 'Copy the host link for Ines').click();
  await link.getByRole('button', { name: 'Copy the host link' }).click();
  await expect(link).toBeHidden();
  const hostLink = await page.evaluate(() => navigator.clipboard.readText());
  expect(hostLink).not.toBe(seenLink);
  expect(sink.arrived.some(({ mail }) => JSON.stringify(mail).includes('/deputy'))).toBe(false);
  // In the same tab it changes the fragment alone.
  await open(ines, hostLink);
  await expect(ines).toHaveURL(`${server.origin}/deputy`);
  // What it is about stands under the keys, and nobody has them before saying yes.
  await expect(ines.getByText('gives you the keys of one meeting.')).toBeVisible();
  await expect(ines.getByText('Works council')).toHaveCount(0);
  await expectAccessible(ines);
  await button(ines, 'Become deputy').click();
  await expect(ines.getByRole('heading', { name: 'You are deputy' })).toBeVisible();
  await ines.getByRole('link', { name: 'Open the room: Works council' }).click();
  await button(ines, 'Open the meeting').click();
  await expect(room(ines)).toBeVisible();
  await ines.context().close();

  await page.reload();
  await expect(page.getByText('opened by Ines')).toBeVisible();
  await expectAccessible(page);

  // Another one at the same time: said before it is saved.
  await open(page, '/meetings/new');
  await field(page, 'Topic').fill('Stock count');
  await page.getByLabel('Date').fill(inDays(4));
  await page.getByLabel(/^Starts/u).fill('10:00');
  await expect(page.getByText('At the same time: Works council')).toBeVisible();

  // Deleted: what goes is listed, and a receipt is handed out.
  await open(page, '/meetings');
  await page.getByRole('link', { name: 'Works council', exact: true }).click();
  await page.getByRole('link', { name: 'Agenda and documents' }).click();
  await button(page, 'Delete now').click();
  const sure = page.getByRole('dialog', { name: 'Delete “Works council”?' });
  await expect(sure.getByText('Minutes and agenda, with all earlier versions')).toBeVisible();
  await sure.getByRole('button', { name: 'Delete for good' }).click();
  await page.waitForURL('**/meetings');
  const receipt = page.waitForEvent('download');
  await button(page, 'Save the receipt').click();
  expect((await receipt).suggestedFilename()).toMatch(/\.txt$|\.json$/u);
  await page.context().close();
});
