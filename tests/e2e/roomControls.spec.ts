import { expect, test, type Locator, type Page } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './support/accessible.ts';
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
import { decodedFrames, expectMoving, tileOf } from './support/tiles.ts';
import { expectToastClearOf } from './support/toasts.ts';
import { watchPicture } from './support/watchPicture.ts';

const HOST = 'Mara Feldhaus';
const GUEST = 'Jonas Okafor';

let server: RunningServer;
let host: Page;
let guest: Page;
let link: string;

// One meeting for all of these: each leaves it as it found it.
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  server = await startRoomServer();
  host = await freshPage(browser, server);
  guest = await freshPage(browser, server);
  await organizer(host);
  await startMeeting(host);
  link = await copyLink(host);
  await join(guest, link, GUEST);
});
test.afterAll(async () => {
  await host.context().close();
  await guest.context().close();
  await server.remove();
});

const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });
const panel = (page: Page): Locator => page.getByRole('complementary');

async function openPeople(page: Page): Promise<Locator> {
  if ((await panel(page).count()) === 0) await button(page, /^People/).click();
  return panel(page);
}

async function more(page: Page, name: string, item: string): Promise<void> {
  const people = await openPeople(page);
  await button(people, `More for ${name}`).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('a shared screen comes to the stage of the others, moves there, and goes again', async () => {
  await button(host, 'Share').click();
  const screen = tileOf(guest, `${HOST}’s screen`);
  await expect(screen).toHaveAttribute('data-tile', 'screen');
  await expectMoving(screen);
  await expect(guest.getByRole('list', { name: 'The others' })).toBeVisible();
  await button(host, 'Stop sharing').click();
  await expect(screen).toHaveCount(0);
  await expect(guest.getByRole('list', { name: 'The others' })).toHaveCount(0);
});

test('hands and reactions reach the others', async () => {
  await button(guest, 'Hand').click();
  await expect(tileOf(host, GUEST).getByText('Hand up, number 1')).toBeAttached();
  await button(guest, 'Lower hand').click();
  await expect(tileOf(host, GUEST).getByText('Hand up, number 1')).toHaveCount(0);
  await button(guest, 'React').click();
  await button(guest, 'Applause').click();
  await expect(tileOf(host, GUEST).getByRole('img', { name: 'Applause' })).toBeVisible();
});

test('keys do what they say, except while something is typed or they are switched off', async () => {
  await guest.keyboard.press('h');
  await expect(tileOf(host, GUEST).getByText('Hand up, number 1')).toBeAttached();
  await guest.keyboard.press('h');
  await guest.keyboard.press('Control+d');
  await expect(button(guest, 'Unmute').first()).toBeVisible();
  // Held, the space bar lets one speak.
  await guest.keyboard.down('Space');
  await expect(button(guest, 'Mute')).toBeVisible();
  await guest.keyboard.up('Space');
  await expect(button(guest, 'Unmute').first()).toBeVisible();
  await guest.keyboard.press('m');
  await expect(button(guest, 'Mute')).toBeVisible();
  await guest.keyboard.press('p');
  await expect(panel(guest)).toBeVisible();
  await guest.keyboard.press('Escape');
  await expect(panel(guest)).toHaveCount(0);
  await guest.keyboard.press('?');
  await expect(guest.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await guest.keyboard.press('m');
  await guest.keyboard.press('Escape');
  await expect(button(guest, 'Mute')).toBeVisible();
  await guest.keyboard.press('F2');
  await expect(button(guest, 'Mute')).toBeFocused();
});

test('camera off means no picture anywhere, and on again it is sealed again', async () => {
  await button(guest, 'Camera: switch off').click();
  await expect(tileOf(host, GUEST)).toHaveAttribute('data-picture', 'none');
  await button(guest, 'Camera: switch on').click();
  await expectMoving(tileOf(host, GUEST));
});

test('the host mutes: the guest is muted, hears who did it, and may unmute', async () => {
  const people = await openPeople(host);
  await button(people, `Mute ${GUEST}`).click();
  await expect(button(guest, 'Unmute').first()).toBeVisible();
  await expect(guest.getByText(`${HOST} has muted you`)).toBeVisible();
  const controls = guest.getByRole('navigation', { name: 'Meeting controls' });
  await expectToastClearOf(guest, guest.getByRole('banner'), controls);
  await expect(tileOf(host, GUEST).getByText('Microphone off')).toBeAttached();
  await guest.getByRole('navigation').getByRole('button', { name: 'Unmute' }).click();
  await expect(tileOf(host, GUEST).getByText('Microphone off')).toHaveCount(0);
});

test('the code is the same on both sides, and comparing it marks the other as compared', async () => {
  await host.keyboard.press('Escape');
  await host.getByRole('button', { name: /Sealed/ }).click();
  await button(host, 'Compare').click();
  const code = (page: Page): Locator => page.getByLabel('Room code', { exact: true });
  // It opens on every screen by itself.
  await expect(code(guest)).toBeVisible();
  await expect(guest.getByText(`${HOST} asks everybody to compare this code.`)).toBeVisible();
  await expect(code(host)).toHaveText(/^(?:\D*\d){30}\D*$/u);
  const digits = await code(host).textContent();
  await expect(code(guest)).toHaveText(digits ?? '');
  await button(host, 'Same code').click();
  await button(guest, 'Same code').click();
  await expect(tileOf(host, GUEST)).toHaveAttribute('data-state', 'compared');
  await expect(host.getByText('1 of 1 compared')).toBeVisible();
  await expectAccessibleInBothThemes(host);
  await host.keyboard.press('Escape');
  await guest.keyboard.press('Escape');
});

test('who goes elsewhere while codes are compared stays there, whatever changes in the room', async () => {
  const sealed = (page: Page): Locator => page.getByRole('button', { name: /Sealed/ });
  await sealed(host).click();
  await button(host, 'Compare').click();
  await expect(panel(guest).getByLabel('Room code', { exact: true })).toBeVisible();
  await button(guest, /^People/).click();
  await button(host, /^People/).click();
  await button(panel(host), 'Door and link').click();
  for (const [press, said] of [
    ['Lock the room', 'has locked the room'],
    ['Unlock the room', 'has unlocked the room'],
  ] as const) {
    await button(panel(host), press).click();
    await expect(guest.getByText(`${HOST} ${said}`)).toBeVisible();
    await expect(panel(guest).getByRole('heading', { name: 'People' })).toBeVisible();
  }
  for (const page of [host, guest]) {
    await page.keyboard.press('Escape');
    await sealed(page).click();
    await page.keyboard.press('Escape');
    await expect(panel(page)).toHaveCount(0);
  }
});

test('a deputy is made and unmade', async () => {
  await more(host, GUEST, 'Make deputy');
  await expect(panel(host).getByText('Deputy, code compared')).toBeVisible();
  await openPeople(guest);
  await expect(panel(guest).getByText('You, Deputy')).toBeVisible();
  await expect(button(panel(guest), 'Mute all')).toBeVisible();
  await more(host, GUEST, 'Not deputy any more');
  await expect(button(panel(guest), 'Mute all')).toHaveCount(0);
  await guest.keyboard.press('Escape');
});

test('behind a guarded door somebody knocks and is let in with a click', async ({ browser }) => {
  await openPeople(host);
  await button(panel(host), 'Door and link').click();
  await panel(host).getByLabel('Guarded').check();
  await expect(guest.getByText(`${HOST}: door guarded`)).toBeVisible();
  await host.keyboard.press('Escape');
  const late = await freshPage(browser, server);
  await arrive(late, link, 'Selma Aydin');
  await button(late, 'Join').or(button(late, 'Knock')).click();
  await expect(late.getByRole('heading', { name: 'You have knocked, Selma Aydin' })).toBeVisible();
  await expectAccessible(late);
  await expect(host.getByText('Selma Aydin knocks')).toBeVisible();
  await expect(guest.getByText('Selma Aydin knocks')).toHaveCount(0);
  await button(host, 'Let in').click();
  await expect(room(late)).toBeVisible();
  await expectMoving(tileOf(late, GUEST));
  await button(late, 'Leave').click();
  await late.getByRole('menuitem', { name: 'Leave' }).click();
  await expect(late.getByRole('heading', { name: 'You have left' })).toBeVisible();
  await expect(tileOf(host, 'Selma Aydin')).toHaveCount(0);
  await late.context().close();
});

test('who is sent away can knock again; a locked room says so, and when it is unlocked', async ({
  browser,
}) => {
  const stranger = await freshPage(browser, server);
  await arrive(stranger, link, 'Nobody Known');
  await button(stranger, 'Join').or(button(stranger, 'Knock')).click();
  await button(host, 'Send away').click();
  await expect(stranger.getByRole('heading', { name: 'You were not let in' })).toBeVisible();
  // Perhaps it was the name that nobody knew.
  await button(stranger, 'Change my name').click();
  await expect(stranger.getByRole('textbox', { name: /^Your name/ })).toHaveValue('Nobody Known');
  await openPeople(host);
  await button(panel(host), 'Door and link').click();
  await button(panel(host), 'Lock the room').click();
  await expect(panel(host).getByText('The room is locked.')).toBeVisible();
  await expect(guest.getByText(`${HOST} has locked the room`)).toBeVisible();
  // Who did it reads it in the panel, not about a third person called You.
  await expect(host.getByText('has locked the room')).toHaveCount(0);
  await button(stranger, 'Join').or(button(stranger, 'Knock')).click();
  // Whoever can unlock it is told so, quietly: the message goes by itself.
  await expect(host.getByText('Nobody Known waits at the locked door')).toBeVisible();
  await expect(stranger.getByRole('heading', { name: 'The room is locked' })).toBeVisible();
  await expect(stranger.getByText('knocks again by itself')).toBeVisible();
  await expectAccessible(stranger);
  // Who can unlock it sees who waits outside.
  await expect(guest.getByText('Nobody Known waits at the locked door')).toHaveCount(0);
  await button(host, 'People (1)').click();
  const outside = panel(host).getByRole('region', { name: 'At the door' });
  await expect(outside.getByText('Nobody Known')).toBeVisible();
  await expect(outside.getByText('Knocks when it is unlocked')).toBeVisible();
  await expect(host.getByText('Nobody Known waits at the locked door')).toHaveCount(0);
  await expectAccessibleInBothThemes(host);
  await button(outside, 'Unlock the room').click();
  await expect(outside).toHaveCount(0);
  await host.keyboard.press('Escape');
  // Nobody has to knock again: the lock was all that stood in the way.
  await button(host, 'Send away').click();
  await expect(stranger.getByRole('heading', { name: 'You were not let in' })).toBeVisible();
  await stranger.context().close();
});

test('[T21] a removed person is out, decodes nothing more and is told so', async () => {
  const watch = await watchPicture(tileOf(guest, HOST));
  await expect.poll(() => watch.frames()).toBeGreaterThan(10);
  await more(host, GUEST, 'Remove');
  await button(host.getByRole('dialog', { name: `Remove ${GUEST}?` }), 'Remove').click();
  await expect(guest.getByRole('heading', { name: 'You were removed' })).toBeVisible();
  await expect(guest.getByText(/removed You/)).toHaveCount(0);
  // What was decoded before may still come to the screen: T21 gives it two seconds.
  await watch.framesWithin(2_000);
  // The host goes on sending; who kept hold of the track gets not one frame more.
  expect(await watch.framesWithin(1_000)).toBe(0);
  await expect(guest.locator('audio')).toHaveCount(0);
  await expect(guest.getByRole('figure')).toHaveCount(0);
  await expect(tileOf(host, GUEST)).toHaveCount(0);
  await expect(host.getByRole('figure')).toHaveCount(1);
});

test('ending for all ends it for all', async ({ browser }) => {
  await openPeople(host);
  await button(panel(host), 'Door and link').click();
  await panel(host).getByLabel('Greeted').check();
  await host.keyboard.press('Escape');
  const other = await freshPage(browser, server);
  await join(other, link, 'Ilse Brandtner');
  await expectMoving(tileOf(other, HOST));
  expect(await decodedFrames(tileOf(other, HOST))).toBeGreaterThan(0);
  await button(host, 'Leave').click();
  await host.getByRole('menuitem', { name: 'End for all' }).click();
  await button(host.getByRole('dialog'), 'End for all').click();
  for (const page of [host, other]) {
    await expect(page.getByRole('heading', { name: 'This meeting is over' })).toBeVisible();
  }
  await other.context().close();
});
