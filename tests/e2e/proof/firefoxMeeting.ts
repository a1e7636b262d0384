import { chromium, type Page } from '@playwright/test';
import puppeteer, { type Page as FirefoxPage } from 'puppeteer-core';
import playwrightConfig from '../../../playwright.config.ts';
import { startServer, type RunningServer } from '../../support/server.ts';
import { fillIn, onceIn, press } from '../support/firefox.ts';
import { copyLink, newMeeting, organizer, room } from '../support/host.ts';
import { GUEST, HOST } from './people.ts';

// Runs inside a network namespace, see crossBrowser.spec.ts: a server, Chromium as host and Firefox as
// guest. Prints one line of JSON: what each of the two sees.

/** Two browsers, two encoders and a server on a small machine; both drivers give up after half of this by themselves. */
const SLOW_MS = 60_000;

// As `npm start -- --lan` serves other devices: under the machine's address, with a certificate of its own.
const server = await startServer({ args: ['--lan'], env: { RTC_LISTEN: '' } });
const { launchOptions } = playwrightConfig.use ?? {};
const chrome = await chromium.launch(launchOptions);
const firefox = await puppeteer.launch({
  browser: 'firefox',
  executablePath: process.env['CONCLAVE_FIREFOX'] ?? '/usr/bin/firefox-esr',
  headless: true,
  timeout: SLOW_MS,
  acceptInsecureCerts: true,
  extraPrefsFirefox: {
    'media.navigator.permission.disabled': true,
    'media.navigator.streams.fake': true,
    'media.autoplay.default': 0,
    'media.peerconnection.ice.obfuscate_host_addresses': false,
  },
});
try {
  const host = await openHost(server);
  const guest = await firefox.newPage();
  guest.setDefaultTimeout(SLOW_MS);
  await joinAsGuest(guest, await copyLink(host));
  const [inChromium, inFirefox] = await Promise.all([
    host.waitForFunction(seen, GUEST).then(async (handle) => handle.jsonValue()),
    onceIn(guest, seen, HOST),
  ]);
  const version = await firefox.version();
  process.stdout.write(`${JSON.stringify({ inChromium, inFirefox, version })}\n`);
} finally {
  await Promise.all([chrome.close(), firefox.close()]);
  await server.remove();
}

async function openHost({ origin }: RunningServer): Promise<Page> {
  const permissions = ['camera', 'microphone', 'clipboard-read', 'clipboard-write'];
  const ignoreHTTPSErrors = true;
  const options = { baseURL: origin, locale: 'en-GB', permissions, ignoreHTTPSErrors };
  const context = await chrome.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(SLOW_MS);
  await organizer(page);
  await newMeeting(page);
  await page.locator('.self[data-camera=on][data-microphone=on]').waitFor();
  await page.getByRole('button', { name: 'Open the meeting', exact: true }).click();
  await room(page).waitFor();
  return page;
}

async function joinAsGuest(page: FirefoxPage, link: string): Promise<void> {
  await page.goto(link);
  await page.waitForSelector('html[data-ready]');
  await fillIn(page, 'input[autocomplete=name]', GUEST);
  await page.waitForSelector('.self[data-camera=on][data-microphone=on]');
  await press(page, '::-p-aria([name="Join"][role="button"])');
  await page.waitForSelector('.room[data-phase=inside]');
}

/** In the page: who is there and, once enough frames of this person are decoded, how they look. */
function seen(name: string): Seen | false {
  const tiles = [...document.querySelectorAll('figure')];
  const theirs = tiles.find((tile) => tile.getAttribute('aria-label') === name);
  const { state = '', picture = '', decodedFrames = '0' } = theirs?.dataset ?? {};
  if (picture !== 'live' || Number(decodedFrames) < 30) return false;
  const names = tiles.map((tile) => tile.getAttribute('aria-label') ?? '').sort();
  return { names, state, decodedFrames: Number(decodedFrames) };
}

export interface Seen {
  readonly names: readonly string[];
  readonly state: string;
  readonly decodedFrames: number;
}
