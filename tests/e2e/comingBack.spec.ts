import { expect, test, type Page } from '@playwright/test';
import { childrenOf } from '../support/processes.ts';
import type { RunningServer } from '../support/server.ts';
import { meet, type Meeting } from './proof/meeting.ts';
import { GUEST, HOST } from './proof/people.ts';
import { room } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';
import { expectFrames, tileOf } from './support/tiles.ts';

/** The machine that tests may be busy with three other things; measured times are in the output. */
const BACK_MS = 60_000;

let server: RunningServer;
let meeting: Meeting;
test.beforeAll(async ({ browser }) => {
  server = await startRoomServer();
  meeting = await meet(browser, server);
  await bothSeen();
});
test.afterAll(async ({ browser }) => {
  for (const context of browser.contexts()) await context.close();
  await server.remove();
});

/** Both pictures move, and nobody is there twice. */
async function bothSeen(): Promise<void> {
  const { host, guest } = meeting;
  await Promise.all([
    expectFrames(tileOf(host, GUEST), BACK_MS),
    expectFrames(tileOf(guest, HOST), BACK_MS),
  ]);
  for (const page of [host, guest]) {
    await expect(room(page)).toBeVisible();
    await expect(page.getByRole('figure')).toHaveCount(2);
  }
}

/** Writes down how long it takes until both are seen again. */
async function bothSeenAgain(what: string, since: number): Promise<void> {
  await bothSeen();
  const description = `${what}: both seen again after ${Date.now() - since} ms`;
  test.info().annotations.push({ type: 'measured', description });
  process.stdout.write(`      ${description}\n`);
}

async function expectHost(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('menuitem', { name: 'End for all' })).toBeVisible();
  await page.keyboard.press('Escape');
}

const muted = (page: Page) => tileOf(page, GUEST).getByText('Microphone off');

test('who reloads is back without a click, once, with name and muted as before', async () => {
  const { host, guest } = meeting;
  await guest.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(muted(host)).toBeAttached();
  const since = Date.now();
  await guest.reload();
  await bothSeenAgain('reload', since);
  await expect(muted(host)).toBeAttached();
  await expect(guest.getByRole('button', { name: 'Unmute' }).first()).toBeVisible();
});

test('[T05] after a kill -9 of the server both are back by themselves, as who they were', async () => {
  const { host } = meeting;
  await expect(muted(host)).toBeAttached();
  await server.kill9();
  const since = Date.now();
  await server.restart();
  await bothSeenAgain('server killed and started', since);
  await expect(muted(host)).toBeAttached();
  await expectHost(host);
});

test('[T04] after the media worker died both see each other again without a click', async () => {
  const before = childrenOf(server.pid);
  expect(before).toHaveLength(1);
  const since = Date.now();
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await bothSeenAgain('media worker killed', since);
  const after = childrenOf(server.pid);
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
  await expectHost(meeting.host);
});

test('who was without network is back without a click', async () => {
  const { host, guest } = meeting;
  const context = guest.context();
  await context.setOffline(true);
  await expect(tileOf(host, GUEST)).toBeHidden({ timeout: BACK_MS });
  await context.setOffline(false);
  await bothSeenAgain('network back', Date.now());
});

test('a second tab takes the place when asked to, and the first one takes it back when that is closed', async () => {
  const { host, guest, link } = meeting;
  const controls = guest.getByRole('navigation', { name: 'Meeting controls' });
  const mute = controls.getByRole('button', { name: 'Mute', exact: true });
  await expect(mute.or(controls.getByRole('button', { name: 'Unmute' }))).toBeVisible();
  if (await mute.isVisible()) await mute.click();
  await expect(muted(host)).toBeAttached();
  const second = await guest.context().newPage();
  await second.goto(link);
  await expect(second.getByText('This meeting is open in another tab')).toBeVisible();
  await second.getByRole('button', { name: 'Continue here' }).click();
  await expect(room(second)).toBeVisible();
  await expectFrames(tileOf(second, HOST));
  await expect(guest.getByText('You are in this meeting elsewhere')).toBeVisible();
  // Once, and with camera and microphone as they were: the one on, the other off.
  await expectFrames(tileOf(host, GUEST), BACK_MS);
  await expect(host.getByRole('figure')).toHaveCount(2);
  await expect(muted(host)).toBeAttached();
  // The same is offered in a message to who speaks while muted.
  await second.getByRole('navigation').getByRole('button', { name: 'Unmute' }).click();
  await expect(muted(host)).toHaveCount(0);

  // Pressed once, while the second tab is still there; what was changed there stays. A tab that is not in
  // front paints no pictures.
  await guest.bringToFront();
  await guest.getByRole('button', { name: 'Continue here' }).click();
  await expect(second.getByText('You are in this meeting elsewhere')).toBeVisible();
  await bothSeen();
  await expect(guest.getByRole('button', { name: 'Mute', exact: true })).toBeVisible();
  await expect(muted(host)).toHaveCount(0);
  await second.close();
});
