import { expect, test, type Page } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';
import {
  arrive,
  copyLink,
  freshPage,
  join,
  organizer,
  room,
  startMeeting,
} from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

// Greeted is in room.spec, guarded in roomControls.spec.
let server: RunningServer;
test.beforeAll(async () => {
  server = await startRoomServer();
});
test.afterAll(() => server.remove());

const panel = (page: Page) => page.getByRole('complementary');

test('open: the host opens the door with a new link, and whoever has it walks in, also alone', async ({
  browser,
}) => {
  const host = await freshPage(browser, server);
  await organizer(host);
  await startMeeting(host);
  const old = await copyLink(host);
  await host.getByRole('button', { name: /^People/ }).click();
  await panel(host).getByRole('button', { name: 'Door and link' }).click();
  await panel(host).getByRole('radio', { name: /^Open/ }).click();
  const asked = host.getByRole('dialog', { name: 'Open the door?' });
  await expect(asked.getByText(/server and mail providers can read everything/)).toBeVisible();
  await expectAccessible(host);
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel(host).getByRole('radio', { name: /^Greeted/ })).toBeChecked();
  await panel(host).getByRole('radio', { name: /^Open/ }).click();
  await asked.getByRole('button', { name: 'Open with a new link' }).click();
  await expect(host.getByText('The door is open. There is a new link to copy.')).toBeVisible();
  await expect(panel(host).getByRole('radio', { name: /^Open/ })).toBeChecked();
  const link = await copyLink(host);
  expect(link).not.toBe(old);
  await host.context().close();

  // Nobody is there who could let anybody in.
  const guest = await freshPage(browser, server);
  await join(guest, link, 'Jonas Okafor');
  await expect(guest.getByRole('figure')).toHaveCount(1);
  const stranger = await freshPage(browser, server);
  await arrive(stranger, link, 'Ilse Brandtner');
  await stranger.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(room(stranger)).toBeVisible();
  await expect(guest.getByRole('figure')).toHaveCount(2);
  await guest.context().close();
  await stranger.context().close();
});
