import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import * as v from 'valibot';
import { ServerExport } from '../../shared/src/wire/rightsApi.ts';
import { expectAccessibleInBothThemes } from './support/accessible.ts';
import { copyLink, freshPage, newMeeting, open, organizer, room } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

const ASKED = 'Which of my drawings are kept?';
const ANSWER = 'Two of them. I have deleted both.';

test('[R95, R102, R107, R110] a guest asks sealed and reads the answer; the organizer takes everything along', async ({
  browser,
}) => {
  const server = await startRoomServer();
  try {
    const host = await freshPage(browser, server);
    await host.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    await organizer(host);
    await newMeeting(host);
    await host.getByRole('button', { name: 'Open the meeting', exact: true }).click();
    await expect(room(host)).toBeVisible();
    const link = await copyLink(host);

    const guest = await freshPage(browser, server, { viewport: { width: 390, height: 844 } });
    await open(guest, link.replace('#', '/data#'));
    expect(new URL(guest.url()).hash).toBe('');
    await expect(guest.getByText(/^Mara .* answers for this meeting/)).toBeVisible();
    await guest.getByRole('textbox', { name: /^Your name/ }).fill('Ilse');
    await guest.getByRole('button', { name: 'Send the request' }).click();
    await expect(guest.getByText('Write what it is about.')).toBeVisible();
    await guest.getByRole('textbox', { name: /^What exactly/ }).fill(ASKED);
    await expectAccessibleInBothThemes(guest);
    await guest.getByRole('button', { name: 'Send the request' }).click();
    const receipt = (await guest.getByText('#receipt.').textContent()) ?? '';
    expect(receipt).toContain('/data#receipt.');

    await open(host, '/account/requests');
    await expect(host.getByText(ASKED)).toBeVisible();
    await expect(host.getByText('From Ilse')).toBeVisible();
    await host.getByRole('textbox', { name: 'Your answer' }).fill(ANSWER);
    await host.getByRole('button', { name: 'Send the answer' }).click();
    await expect(host.getByText(/Answered \d/u)).toBeVisible();

    // Nothing of the link stays in the address: without it the page has nothing to show.
    await guest.reload();
    await expect(guest.getByText('This page needs the link')).toBeVisible();
    await open(guest, receipt);
    await expect(guest.getByText(ANSWER)).toBeVisible();

    await open(host, '/account/data');
    await expect(host.getByText('Nobody has asked for anything.')).toBeVisible();
    await expectAccessibleInBothThemes(host);
    const [download] = await Promise.all([
      host.waitForEvent('download'),
      host.getByRole('button', { name: 'Export my data' }).click(),
    ]);
    const zip = unzipSync(readFileSync(await download.path()));
    const json = (name: string): unknown => JSON.parse(strFromU8(zip[name] ?? new Uint8Array()));
    const served = v.parse(ServerExport, json('account.json'));
    expect(served.tables.map(({ table }) => table)).toContain('meeting');
    const about = v.parse(v.looseObject({ missing: v.array(v.string()) }), json('about.json'));
    const nine =
      'purposes categories recipients duration rights complaint source automatedDecisions thirdCountries';
    expect(Object.keys(about)).toEqual(expect.arrayContaining(nine.split(' ')));
    expect(about.missing).toEqual([]);
    expect(strFromU8(zip['vault.json'] ?? new Uint8Array())).not.toMatch(/Seed|secret/u);
    const written = Object.keys(zip).filter((name) => name.endsWith('.md'));
    expect(written.map((name) => name.split('/').at(-1)).sort()).toEqual([
      'agenda.md',
      'minutes.md',
    ]);
  } finally {
    await server.remove();
  }
});
