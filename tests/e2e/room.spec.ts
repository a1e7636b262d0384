import { expect, test } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { keepDescriptions, soundOf } from './support/descriptions.ts';
import { arrive, copyLink, freshPage, organizer, room, startMeeting } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';
import { expectMoving, tileOf } from './support/tiles.ts';
import { expectTone, giveTone } from './support/tone.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startRoomServer();
});
test.afterAll(() => server.remove());

test('two people meet by a copied link, see and hear each other, and a reload comes back by itself', async ({
  browser,
}) => {
  const host = await freshPage(browser, server);
  const guest = await freshPage(browser, server);
  await giveTone(host.context(), 440);
  await giveTone(guest.context(), 660);
  await keepDescriptions(guest.context());

  await organizer(host);
  await startMeeting(host);
  const link = await copyLink(host);
  await arrive(guest, link, 'Jonas Okafor');
  // The secret part of the link is in neither the address bar nor the history.
  expect(guest.url()).toBe(link.replace(/#.*$/, ''));
  expect(await guest.evaluate(() => JSON.stringify(history.state))).not.toContain(
    link.replace(/^.*#/, ''),
  );
  await expect(guest.getByText('Mara Feldhaus invites you.')).toBeVisible();
  await guest.getByRole('button', { name: 'Join', exact: true }).click();

  await expectMoving(tileOf(guest, 'Mara Feldhaus'));
  await expectMoving(tileOf(host, 'Jonas Okafor'));
  await expectTone(guest, 440);
  await expectTone(host, 660);
  // What is lost of a voice is asked for again, on both ways.
  for (const way of ['recvonly', 'sendonly'] as const) {
    const sound = await soundOf(guest, way);
    expect(sound.length).toBeGreaterThan(0);
    for (const part of sound) expect(part).toMatch(/^a=rtcp-fb:\d+ nack\s*$/mu);
  }

  await guest.reload();
  await expect(room(guest)).toBeVisible();
  await expectMoving(tileOf(guest, 'Mara Feldhaus'));
  await expectMoving(tileOf(host, 'Jonas Okafor'));
  await expectTone(host, 660);
  await expect(host.getByRole('figure')).toHaveCount(2);

  // The host reloads too: the vault is not needed for that, and the role is kept.
  await host.reload();
  await expect(room(host)).toBeVisible();
  await expectMoving(tileOf(host, 'Jonas Okafor'));
  await expectMoving(tileOf(guest, 'Mara Feldhaus'));
  await host.getByRole('button', { name: 'Leave' }).click();
  await expect(host.getByRole('menuitem', { name: 'End for all' })).toBeVisible();
});
