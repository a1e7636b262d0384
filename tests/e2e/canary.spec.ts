import { mkdirSync, writeFileSync } from 'node:fs';
import { join as pathOf } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { allowedIn, type CanaryPlaces } from '../../server/src/dataMap/canaries.ts';
import { Canaries } from '../privacy/canaries.ts';
import { dumpOf } from '../privacy/dump.ts';
import { Scanner } from '../privacy/scan.ts';
import { childrenOf, relaysOf } from '../support/processes.ts';
import { SeededRandom } from '../support/seededRandom.ts';
import { startSmtpSink } from '../support/smtpSink.ts';
import { verifyAddresses } from '../support/verifiedAddress.ts';
import { openBoard } from './support/board.ts';
import { arrive, copyLink, freshPage, newMeeting, open, organizer, room } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

// facts/security.md, Annex B: words that stand nowhere else are typed where people type, and then looked
// for in everything the server has. Words that it is meant to know show that looking finds them.

// Where each of them is kept, as the data map names it: what may be found follows from who reads that.
const places: CanaryPlaces = {
  'control: account': 'account.first_name',
  'control: company': 'company.company_name',
  topic: 'meeting_link.sealed_card',
  'guest name': 'document_entry.sealed_entry',
  message: 'document_entry.sealed_entry',
  'direct message': null,
  note: 'document_entry.sealed_entry',
  minutes: 'document_entry.sealed_entry',
  board: 'document_entry.sealed_entry',
  'file name': 'document_entry.sealed_entry',
  'file body': 'blobs',
  'room agenda': 'document_entry.sealed_entry',
  'file name at the door': 'file.sealed_envelope',
  'file body at the door': 'blobs',
  'planned topic': 'vault_item.sealed_item',
  agenda: 'vault_item.sealed_item',
  'invited name': 'vault_item.sealed_item',
  'invited address': 'vault_item.sealed_item',
};

const tool = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Meeting controls' }).getByRole('button', { name });
const panel = (page: Page): Locator => page.getByRole('complementary');
const staged = (page: Page): Locator => page.locator('section.document');

test('[R46, R61, R122, R131] [T25, T33] what people write is nowhere on the server, in no encoding', async ({
  browser,
}) => {
  // All memory of the server is searched, and twice that of the relay, while other things wait for the processor.
  test.setTimeout(360_000);
  const canaries = new Canaries(new SeededRandom(Date.now() >>> 0));
  const sink = await startSmtpSink();
  const server = await startRoomServer({ SMTP_URL: sink.url });
  const word = (field: string): string => canaries.of(field);
  try {
    const host = await freshPage(browser, server);
    const guest = await freshPage(browser, server);
    // What an account is called the server knows, and keeps sealed: the control of memory. A company's name is that
    // of the database.
    await organizer(host, word('control: account'), word('control: company'));
    verifyAddresses(server);
    // While it writes a mail the relay has what stands in it: the control of its memory.
    const inRelay = new Set<string>();
    sink.beforeAnswer = () => {
      const mailed = new Scanner(canaries.prefix, canaries.all);
      for (const pid of relaysOf(server.pid)) {
        for (const field of mailed.inMemory(pid)) inRelay.add(field);
      }
      return Promise.resolve();
    };
    await planAndMail(host, word);
    const written = ['invited address', 'invited name', 'planned topic'];
    expect(sorted(inRelay)).toEqual(['control: account', ...written]);
    await open(host, '/meetings');
    await newMeeting(host, word('topic'));
    await host.getByRole('button', { name: 'Open the meeting', exact: true }).click();
    await expect(room(host)).toBeVisible();
    await handInAtTheDoor(host, guest, word);

    await tool(host, /^Chat/).click();
    await panel(host).getByRole('textbox').fill(word('message'));
    await host.keyboard.press('Enter');
    await tool(guest, /^Chat/).click();
    await expect(panel(guest).getByText(word('message'), { exact: true })).toBeVisible();
    await panel(guest)
      .getByRole('button', { name: /Everyone/ })
      .click();
    await guest.getByRole('menuitemcheckbox', { name: /^CNRY|^Mara/ }).click();
    await panel(guest).getByRole('textbox').fill(word('direct message'));
    await guest.keyboard.press('Enter');
    await expect(panel(guest).getByText(word('direct message'))).toBeVisible();

    await tool(host, /^My notes/).click();
    await panel(host).getByRole('textbox').click();
    await host.keyboard.type(word('note'));
    await tool(host, /^Minutes/).click();
    await staged(host).getByRole('textbox').click();
    await host.keyboard.type(word('minutes'));
    await staged(host).getByText('Agenda', { exact: true }).click();
    await staged(host).getByRole('button', { name: 'Add a point' }).click();
    await host.keyboard.type(word('room agenda'));
    await expect(staged(host).getByLabel('Point 1')).toHaveValue(word('room agenda'));
    await expect(staged(host).locator('[data-saved=saved]')).toBeVisible();
    await tool(host, /^Whiteboard/).click();
    await openBoard(staged(host)).focus();
    await host.keyboard.press('n');
    await host.keyboard.press('Enter');
    await host.keyboard.type(word('board'));
    await host.keyboard.press('Escape');
    await expect(staged(host).locator('[data-saved=saved]')).toBeVisible();
    await tool(host, /^Files/).click();
    await panel(host)
      .locator('input[type=file]')
      .setInputFiles(fileOf(word('file name'), word('file body')));
    await expect(panel(host).getByText(word('file name'))).toBeVisible();
    await tool(guest, /^Files/).click();
    await expect(panel(guest).getByText(word('file name'))).toBeVisible();
    await expect(panel(host).getByText(word('file name at the door'))).toBeVisible();

    await expect.poll(() => relaysOf(server.pid)).toEqual([]);
    plant(server.dataDir, canaries);
    // What memory held a minute ago may be overwritten: the control is what it was asked for just now.
    await expect(await host.request.get('/api/account')).toBeOK();
    const scanner = new Scanner(canaries.prefix, canaries.all);
    const memory = [server.pid, ...childrenOf(server.pid)].flatMap((pid) => [
      ...scanner.inMemory(pid),
    ]);
    await server.kill9();
    const found = {
      memory: sorted(memory),
      files: sorted(scanner.inFolder(server.dataDir)),
      dump: sorted(scanner.inBytes(dumpOf(pathOf(server.dataDir, 'conclave.db')))),
      output: sorted(scanner.inBytes(Buffer.from(server.output()))),
    };
    expect(found).toEqual({
      memory: allowedIn('memory', places),
      files: sorted([...allowedIn('files', places), 'control: blobs', 'control: logs']),
      dump: allowedIn('dump', places),
      output: allowedIn('output', places),
    });
  } finally {
    await server.remove();
    await sink.close();
  }
});

const fileOf = (name: string, word: string) => ({
  name: `${name}.txt`,
  mimeType: 'text/plain',
  buffer: Buffer.from(`${word} `.repeat(2_000)),
});

/** A guest knocks, hands in a file meanwhile, and is let in by the host. */
async function handInAtTheDoor(
  host: Page,
  guest: Page,
  word: (field: string) => string,
): Promise<void> {
  const link = await copyLink(host);
  await tool(host, /^People/).click();
  await panel(host).getByRole('button', { name: 'Door and link' }).click();
  await panel(host).getByLabel('Guarded').check();
  await panel(host).getByRole('button', { name: 'Close' }).click();
  await arrive(guest, link, word('guest name'));
  await guest.getByRole('button', { name: /^(Join|Knock)$/ }).click();
  const handIn = guest.getByRole('region', { name: 'Hand in a file' });
  await handIn
    .locator('input[type=file]')
    .setInputFiles(fileOf(word('file name at the door'), word('file body at the door')));
  await expect(handIn.getByText('Handed in.')).toBeVisible();
  await host
    .getByRole('button', { name: /^Let in/ })
    .first()
    .click();
  await expect(room(guest)).toBeVisible();
}

/** A meeting is planned and somebody invited, who stands in the address book then. */
async function planAndMail(page: Page, word: (field: string) => string): Promise<void> {
  await open(page, '/meetings/new');
  await page.getByRole('textbox', { name: /^Topic/ }).fill(word('planned topic'));
  await page.getByText('Agenda, deletion, language').click();
  await page.getByRole('textbox', { name: /^Agenda/ }).fill(word('agenda'));
  const people = page.getByRole('combobox', { name: 'People' });
  await people.fill(`${word('invited name')} <${word('invited address')}@guests.example>`);
  await people.press('Enter');
  await page.getByRole('button', { name: 'Save and send one invitation' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send', exact: true }).click();
  // Meanwhile the relay's memory is searched.
  await expect(page.getByText('accepted', { exact: true })).toBeVisible({ timeout: 60_000 });
  await open(page, '/address-book');
  await expect(page.getByText(word('invited name'))).toBeVisible();
}

/** Words where nothing of the server writes free text, so that looking there is known to find. */
function plant(dataDir: string, canaries: Canaries): void {
  for (const place of ['blobs', 'logs']) {
    mkdirSync(pathOf(dataDir, place), { recursive: true });
    writeFileSync(pathOf(dataDir, place, 'control'), canaries.of(`control: ${place}`));
  }
}

const sorted = (fields: Iterable<string>): string[] => [...new Set(fields)].sort();
