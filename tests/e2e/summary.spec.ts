import { readFileSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import * as v from 'valibot';
import type { RunningServer } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';
import { copyLink, freshPage, join, open, organizer, room, startMeeting } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';
import { verifyAddresses } from '../support/verifiedAddress.ts';

// One meeting: three people with a private note each want a summary. One leaves before somebody
// is removed; then everybody is gone, the server starts again, and the mails arrive.

const NOTES = {
  mara: 'CANARY-NOTE-MARA-7716',
  ilse: 'CANARY-NOTE-ILSE-3302',
  jonas: 'CANARY-NOTE-JONAS-9154',
} as const;
type Person = keyof typeof NOTES;
const BEFORE = 'Said while Ilse was still here.';
const MINUTES = 'Two of us on Sunday nights.';
const AFTER = 'Said after somebody was removed.';
/** Mails wait for who still writes, and for their turn. */
const MAILED_MS = 60_000;
const addressOf = (person: Person): string => `${person}@summary.example`;

let server: RunningServer;
const pages = new Map<string, Page>();
let links: ReadonlyMap<string, string>;
let past: string;
let link: string;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  server = await startRoomServer();
});
test.afterAll(async () => {
  for (const page of pages.values()) await page.context().close();
  await server.remove();
});

const at = (name: string): Page => {
  const page = pages.get(name);
  if (page === undefined) throw new Error(`nobody is ${name}`);
  return page;
};
const tool = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Meeting controls' }).getByRole('button', { name });
const side = (page: Page): Locator => page.getByRole('complementary');

/** Nobody looks at pictures here, and three browsers that decode them make a small machine slow. */
const unseen = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Camera: switch off' }).click();

async function note(page: Page, text: string): Promise<void> {
  await tool(page, /^My notes/).click();
  await side(page).getByRole('textbox').click();
  await page.keyboard.type(text);
  await expect(side(page).locator('[data-saved=saved]')).toBeVisible();
}

async function say(page: Page, text: string): Promise<void> {
  await tool(page, /^Chat/).click();
  await side(page).getByRole('textbox').fill(text);
  await page.keyboard.press('Enter');
  await expect(side(page).getByText(text, { exact: true })).toBeVisible();
}

async function openSummaryPanel(page: Page): Promise<void> {
  await tool(page, /^More/).click();
  await page.getByRole('menuitem', { name: 'Summary by mail' }).click();
}

async function want(page: Page, address: string): Promise<void> {
  await openSummaryPanel(page);
  await fillIn(page, address);
}

async function fillIn(page: Page, address: string): Promise<void> {
  await side(page).getByRole('textbox', { name: 'Your mail address' }).fill(address);
  await side(page).getByRole('button', { name: 'Send me the summary' }).click();
  await expect(side(page).getByText(`A summary will be sent to ${address}.`)).toBeVisible();
}

async function endForAll(page: Page): Promise<void> {
  await tool(page, /^Leave/).click();
  await page.getByRole('menuitem', { name: 'End for all' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End for all' }).click();
  await expect(page.getByRole('heading', { name: 'This meeting is over' })).toBeVisible();
}

const unsealed = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Open the summary' }).click();

/** The link in the one mail to this address, on the server as it is reached now. */
async function linkTo(address: string): Promise<string> {
  const arrived = async (): Promise<string | undefined> =>
    (await mails()).find(({ to }) => to.includes(address))?.text;
  await expect.poll(arrived, { timeout: MAILED_MS }).toBeDefined();
  const link = new URL(/http\S+\/s\/\S+/.exec((await arrived()) ?? '')?.[0] ?? '');
  return link.href.replace(link.origin, server.origin);
}

async function leave(name: string): Promise<void> {
  await at(name).context().close();
  pages.delete(name);
}

const Mails = v.array(
  v.object({ to: v.string(), subject: v.string(), text: v.string(), source: v.string() }),
);

async function mails(): Promise<v.InferOutput<typeof Mails>> {
  const all = v.parse(Mails, await (await fetch(`${server.origin}/dev/mail.json`)).json());
  return all.filter(({ subject }) => subject.startsWith('Summary of your meeting'));
}

test('[R6, R42, R59] says who can read what before an address is typed, and takes it back again', async ({
  browser,
}) => {
  pages.set('mara', await freshPage(browser, server));
  await organizer(at('mara'));
  verifyAddresses(server);
  await startMeeting(at('mara'));
  await unseen(at('mara'));
  past = new URL(at('mara').url()).pathname.replace('/m/', '/meetings/');
  link = await copyLink(at('mara'));
  for (const [name, called] of [
    ['ilse', 'Ilse Brandtner'],
    ['jonas', 'Jonas Okafor'],
  ] as const) {
    pages.set(name, await freshPage(browser, server));
    await join(at(name), link, called);
    await unseen(at(name));
  }
  await openSummaryPanel(at('jonas'));
  await expect(side(at('jonas')).getByText('The mail holds no content.')).toBeVisible();
  await expect(side(at('jonas')).getByRole('link', { name: 'About privacy' })).toBeVisible();
  await expectAccessible(at('jonas'));
  await side(at('jonas')).getByRole('textbox').fill('no address');
  await side(at('jonas')).getByRole('button', { name: 'Send me the summary' }).click();
  await expect(side(at('jonas')).getByText('This is not a mail address.')).toBeVisible();
  await side(at('jonas')).getByRole('textbox').fill('nobody@summary.example');
  await side(at('jonas')).getByRole('button', { name: 'Send me the summary' }).click();
  await side(at('jonas')).getByRole('button', { name: 'Send me nothing' }).click();
  await expect(side(at('jonas')).getByRole('textbox')).toBeVisible();
  await side(at('jonas')).getByRole('button', { name: 'Close', exact: true }).first().click();
});

test('[R54] three people write a private note and want a summary; one leaves before a kick', async ({
  browser,
}) => {
  for (const name of ['mara', 'ilse', 'jonas'] as const) {
    await note(at(name), NOTES[name]);
    await want(at(name), addressOf(name));
  }
  await say(at('ilse'), BEFORE);
  await tool(at('mara'), /^Minutes/).click();
  await at('mara').locator('section.document').getByRole('textbox').click();
  await at('mara').keyboard.type(MINUTES);
  await expect(at('mara').locator('section.document [data-saved=saved]')).toBeVisible();
  await expect(tool(at('mara'), /^Chat/)).toHaveText(/\(1\)/);
  await leave('ilse');
  pages.set('tomas', await freshPage(browser, server));
  await join(at('tomas'), link, 'Tomás Silva');
  await tool(at('mara'), /^People/).click();
  await side(at('mara')).getByRole('button', { name: 'More for Tomás Silva' }).click();
  await at('mara').getByRole('menuitem', { name: 'Remove' }).click();
  const asked = at('mara').getByRole('dialog', { name: 'Remove Tomás Silva?' });
  await asked.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(at('tomas').getByRole('heading', { name: 'You were removed' })).toBeVisible();
  await leave('tomas');
  await say(at('jonas'), AFTER);
  await expect(tool(at('mara'), /^Chat/)).toHaveText(/\(2\)/);
});

test('[R42, R59] with every browser closed the mail arrives, once for each, also after a restart', async () => {
  await endForAll(at('mara'));
  await leave('jonas');
  await at('mara').goto('about:blank');
  await server.restart();
  await expect.poll(async () => (await mails()).length, { timeout: MAILED_MS }).toBe(3);
  const sent = await mails();
  const people = (['ilse', 'jonas', 'mara'] as const).map(addressOf);
  links = new Map(await Promise.all(people.map(async (one) => [one, await linkTo(one)] as const)));
  for (const { text, subject } of sent) {
    for (const secret of [...Object.values(NOTES), BEFORE, AFTER, 'Shift plan for spring']) {
      expect(text + subject).not.toContain(secret);
    }
  }
});

test('[R52, R53, R54] a summary shows what was written, and of private notes the author’s own', async ({
  browser,
}) => {
  for (const name of ['ilse', 'jonas'] as const) {
    const page = await freshPage(browser, server);
    pages.set(name, page);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await open(page, links.get(addressOf(name)) ?? '');
    expect(new URL(page.url()).hash).toBe('');
    await expect(page.getByRole('heading', { name: 'A summary is waiting for you' })).toBeVisible();
    await expectAccessible(page);
    // Whoever follows links without clicking has learned nothing, and has asked for nothing.
    expect(asked.filter((path) => /^\/api\/(?:summaries|meetings)/u.test(path))).toEqual([]);
    await unsealed(page);
    await expect(page.getByRole('heading', { name: 'Shift plan for spring' })).toBeVisible();
    await page.getByRole('tab', { name: /chat/i }).click();
    await expect(page.getByText(BEFORE, { exact: true })).toBeVisible();
    await expect(page.getByText(AFTER, { exact: true })).toBeVisible();
    await page.getByRole('tab', { name: /notes/i }).click();
    await expect(page.getByText(NOTES[name])).toBeVisible();
    const shown = await page.locator('body').innerText();
    for (const [other, secret] of Object.entries(NOTES)) {
      if (other !== name) expect(shown).not.toContain(secret);
    }
  }
});

test('[R59] a scanner that fetches the link gets the page that everybody gets', async () => {
  const [one, other] = [links.get(addressOf('ilse')), `${server.origin}/s/${'A'.repeat(22)}`];
  const [shown, same] = await Promise.all(
    [one ?? '', other].map(async (link) => (await fetch(link)).text()),
  );
  expect(shown).toBe(same);
  for (const secret of [...Object.values(NOTES), MINUTES, 'Shift plan for spring']) {
    expect(shown).not.toContain(secret);
  }
});

test('[R52, R53, R54] from the link everything is taken along, as a ZIP file with the PDF in it', async () => {
  const page = at('ilse');
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.getByRole('button', { name: 'Export all' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: 'Make the ZIP file' }).click(),
  ]);
  const zip = unzipSync(readFileSync(await download.path()));
  const text = (name: string): string => strFromU8(zip[name] ?? new Uint8Array());
  expect(text('minutes.pdf').slice(0, 5)).toBe('%PDF-');
  expect(text('minutes.md')).toContain(MINUTES);
  const all = Object.keys(zip).map(text).join('\n');
  expect(all).toContain(NOTES.ilse);
  for (const other of ['mara', 'jonas'] as const) expect(all).not.toContain(NOTES[other]);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
});

test('[R54, R56] the organizer’s past meeting has no note of anybody else', async () => {
  await open(at('mara'), past);
  await at('mara').getByRole('tab', { name: /notes/i }).click();
  await expect(at('mara').getByText(NOTES.mara)).toBeVisible();
  const shown = await at('mara').locator('body').innerText();
  expect(shown).not.toContain(NOTES.ilse);
  expect(shown).not.toContain(NOTES.jonas);
  expect(await mails()).toHaveLength(3);
});

test('[R59, R66] the organizer has one sent again, and revokes another: its page says so', async () => {
  const list = at('mara').locator('section.card').filter({ hasText: 'Summaries by mail' });
  await list.getByRole('button', { name: 'Send again to Ilse Brandtner' }).click();
  await expect.poll(async () => (await mails()).length, { timeout: MAILED_MS }).toBe(4);
  const again = (await mails()).filter(({ to }) => to.includes(addressOf('ilse')));
  expect(new Set(again.map(({ text }) => /\/s\/\S+/.exec(text)?.[0])).size).toBe(1);
  await expect(list.getByRole('button', { name: 'Send again to Ilse Brandtner' })).toBeVisible({
    timeout: MAILED_MS,
  });
  await list.getByRole('button', { name: 'Revoke the summary of Jonas Okafor' }).click();
  await expect(list.getByText('revoked', { exact: true })).toBeVisible();
  await at('jonas').goto('about:blank');
  await open(at('jonas'), links.get(addressOf('jonas')) ?? '');
  await unsealed(at('jonas'));
  await expect(
    at('jonas').getByRole('heading', { name: 'This summary was taken back' }),
  ).toBeVisible();
  await leave('jonas');
});

test('[R60] a link of a meeting that was deleted says that nothing is here any more', async () => {
  await at('mara').getByRole('button', { name: 'Delete now' }).click();
  await at('mara').getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await expect(at('mara').getByText(/is deleted\.$/)).toBeVisible();
  await at('ilse').goto('about:blank');
  await open(at('ilse'), links.get(addressOf('ilse')) ?? '');
  await unsealed(at('ilse'));
  const gone = at('ilse').getByRole('heading', { name: 'This summary is not here any more' });
  await expect(gone).toBeVisible();
  await expectAccessible(at('ilse'));
});

test('[R59] at level code the link alone opens nothing: the words of the room belong to it', async () => {
  const [mara, reader] = [at('mara'), at('ilse')];
  await open(mara, '/meetings/new');
  await mara.getByRole('textbox', { name: /^Topic/ }).fill('Confidential round');
  await mara.getByRole('radio', { name: /^Link and code/ }).check();
  await mara.getByRole('button', { name: 'Save', exact: true }).click();
  await mara.getByRole('link', { name: 'Open the room' }).click();
  await mara.getByRole('button', { name: 'Open the meeting', exact: true }).click();
  await expect(room(mara)).toBeVisible();
  await openSummaryPanel(mara);
  const code = (await side(mara).locator('.words').textContent()) ?? '';
  await fillIn(mara, 'coded@summary.example');
  await endForAll(mara);
  await leave('mara');
  await open(reader, await linkTo('coded@summary.example'));
  const words = reader.getByRole('textbox', { name: 'The five words shown in the room' });
  await words.fill('babab babab babab babab babab');
  await unsealed(reader);
  await expect(reader.getByText('This is not the code of this meeting.')).toBeVisible();
  await expect(words).toBeFocused();
  await expect(words).toHaveValue('babab babab babab babab babab');
  await words.fill(code.toUpperCase());
  await unsealed(reader);
  await expect(reader.getByRole('heading', { name: 'Confidential round' })).toBeVisible();
});

test('[R42, R52, R53, R54, S-16] at level content chat and minutes stand in the mail, and nobody’s private note', async ({
  browser,
}) => {
  const [lea, noor] = [await freshPage(browser, server), await freshPage(browser, server)];
  await organizer(lea, 'Lea');
  verifyAddresses(server);
  await open(lea, '/meetings/new');
  await lea.getByRole('textbox', { name: /^Topic/ }).fill('Open books');
  await lea.getByRole('radio', { name: /^The text itself/ }).check();
  await expect(lea.getByText(/Mail providers, and the program that sends/)).toBeVisible();
  await lea.getByRole('button', { name: 'Save', exact: true }).click();
  await lea.getByRole('link', { name: 'Open the room' }).click();
  await lea.getByRole('button', { name: 'Open the meeting', exact: true }).click();
  await expect(room(lea)).toBeVisible();
  const way = await copyLink(lea);

  // Said at the door, before a word can be written.
  await open(noor, way);
  await expect(noor.getByText(/What is written to everybody in this meeting/)).toBeVisible();
  await expectAccessible(noor);
  await join(noor, way, 'Noor Haddad');
  await unseen(noor);
  await openSummaryPanel(noor);
  await expect(side(noor).getByText(/stand in the mail\. The program that sends it/)).toBeVisible();
  await expect(side(noor).getByRole('radio', { name: /^Text and link/ })).toBeChecked();
  await expectAccessible(noor);
  await fillIn(noor, 'noor@summary.example');
  await openSummaryPanel(lea);
  await side(lea)
    .getByRole('radio', { name: /^The link alone/ })
    .check();
  await fillIn(lea, 'lea@summary.example');
  await note(noor, 'CANARY-NOTE-NOOR-5521');
  await note(lea, 'CANARY-NOTE-LEA-8842');
  await say(noor, 'Agreed in the chat, see www.open.example');
  // Heard by who seals the mails, before its author leaves.
  await expect(tool(lea, /^Chat/)).toHaveText(/\(1\)/);
  await tool(lea, /^Minutes/).click();
  await lea.locator('section.document').getByRole('textbox').click();
  await lea.keyboard.type('Agreed in the minutes.');
  await expect(lea.locator('section.document [data-saved=saved]')).toBeVisible();
  await noor.context().close();
  await endForAll(lea);
  await expect(lea.getByText('The text is in the mails. You can close this page.')).toBeVisible({
    timeout: MAILED_MS,
  });
  await expectAccessible(lea);
  await lea.context().close();

  const own = async (): Promise<string[]> =>
    (await mails()).flatMap(({ to, text }) => (/noor@|lea@/u.test(to) ? [`${to}\n${text}`] : []));
  await expect.poll(async () => (await own()).length, { timeout: MAILED_MS }).toBe(2);
  const [withText = '', alone = ''] = (await own()).toSorted((a) => (a.includes('noor@') ? -1 : 1));
  expect(withText).toContain('> Agreed in the minutes.');
  expect(withText).toMatch(
    /> Noor Haddad, .*: Agreed in the chat, see www\[\.\]open\[\.\]example/u,
  );
  expect(withText).toMatch(/http\S+\/s\/\S+/u);
  expect(alone).not.toContain('Agreed');
  for (const one of [withText, alone]) expect(one).not.toMatch(/CANARY-NOTE/u);
});
