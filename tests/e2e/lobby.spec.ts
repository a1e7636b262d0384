import { expect, test, type Page } from '@playwright/test';
import type { RunningServer } from '../support/server.ts';
import { expectAccessible, expectAccessibleInBothThemes } from './support/accessible.ts';
import {
  arrive,
  copyLink,
  freshPage,
  open,
  organizer,
  room,
  startMeeting,
} from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';
import { expectMoving, tileOf } from './support/tiles.ts';

let server: RunningServer;
let host: Page;
let link: string;
test.beforeAll(async ({ browser }) => {
  server = await startRoomServer();
  host = await freshPage(browser, server);
  await organizer(host);
  await startMeeting(host);
  link = await copyLink(host);
});
test.afterAll(async () => {
  await host.context().close();
  await server.remove();
});

/** Makes the browser answer for devices as if this had happened. */
async function withoutDevices(page: Page, error: string): Promise<void> {
  await page.addInitScript((name) => {
    const { mediaDevices } = navigator;
    mediaDevices.getUserMedia = () => Promise.reject(new DOMException('as in the test', name));
    if (name === 'NotFoundError') mediaDevices.enumerateDevices = () => Promise.resolve([]);
  }, error);
}

test('without any device one joins all the same, and sees and hears the others', async ({
  browser,
}) => {
  const page = await freshPage(browser, server);
  await withoutDevices(page, 'NotFoundError');
  await arrive(page, link, 'Tomás Quirin');
  await expect(page.getByText('No microphone and no camera found')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expectMoving(tileOf(page, 'Mara Feldhaus'));
  await expect(tileOf(host, 'Tomás Quirin')).toHaveAttribute('data-picture', 'none');
  await page.context().close();
});

test('a server that was updated meanwhile asks for a reload, and the link is kept', async ({
  browser,
}) => {
  const page = await freshPage(browser, server);
  // The key worker misses parts of its own, and reports it.
  page.removeAllListeners('pageerror');
  // What the room needs is not there yet when somebody is quick.
  await page.addInitScript(() => {
    const later = window.setTimeout.bind(window);
    Object.assign(window, {
      setTimeout: (run: () => void, ms?: number) => (ms === 700 ? 0 : later(run, ms)),
    });
  });
  await arrive(page, link, 'Leyla Demir');
  const parts = '**/_app/immutable/**';
  await page.route(parts, (route) => route.fulfill({ status: 404 }));
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByText('There is a newer Conclave')).toBeVisible();
  await page.unroute(parts);
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  // At the door again, or inside: it depends on how far the way in had got.
  const join = page.getByRole('button', { name: 'Join', exact: true });
  await expect(join.or(room(page))).toBeVisible();
  await page.context().close();
});

test('permission denied says how to allow it, and joining without is one button', async ({
  browser,
}) => {
  const page = await freshPage(browser, server);
  await withoutDevices(page, 'NotAllowedError');
  await arrive(page, link, 'Ilse Brandtner');
  await expect(page.getByText('This page may not use microphone and camera')).toBeVisible();
  await expect(page.getByText(/Click the sign left of the address/)).toBeVisible();
  await page.getByRole('button', { name: 'Join without microphone and camera' }).click();
  await expectMoving(tileOf(page, 'Mara Feldhaus'));
  await expect(page.getByRole('button', { name: 'Unmute' }).first()).toBeVisible();
  await page.context().close();
});

test('on a small phone name and Join are on the first screen, and the lists of devices are a tap away', async ({
  browser,
}) => {
  const page = await freshPage(browser, server, { viewport: { width: 390, height: 664 } });
  await open(page, link);
  const field = page.getByRole('textbox', { name: /^Your name/ });
  const join = page.getByRole('button', { name: 'Join', exact: true });
  await expect(field).toBeInViewport({ ratio: 1 });
  await expect(join).toBeInViewport({ ratio: 1 });
  // The own picture may still be coming, above both of them.
  const between = async (): Promise<number> => {
    const [above, below] = [await field.boundingBox(), await join.boundingBox()];
    return (below?.y ?? 0) - (above?.y ?? Infinity) - (above?.height ?? 0);
  };
  await expect.poll(between).toBeGreaterThanOrEqual(0);
  const camera = page.getByRole('combobox', { name: 'Camera' });
  await expect(camera).toBeHidden();
  await page.getByRole('button', { name: 'Choose microphone, speaker, camera' }).press('Enter');
  await expect(camera).toBeVisible();
  await expectAccessible(page);
  await page.context().close();
});

test('another program holds the camera: the microphone works, and the screen says which is missing', async ({
  browser,
}) => {
  const page = await freshPage(browser, server);
  await page.addInitScript(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = (wanted) =>
      wanted?.video === undefined || wanted.video === false
        ? ask(wanted)
        : Promise.reject(new DOMException('Could not start video source', 'NotReadableError'));
  });
  await arrive(page, link, 'Selma Aydin');
  await expect(page.getByText('Another program holds the camera')).toBeVisible();
  await expect(page.getByRole('meter', { name: 'Loudness' })).toBeVisible();
  await page.context().close();
});

test('the keyboard alone is enough from the link to the room and out again', async ({
  browser,
}) => {
  const page = await freshPage(browser, server);
  await open(page, link);
  await expect(page.getByRole('textbox', { name: /^Your name/ })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type('Yuki Sandner');
  await page.keyboard.press('Enter');
  await expect(room(page)).toBeVisible();
  await expectMoving(tileOf(page, 'Mara Feldhaus'));
  await expectAccessible(page);
  // Whoever is muted and is heard to speak is offered the same in a message.
  const controls = page.getByRole('navigation', { name: 'Meeting controls' });
  await page.keyboard.press('F2');
  await expect(controls.getByRole('button', { name: 'Mute', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(controls.getByRole('button', { name: 'Unmute' })).toBeFocused();
  await page.keyboard.press('F6');
  await page.getByRole('button', { name: 'Leave' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Leave' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'You have left' })).toBeVisible();
  await page.getByRole('button', { name: 'Come back' }).press('Enter');
  await expect(page.getByRole('textbox', { name: /^Your name/ })).toHaveValue('Yuki Sandner');
  await page.context().close();
});

test('[R6, R11, R145] terms and privacy stand beside the name; an empty one is asked for, and nothing else happens', async ({
  browser,
}) => {
  const page = await freshPage(browser, server);
  await open(page, link);
  for (const name of [/^terms/u, /^privacy/u]) {
    await expect(page.getByRole('main').getByRole('link', { name })).toBeVisible();
  }
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(page.getByText('Type a name, so that the others know who comes.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^Your name/ })).toBeFocused();
  await page.context().close();
});

test('a link that lost its end says so, and takes the code typed by hand', async ({ browser }) => {
  const page = await freshPage(browser, server);
  const [path = '', code = ''] = link.split('#');
  await open(page, `${path}#${code.slice(0, -3)}`);
  await expect(page.getByRole('heading', { name: 'This link is damaged' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('The code at the end of the link').fill('not the code');
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText('This is not the code of this meeting.')).toBeVisible();
  const spoken = code.toUpperCase().replace(/(.{4})/g, '$1 ');
  await page.getByLabel('The code at the end of the link').fill(spoken);
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText('Mara Feldhaus invites you.')).toBeVisible();
  await page.context().close();
});

test('a link that a mail gateway encoded works, is marked, and leaves no secret in the address', async ({
  browser,
}) => {
  const page = await freshPage(browser, server);
  await open(page, link.replace('#', '%2523'));
  await expect(page.getByText(/showed it to the server/)).toBeVisible();
  expect(page.url()).toBe(link.replace(/#.*$/, ''));
  await expect(page.getByRole('button', { name: 'Knock', exact: true })).toBeVisible();
  await page.context().close();
});

test('a second tab of the same person asks before it takes over', async ({ browser }) => {
  const page = await freshPage(browser, server);
  await arrive(page, link, 'Piet Overdijk');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(room(page)).toBeVisible();
  const second = await page.context().newPage();
  await open(second, link);
  await expect(
    second.getByRole('heading', { name: 'This meeting is open in another tab' }),
  ).toBeVisible();
  await second.getByRole('button', { name: 'Continue here' }).click();
  await expect(room(second)).toBeVisible();
  await expectMoving(tileOf(second, 'Mara Feldhaus'));
  await expect(page.getByRole('heading', { name: /elsewhere/ })).toBeVisible();
  await expect(tileOf(host, 'Piet Overdijk')).toHaveCount(1);
  await page.context().close();
});

test('a browser that cannot seal gets a plain screen that says what is missing', async ({
  browser,
}) => {
  const page = await freshPage(browser, server);
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'RTCRtpScriptTransform');
  });
  await open(page, link);
  await expect(
    page.getByRole('heading', { name: 'This browser cannot seal a meeting' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'What is missing' }).click();
  await expect(page.getByText(/Sealing of sound and picture/)).toBeVisible();
  await page.context().close();
});

test('an address without its code says so, and offers its host to sign in', async ({ browser }) => {
  const page = await freshPage(browser, server);
  await open(page, link.replace(/#.*$/, ''));
  await expect(
    page.getByRole('heading', { name: 'The end of this address is missing' }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', /next=\/m\//);
  // Whoever has the link on another device pastes all of it.
  await page.getByLabel('The code at the end of the link').fill(link);
  await page.getByRole('button', { name: 'Open' }).click();
  await expect(page.getByText('Mara Feldhaus invites you.')).toBeVisible();
  await page.context().close();
});

test('after a new link was made the old one opens nothing, and the new one does', async ({
  browser,
}) => {
  await host.getByRole('button', { name: 'People' }).click();
  await host.getByRole('button', { name: 'Door and link' }).click();
  await host.getByRole('button', { name: 'New link' }).click();
  await host.getByRole('button', { name: 'Make a new link' }).click();
  await expect(host.getByText('There is a new link.')).toBeVisible();
  const renewed = await copyLink(host);
  expect(renewed).not.toBe(link);
  const page = await freshPage(browser, server);
  await open(page, link);
  await expect(
    page.getByRole('heading', { name: 'No meeting answers to this link' }),
  ).toBeVisible();
  await page.context().close();
  const other = await freshPage(browser, server);
  await arrive(other, renewed, 'Ana de la Cruz');
  await other.getByRole('button', { name: 'Join', exact: true }).click();
  await expectMoving(tileOf(other, 'Mara Feldhaus'));
  await other.context().close();
});

test('who comes before the host waits, and is taken in when the meeting opens', async ({
  browser,
}) => {
  const organizerPage = await freshPage(browser, server);
  await organizer(organizerPage, 'Ilse');
  await startMeeting(organizerPage);
  const early = await copyLink(organizerPage);
  await organizerPage.getByRole('button', { name: 'Leave' }).click();
  await organizerPage.getByRole('menuitem', { name: 'End for all' }).click();
  await organizerPage.getByRole('dialog').getByRole('button', { name: 'End for all' }).click();
  await expect(organizerPage.getByRole('heading', { name: 'This meeting is over' })).toBeVisible();
  const guest = await freshPage(browser, server);
  await arrive(guest, early, 'Jonas Okafor');
  await guest.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(
    guest.getByRole('heading', { name: 'The meeting opens when Ilse Feldhaus arrives' }),
  ).toBeVisible();
  await organizerPage.getByRole('button', { name: 'Open it again' }).click();
  await organizerPage.getByRole('button', { name: 'Open the meeting', exact: true }).click();
  await expect(room(organizerPage)).toBeVisible();
  await expect(room(guest)).toBeVisible();
  await expectMoving(tileOf(guest, 'Ilse Feldhaus'));
  await organizerPage.context().close();
  await guest.context().close();
});
