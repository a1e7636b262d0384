import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';
import * as v from 'valibot';
import { ConsentReceipt } from '../../shared/src/consent/ConsentExport.ts';
import { MeetingId } from '../../shared/src/ids.ts';
import type { DocumentPlace } from '../../shared/src/wire/documents.ts';
import { verifyFile } from '../../tools/consent/verifyFile.ts';
import { CHAT } from '../support/documentWorld.ts';
import { RealDocuments } from '../support/RealDocuments.ts';
import type { RunningServer } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';
import { forgetDatabases } from './support/forgetDatabases.ts';
import { arrive, copyLink, freshPage, open, organizer, room } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';
import { expectMoving, tileOf } from './support/tiles.ts';
import { expectToastClearOf } from './support/toasts.ts';
import { readHeads } from '../../tools/consent/readHeads.ts';
import { startSmtpSink, type SmtpSink } from '../support/smtpSink.ts';

let server: RunningServer;
let sink: SmtpSink;
let host: Page;
let guest: Page;
let link: string;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  sink = await startSmtpSink();
  server = await startRoomServer({ SMTP_URL: sink.url });
  host = await freshPage(browser, server);
  guest = await freshPage(browser, server, { viewport: { width: 390, height: 844 } });
  await organizer(host);
});
test.afterAll(async () => {
  await guest.context().close();
  await host.context().close();
  await server.remove();
  await sink.close();
});

const box = (page: Page, what: string): Locator => page.getByRole('checkbox', { name: what });
const chat = (page: Page): Locator => page.getByRole('complementary');
const live = 'Voice, picture and screen, live';
const archive = 'What you write, draw and upload';

async function openConsent(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Your consent' }).click();
}

async function closePanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close', exact: true }).first().click();
}

async function openChat(page: Page): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Meeting controls' })
    .getByRole('button', { name: /^Chat/u })
    .click();
}

async function say(page: Page, text: string): Promise<void> {
  await openChat(page);
  await chat(page).getByRole('textbox').fill(text);
  await chat(page).getByRole('textbox').press('Enter');
  await expect(chat(page).getByText(text, { exact: true })).toBeVisible();
}

test('[R12, R13] the organizer asks, and is asked: one box for each purpose, none ticked', async () => {
  await host.getByRole('button', { name: 'Start a meeting' }).click();
  await host.getByRole('textbox', { name: /^Topic/ }).fill('Supervision of the night shift');
  await host.getByText('Ask for consent first').click();
  await host.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(box(host, live)).not.toBeChecked();
  await expect(box(host, archive)).not.toBeChecked();
  await host.getByRole('button', { name: 'Agree and join' }).click();
  await expect(host.getByText('Tick what you agree to')).toBeVisible();
  await box(host, live).check();
  await box(host, archive).check();
  await host.getByRole('button', { name: 'Agree and join' }).click();
  await expect(room(host)).toBeVisible();
  await expect(host.getByRole('button', { name: 'Mute' }).first()).toBeVisible();
  link = await copyLink(host);
});

test('[R13] a guest who agrees to nothing joins all the same, hears and sees, and sends nothing', async () => {
  await arrive(guest, link, 'Ilse Brandtner');
  await expect(box(guest, live)).not.toBeChecked();
  await expectAccessible(guest);
  await guest.getByRole('button', { name: 'Join without agreeing' }).click();
  await expect(room(guest)).toBeVisible();
  await expectMoving(tileOf(guest, 'Mara Feldhaus'));
  await guest.getByRole('button', { name: 'Unmute' }).first().click();
  await expect(guest.getByText('You did not agree to be seen and heard')).toBeVisible();
  await expect(guest.getByRole('button', { name: 'Unmute' }).first()).toBeVisible();
  await expect(tileOf(host, 'Ilse Brandtner')).toHaveAttribute('data-picture', 'none');
});

test('[R70, R74] agreeing in the room opens what was agreed to, and taking it back ends it at once', async () => {
  await openConsent(guest);
  await expect(guest.getByText('You agreed to nothing')).toBeVisible();
  await expectAccessible(guest);
  await box(guest, live).check();
  await guest.getByRole('button', { name: 'Save my answer' }).click();
  await expect(guest.getByText('Your answer is recorded')).toBeVisible();
  // On a phone too, neither the head of the sheet nor the controls under it are covered by what is told.
  const title = guest.getByRole('heading', { name: 'Your consent', exact: true });
  const close = guest.getByRole('button', { name: 'Close', exact: true }).first();
  const controls = guest.getByRole('navigation', { name: 'Meeting controls' });
  await expectToastClearOf(guest, title, close, controls);
  await close.click();
  await expectToastClearOf(guest, guest.getByRole('heading', { level: 1 }), controls);
  await guest.getByRole('button', { name: 'Camera: switch on' }).click();
  await expectMoving(tileOf(host, 'Ilse Brandtner'));

  await openConsent(guest);
  await guest.getByRole('button', { name: 'Take all of it back' }).click();
  await expect(tileOf(host, 'Ilse Brandtner')).toHaveAttribute('data-picture', 'none');
  await expect(guest.getByText('You took your consent back')).toBeVisible();
});

test('[R76] what was contributed goes with the consent, where that is wanted, and nothing of others', async () => {
  await box(guest, archive).check();
  await guest.getByRole('button', { name: 'Save my answer' }).click();
  await expect(guest.getByText('Your answer is recorded')).toBeVisible();
  await guest.getByRole('button', { name: 'Close', exact: true }).first().click();
  await say(host, 'The plan of Mara');
  await say(guest, 'Something about my health');
  const said = chat(host).getByText('Something about my health', { exact: true });
  await expect(said).toBeVisible();
  await guest.getByRole('button', { name: 'Close', exact: true }).first().click();
  await openConsent(guest);
  const erases = box(guest, 'And delete what I contributed');
  await expect(erases).not.toBeChecked();
  await erases.check();
  await expectAccessible(guest);
  await guest.getByRole('button', { name: 'Take all of it back' }).click();
  await expect(guest.getByText('What you contributed is deleted')).toBeVisible();
  await expect(said).toBeHidden();
  await expect(chat(host).getByText('The plan of Mara', { exact: true })).toBeVisible();
});

test('[R69, R71] the receipt is what was signed, and what was answered holds after a reload', async () => {
  const [download] = await Promise.all([
    guest.waitForEvent('download'),
    guest.getByRole('button', { name: 'Download my receipt' }).click(),
  ]);
  const file = await readFile(await download.path());
  const json: unknown = JSON.parse(file.toString());
  const { signed, taken } = v.parse(ConsentReceipt, json);
  expect((await verifyFile(file, [])).valid).toBe(true);
  expect(signed.record.event.state).toBe('withdrawn');
  expect(signed.record.principal.display_name).toBe('Ilse Brandtner');
  // The organizer's answer is the first of the account's chain, then five of the guest's.
  expect(taken?.position).toBe(6);
  await guest.reload();
  await expect(room(guest)).toBeVisible();
  await guest.getByRole('button', { name: 'Unmute' }).first().click();
  await expect(guest.getByText('You did not agree to be seen and heard')).toBeVisible();
});

test('[R25, R73] once the browser has forgotten, everything is asked again, and nothing is ticked', async () => {
  await guest.goto(`${server.origin}/privacy`);
  await forgetDatabases(guest);
  await guest.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await arrive(guest, link, 'Ilse Brandtner');
  await expect(box(guest, live)).not.toBeChecked();
  await expect(box(guest, archive)).not.toBeChecked();
  await expect(guest.getByRole('button', { name: 'Join without agreeing' })).toBeVisible();
});

test('[R71, R72, T31] the organizer sees what each person answered, checked, and takes it along as a file that proves itself', async () => {
  const { pathname } = new URL(host.url());
  await host.goto(`${server.origin}${pathname.replace('/m/', '/meetings/')}`);
  await host.getByRole('tab', { name: 'Consent' }).click();
  const rows = host.getByRole('list', { name: 'Consent' }).locator(':scope > li');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('Mara Feldhaus');
  await expect(rows.first()).toContainText('agreed');
  const ilse = rows.last();
  await expect(ilse).toContainText('Ilse Brandtner');
  await expect(ilse).toContainText('took it back');
  await expect(ilse).toContainText('Checked: signed by this person');
  // In the colours that they had in the meeting.
  const colours = (people: Locator): Promise<(string | null)[]> =>
    people.evaluateAll((all) =>
      all.map((one) => /tone-\d/u.exec(one.getAttribute('class') ?? '')?.[0] ?? null),
    );
  const answered = await colours(rows.locator('.face'));
  await host.getByRole('tab', { name: /^People/u }).click();
  const present = host.getByRole('list', { name: 'Who was there' }).getByRole('listitem');
  await expect(present.filter({ hasText: 'Ilse Brandtner' })).toBeVisible();
  expect(answered).toEqual([
    ...(await colours(present.filter({ hasText: 'Mara Feldhaus' }).locator('.face'))),
    ...(await colours(present.filter({ hasText: 'Ilse Brandtner' }).locator('.face'))),
  ]);
  await host.getByRole('tab', { name: 'Consent' }).click();
  await ilse.getByText('Text and proof').click();
  await expect(ilse.getByRole('heading', { name: 'Earlier answers' })).toBeVisible();
  await expectAccessible(host);
  const [download] = await Promise.all([
    host.waitForEvent('download'),
    host.getByRole('button', { name: 'Download all records' }).click(),
  ]);
  const file = await readFile(await download.path());
  const mails = (): ReturnType<typeof readHeads> =>
    sink.arrived
      .filter(({ mail }) => mail.subject?.startsWith('Consent') === true)
      .flatMap(({ raw }) => readHeads(raw));
  await expect.poll(() => mails().length).toBe(6);
  const { valid, lines } = await verifyFile(file, mails());
  expect(lines.join('\n')).toContain('withdrawn [] "Ilse Brandtner"');
  expect(lines.join('\n')).toContain('6 records, 6 steps, 6 of them told by mail');
  expect(valid).toBe(true);
  const altered = Buffer.from(file.toString().replace('\\"granted\\":false', '\\"granted\\":true'));
  expect(altered.equals(file)).toBe(false);
  expect((await verifyFile(altered, mails())).valid).toBe(false);
});

/** A member whose browser writes whatever it likes. */
async function intruder(
  to: string,
  name: string,
): Promise<{
  write: (place: DocumentPlace, list: string, said: unknown) => Promise<void>;
  shut: () => void;
}> {
  const meetingId = v.parse(MeetingId, new URL(to).pathname.replace('/m/', ''));
  const person = await RealDocuments.open(server.origin, {
    meeting: { hostMeeting: { meetingId } },
    link: to,
  });
  await person.tab.inside(name);
  return {
    async write(place, list, said) {
      const document = person.read(place);
      await person.until(() => document.isOpen, 'open');
      document.doc.getArray(list).push([said]);
      await person.until(() => document.state.kind === 'saved', 'stored');
    },
    shut: () => person.shut(),
  };
}

const ROSTER: DocumentPlace = { kind: 'roster', owner: null };
const message = (text: string): object => {
  return { kind: 'message', id: randomBytes(16).toString('base64url'), at: Date.now(), text };
};

test('[G-15, G-18, R69] a meeting that begins to ask while it runs: nothing more goes out before there is an answer', async () => {
  const date = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  await open(host, '/meetings/new');
  await host.getByRole('textbox', { name: /^Topic/ }).fill('Handover');
  await host.getByLabel('Date').fill(date);
  await host.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(host.getByRole('heading', { level: 1, name: 'Handover' })).toBeVisible();
  const desk = host.url();
  await host.getByRole('link', { name: 'Open the room' }).click();
  await host.getByRole('button', { name: 'Open the meeting', exact: true }).click();
  await expect(room(host)).toBeVisible();
  const to = await copyLink(host);
  await arrive(guest, to, 'Ilse Brandtner');
  await guest.getByRole('button', { name: /^(?:Join|Knock)$/u }).click();
  await expect(room(guest)).toBeVisible();
  await expect(guest.getByRole('button', { name: 'Mute', exact: true }).first()).toBeVisible();
  await say(guest, 'Before anybody asked');
  await say(host, 'Read by all');

  const planning = await host.context().newPage();
  await open(planning, desk);
  await planning.getByRole('button', { name: 'Change', exact: true }).click();
  await planning.getByText('Ask for consent first').click();
  await planning.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(planning.getByRole('button', { name: 'Change', exact: true })).toBeVisible();

  // Asked at once, nothing ticked, and silent until there is an answer; what was written before stays.
  await expect(box(guest, live)).not.toBeChecked();
  await expect(guest.getByRole('button', { name: 'Unmute' }).first()).toBeVisible();
  await expect(box(host, live)).not.toBeChecked();
  await closePanel(guest);
  for (const page of [host, guest]) await openChat(page);
  await expect(chat(host).getByText('Before anybody asked', { exact: true })).toBeVisible();
  await expect(chat(guest).getByText('Read by all', { exact: true })).toBeVisible();
  await expect(chat(guest).getByRole('textbox')).toHaveCount(0);

  await closePanel(guest);
  await openConsent(guest);
  await box(guest, live).check();
  await box(guest, archive).check();
  await guest.getByRole('button', { name: 'Save my answer' }).click();
  await expect(guest.getByText('Your answer is recorded')).toBeVisible();
  await closePanel(guest);
  await guest.getByRole('button', { name: 'Camera: switch on' }).click();
  await expectMoving(tileOf(host, 'Ilse Brandtner'));
  await say(guest, 'After the answer');
  await expect(chat(host).getByText('After the answer', { exact: true })).toBeVisible();

  // Somebody's browser asks nobody and writes: stored by the server, shown by nobody until there is a consent.
  const yusuf = await intruder(to, 'Yusuf Sandner');
  await yusuf.write(CHAT, 'events', message('Said without being asked'));
  const unasked = 'Yusuf Sandner has not agreed that what they write is kept';
  for (const page of [host, guest]) await expect(chat(page).getByText(unasked)).toBeVisible();
  await expect(chat(host).getByText('Said without being asked')).toHaveCount(0);
  await expectAccessible(guest);
  const hash = 'x'.repeat(42) + 'A';
  await yusuf.write(ROSTER, 'agreed', { notice: hash, commitment: hash });
  for (const page of [host, guest]) {
    await expect(chat(page).getByText('Said without being asked', { exact: true })).toBeVisible();
    await expect(chat(page).getByText(unasked)).toHaveCount(0);
  }
  yusuf.shut();

  await open(planning, new URL(host.url()).pathname.replace('/m/', '/meetings/'));
  await planning.getByRole('tab', { name: 'Consent' }).click();
  const rows = planning.getByRole('list', { name: 'Consent' }).locator(':scope > li');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Ilse Brandtner');
  await expect(rows).toContainText('Checked: signed by this person');
});
