import { mkdirSync, writeFileSync } from 'node:fs';
import { join as pathOf } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { allowedIn, type CanaryPlaces } from '../../server/src/dataMap/canaries.ts';
import { Canaries } from '../privacy/canaries.ts';
import { dumpOf } from '../privacy/dump.ts';
import { Scanner } from '../privacy/scan.ts';
import { childrenOf } from '../support/processes.ts';
import { SeededRandom } from '../support/seededRandom.ts';
import { copyLink, freshPage, join, newMeeting, organizer, room } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

// facts/security.md, Annex B: words that stand nowhere else are typed where people type, and then looked
// for in everything the server has. Words that it is meant to know show that looking finds them.

// Where each of them is kept, as the data map names it: what may be found follows from who reads that.
const places: CanaryPlaces = {
  'control: account': 'account.first_name',
  topic: 'meeting_link.sealed_card',
  'guest name': 'document_entry.sealed_entry',
  message: 'document_entry.sealed_entry',
  'direct message': null,
  note: 'document_entry.sealed_entry',
  minutes: 'document_entry.sealed_entry',
  board: 'document_entry.sealed_entry',
  'file name': 'document_entry.sealed_entry',
  'file body': 'blobs',
};

const tool = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Meeting controls' }).getByRole('button', { name });
const panel = (page: Page): Locator => page.getByRole('complementary');
const staged = (page: Page): Locator => page.locator('section.document');

test('[T25] what people write is nowhere on the server, in no encoding', async ({ browser }) => {
  test.setTimeout(120_000);
  const canaries = new Canaries(new SeededRandom(Date.now() >>> 0));
  const server = await startRoomServer();
  const word = (field: string): string => canaries.of(field);
  try {
    const host = await freshPage(browser, server);
    const guest = await freshPage(browser, server);
    // What an account is called the server knows: the control of database and memory.
    await organizer(host, word('control: account'));
    await newMeeting(host, word('topic'));
    await host.getByRole('button', { name: 'Open the meeting', exact: true }).click();
    await expect(room(host)).toBeVisible();
    await join(guest, await copyLink(host), word('guest name'));

    await tool(host, /^Chat/).click();
    await panel(host).getByRole('textbox').fill(word('message'));
    await host.keyboard.press('Enter');
    await tool(guest, /^Chat/).click();
    await expect(panel(guest).getByText(word('message'))).toBeVisible();
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
    await expect(staged(host).locator('[data-saved=saved]')).toBeVisible();
    await tool(host, /^Whiteboard/).click();
    await staged(host).getByRole('application').focus();
    await host.keyboard.press('n');
    await host.keyboard.press('Enter');
    await host.keyboard.type(word('board'));
    await host.keyboard.press('Escape');
    await expect(staged(host).locator('[data-saved=saved]')).toBeVisible();
    await tool(host, /^Files/).click();
    await panel(host)
      .locator('input[type=file]')
      .setInputFiles({
        name: `${word('file name')}.txt`,
        mimeType: 'text/plain',
        buffer: Buffer.from(`${word('file body')} `.repeat(2_000)),
      });
    await expect(panel(host).getByText(word('file name'))).toBeVisible();
    await tool(guest, /^Files/).click();
    await expect(panel(guest).getByText(word('file name'))).toBeVisible();

    plant(server.dataDir, canaries);
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
      files: [...allowedIn('files', places), 'control: blobs', 'control: logs'],
      dump: allowedIn('dump', places),
      output: allowedIn('output', places),
    });
  } finally {
    await server.remove();
  }
});

/** Words where nothing of the server writes free text, so that looking there is known to find. */
function plant(dataDir: string, canaries: Canaries): void {
  for (const place of ['blobs', 'logs']) {
    mkdirSync(pathOf(dataDir, place), { recursive: true });
    writeFileSync(pathOf(dataDir, place, 'control'), canaries.of(`control: ${place}`));
  }
}

const sorted = (fields: Iterable<string>): string[] => [...new Set(fields)].sort();
