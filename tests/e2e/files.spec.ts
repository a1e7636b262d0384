import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import puppeteer, { type Page as FirefoxPage } from 'puppeteer-core';
import * as v from 'valibot';
import { createMeeting, newOrganizer, type TestMeeting } from '../support/testMeeting.ts';
import type { NodeBrowser } from '../support/NodeBrowser.ts';
import type { RunningServer } from '../support/server.ts';
import { openWorkbench } from '../workbench/files/openWorkbench.ts';
import { expectAccessible } from './support/accessible.ts';
import { closingContexts, newContext } from './support/contexts.ts';
import { press } from './support/firefox.ts';
import {
  actingPdf,
  brokenTablePdf,
  circularPdf,
  endlessPdf,
  hugePdf,
  lockedPdf,
  pagesPdf,
} from './support/pdfs.ts';
import { turnedJpeg } from './support/jpegs.ts';
import { bombPng, picturePng } from './support/pngs.ts';

let server: RunningServer;
let owner: NodeBrowser;
let meeting: TestMeeting;

test.beforeAll(async () => {
  server = closingContexts(await openWorkbench());
  owner = await newOrganizer(server.origin);
});
test.afterAll(() => server.remove());
test.beforeEach(async () => {
  meeting = await createMeeting(owner);
});

type Look = Parameters<Browser['newContext']>[0];

/** The workbench of this meeting, signed in as its owner. Errors and broken policies fail the test. */
async function files(browser: Browser, query = '', look: Look = {}): Promise<Page> {
  const context = await newContext(browser, server, look);
  const { hostname } = new URL(server.origin);
  await context.addCookies(
    [...owner.cookies].map(([name, value]) => ({ name, value, domain: hostname, path: '/' })),
  );
  // The browser's own way of saving asks a person.
  await context.addInitScript(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) throw new Error(message.text());
  });
  await open(page, query);
  return page;
}

async function open(page: Page, query = ''): Promise<void> {
  await page.goto(`/?meeting=${meeting.meetingId}${query}`);
  await page.locator('html[data-ready]').waitFor();
}

const add = (page: Page, ...chosen: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.locator('input[type=file]').setInputFiles(chosen);

const text = (name: string, content: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});

const list = (page: Page) => page.getByRole('list', { name: 'Files of this meeting' });

test('[R61] several files are added, listed and come back as they were', async ({ browser }) => {
  const page = await files(browser);
  await expect(page.getByText('No files yet')).toBeVisible();
  await expectAccessible(page);
  const big = randomBytes(3_000_000);
  await add(
    page,
    { name: 'Plan.bin', mimeType: '', buffer: big },
    text('Notes.txt', 'eight of them'),
  );
  await expect(list(page).getByRole('listitem')).toHaveCount(2);
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download Plan.bin' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('Plan.bin');
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream())
    chunks.push(Buffer.from(v.parse(v.instance(Uint8Array), chunk)));
  expect(Buffer.concat(chunks).equals(big)).toBe(true);
});

test('[F-11] an upload is paused, goes on, and goes on by itself after a reload', async ({
  browser,
}) => {
  const page = await files(browser);
  let passed = 0;
  await page.route('**/chunks/*', async (route) => {
    passed++;
    if (passed > 3) await new Promise(() => undefined);
    else await route.continue();
  });
  const bytes = randomBytes(7_000_000);
  await add(page, { name: 'Long.bin', mimeType: '', buffer: bytes });
  const upload = page.getByRole('list', { name: 'On their way' }).getByRole('listitem');
  await expect(upload).toContainText('42 %');
  await page.getByRole('button', { name: 'Pause Long.bin' }).click();
  await expect(upload).toContainText('Paused at 42 %');
  await expectAccessible(page);
  await page.unroute('**/chunks/*');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().includes('/chunks/')) sent.push(request.url());
  });
  await open(page);
  await expect(list(page).getByText('Long.bin')).toBeVisible();
  expect(new Set(sent).size).toBe(4);
  await expect(upload).toHaveCount(0);
});

test('[F-12] delete for good asks first, and takes it from the server and the list', async ({
  browser,
}) => {
  const page = await files(browser);
  await add(page, text('Draft.txt', 'gone soon'));
  await list(page).getByRole('button', { name: 'More for Draft.txt' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Final.txt');
  await page.getByRole('button', { name: 'Rename' }).click();
  await list(page).getByRole('button', { name: 'More for Final.txt' }).click();
  await page.getByRole('menuitem', { name: 'Delete for good' }).click();
  await expectAccessible(page);
  const deleted = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  expect((await deleted).status()).toBe(204);
  await expect(page.getByText('No files yet')).toBeVisible();
});

test('[F-10] an altered file gives a plain error and no file', async ({ browser }) => {
  const page = await files(browser);
  await add(page, text('Secret.txt', 'the plan'));
  await expect(list(page).getByText('Secret.txt')).toBeVisible();
  await page.route('**/chunks/0', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[20] = (body[20] ?? 0) ^ 1;
    await route.fulfill({ response, body });
  });
  let downloads = 0;
  page.on('download', () => downloads++);
  await page.getByRole('button', { name: 'Download Secret.txt' }).click();
  await expect(page.getByRole('alert')).toContainText('not what was uploaded');
  expect(downloads).toBe(0);
});

async function look(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

const sidesOf = (canvas: Locator): Promise<string> =>
  canvas.evaluate((node) => `${Reflect.get(node, 'width')} x ${Reflect.get(node, 'height')}`);

test.describe('[T14] a look at hostile files', () => {
  test('a picture is points, and only points', async ({ browser }) => {
    const page = await files(browser);
    await add(page, { name: 'Red.png', mimeType: 'image/png', buffer: picturePng(40, 30) });
    await look(page, 'Red.png');
    const canvas = page.getByRole('img', { name: 'Picture: Red.png' });
    await expect(canvas).toBeVisible();
    expect(await sidesOf(canvas)).toBe('40 x 30');
    await expectAccessible(page);
  });

  test('a photo that was taken upright stands upright, also where it is made smaller', async ({
    browser,
  }) => {
    const page = await files(browser);
    for (const [name, [width, height], shown] of [
      ['Small.jpg', [40, 30], '30 x 40'],
      ['Large.jpg', [4_096, 1_024], '512 x 2048'],
    ] as const) {
      const buffer = await turnedJpeg(page, width, height);
      await add(page, { name, mimeType: 'image/jpeg', buffer });
      await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
      const canvas = page.getByRole('img', { name: `Picture: ${name}` });
      await expect(canvas).toBeVisible();
      expect(await sidesOf(canvas)).toBe(shown);
      await page.keyboard.press('Escape');
    }
  });

  test('SVG with a script is shown as what it says, and runs nothing', async ({ browser }) => {
    const page = await files(browser);
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" onload="document.title=1"><script>document.title=2</script></svg>';
    await add(page, { name: 'Logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
    await look(page, 'Logo.svg');
    await expect(page.getByRole('region', { name: 'Text of Logo.svg' })).toContainText('<script>');
    expect(await page.title()).toBe('Files');
    expect(await page.locator('svg script, iframe, object, embed').count()).toBe(0);
  });

  test('HTML that is named like a picture is not shown as anything', async ({ browser }) => {
    const page = await files(browser);
    const html = '<!doctype html><script>document.title=1</script>';
    await add(page, { name: 'Cat.png', mimeType: 'image/png', buffer: Buffer.from(html) });
    await look(page, 'Cat.png');
    await expect(page.getByRole('dialog')).toContainText('not a picture');
    expect(await page.title()).toBe('Files');
  });

  test('50,000 x 50,000 points are refused by their head', async ({ browser }) => {
    const page = await files(browser);
    await add(page, { name: 'Flood.png', mimeType: 'image/png', buffer: bombPng(50_000, 50_000) });
    await look(page, 'Flood.png');
    await expect(page.getByRole('dialog')).toContainText('too large to be shown');
  });

  test('an archive is not opened, and not even fetched for a look', async ({ browser }) => {
    const page = await files(browser);
    await add(page, { name: '42.zip', mimeType: 'application/zip', buffer: randomBytes(500) });
    await expect(list(page).getByText('42.zip')).toBeVisible();
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    await look(page, '42.zip');
    await expect(page.getByRole('dialog')).toContainText('no preview for this kind');
    expect(fetched.filter((url) => url.includes('/chunks/'))).toEqual([]);
  });

  test('a text of megabytes in one line holds up nothing', async ({ browser }) => {
    const page = await files(browser);
    await add(page, text('Line.txt', '\u05d0x'.repeat(700_000)));
    await expect(list(page).getByText('Line.txt')).toBeVisible();
    await page.evaluate(() => {
      const tasks: number[] = [];
      Reflect.set(window, 'longTasks', tasks);
      new PerformanceObserver((entries) => {
        for (const { duration } of entries.getEntries()) tasks.push(duration);
      }).observe({ type: 'longtask' });
    });
    await look(page, 'Line.txt');
    await expect(page.getByText('Only the first megabyte is shown.')).toBeVisible();
    const tasks = v.parse(
      v.array(v.number()),
      await page.evaluate((): unknown => Reflect.get(window, 'longTasks')),
    );
    expect(Math.max(0, ...tasks)).toBeLessThan(500);
  });

  test('a name that turns its direction does not hide its ending', async ({ browser }) => {
    const page = await files(browser);
    await add(page, text('bill\u202efdp.exe', 'x'));
    await expect(list(page).getByText('billfdp.exe')).toBeVisible();
  });
});

const pdf = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });

/** A page of a PDF that has been drawn. */
const drawn = (page: Page, name: string) =>
  page.getByRole('img', { name, exact: true }).and(page.locator('[data-drawn]'));

/** How many points of a page are darker than paper. */
const inkOf = (canvas: Locator) =>
  canvas.evaluate((shown) => {
    if (!(shown instanceof HTMLCanvasElement)) throw new Error('nothing is drawn on');
    const { width, height } = shown;
    // A canvas that takes bitmaps is read by way of another one.
    const copy = new OffscreenCanvas(width, height).getContext('2d');
    if (copy === null) throw new Error('nothing to read it by');
    copy.drawImage(shown, 0, 0);
    const points = copy.getImageData(0, 0, width, height).data;
    return points.filter((value, at) => at % 4 === 0 && value < 128).length;
  });

/** Workers that read a PDF. A busy one takes the browser a moment to end. */
const readers = (page: Page) =>
  page.workers().filter((worker) => worker.url().includes('pages.worker')).length;

test('a PDF is looked at page by page, larger and smaller, by keyboard and on a phone', async ({
  browser,
}) => {
  const page = await files(browser);
  await add(page, pdf('Plan.pdf', pagesPdf(12)));
  await look(page, 'Plan.pdf');
  await expect(drawn(page, 'Page 1 of 12')).toBeVisible();
  // Its letters for those who hear it, and ink for those who see it.
  await expect(page.getByText('This is page 1', { exact: true })).toBeAttached();
  await expect.poll(() => inkOf(drawn(page, 'Page 1 of 12'))).toBeGreaterThan(0);
  await expectAccessible(page);
  await expect(drawn(page, 'Page 9 of 12')).toHaveCount(0);
  await page.getByLabel('Page', { exact: true }).fill('9');
  await page.keyboard.press('Enter');
  await expect(drawn(page, 'Page 9 of 12')).toBeInViewport();
  // What is far away has given its memory back.
  await expect(drawn(page, 'Page 1 of 12')).toHaveCount(0);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByLabel('Page', { exact: true })).toHaveValue('10');
  const region = page.getByRole('region', { name: 'Pages of Plan.pdf' });
  await region.focus();
  await page.keyboard.press('+');
  await expect(page.getByRole('button', { name: '125 %' })).toBeVisible();
  await expect(drawn(page, 'Page 10 of 12')).toBeInViewport();
  await page.keyboard.press('0');
  await page.keyboard.press('Home');
  await expect(drawn(page, 'Page 1 of 12')).toBeInViewport();
  await page.setViewportSize({ width: 390, height: 780 });
  await expect(drawn(page, 'Page 1 of 12')).toBeInViewport();
  const paper = page.getByRole('img', { name: 'Page 1 of 12' });
  await expect.poll(async () => (await paper.boundingBox())?.width).toBeLessThan(390);
  await page.keyboard.press('Escape');
  await expect.poll(() => readers(page)).toBe(0);
});

test.describe('[T14] a look at hostile PDF files', () => {
  test('no script of it runs, no address of it is asked, and its worker reaches nothing', async ({
    browser,
  }) => {
    const page = await files(browser);
    const asked: string[] = [];
    page.context().on('request', (request) => asked.push(request.url()));
    page.on('dialog', () => asked.push('a dialog'));
    await add(page, pdf('Bill.pdf', actingPdf('http://elsewhere.example')));
    await look(page, 'Bill.pdf');
    await drawn(page, 'Page 1 of 1').click();
    await expect(page.getByText('Read me', { exact: true })).toBeAttached();
    expect(await page.locator('a, iframe, object, embed').count()).toBe(0);
    expect(page.context().pages()).toHaveLength(1);
    expect(asked.filter((url) => !url.startsWith(server.origin))).toEqual([]);
    const worker = page.workers().find((one) => one.url().includes('pages.worker'));
    const left = await worker?.evaluate(() =>
      ['fetch', 'XMLHttpRequest', 'WebSocket', 'indexedDB', 'caches', 'Worker'].filter((name) =>
        Reflect.has(globalThis, name),
      ),
    );
    expect(left).toEqual([]);
  });

  test('a page without end is stopped, is said so, and holds up nothing', async ({ browser }) => {
    const page = await files(browser);
    await add(page, pdf('Endless.pdf', endlessPdf()));
    await look(page, 'Endless.pdf');
    await expect(page.getByRole('img', { name: 'Page 1 of 1' })).toBeVisible();
    // The page itself answers while its worker counts.
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect(page.getByRole('button', { name: '125 %' })).toBeVisible();
    await expect(page.getByText('Drawing a page took too long and was stopped.')).toBeVisible();
    await expect.poll(() => readers(page)).toBe(0);
    await expectAccessible(page);
    const downloading = page.waitForEvent('download');
    await page.getByRole('dialog').getByRole('button', { name: 'Download' }).click();
    expect((await downloading).suggestedFilename()).toBe('Endless.pdf');
  });

  test('locked, damaged, circular, as large as a country, ten thousand pages', async ({
    browser,
  }) => {
    const page = await files(browser);
    const dialog = page.getByRole('dialog');
    const hostile: [string, Buffer, string][] = [
      ['Locked.pdf', lockedPdf(), 'locked with a password'],
      ['Noise.pdf', randomBytes(5_000), 'not a PDF that can be shown'],
      ['Circle.pdf', circularPdf(), 'not a PDF that can be shown'],
      ['Table.pdf', brokenTablePdf(), 'This is page 1'],
      ['Country.pdf', hugePdf(), 'Read me'],
      ['Long.pdf', pagesPdf(10_000), 'Only the first 1000 of 10000 pages are shown'],
    ];
    await add(page, ...hostile.map(([name, bytes]) => pdf(name, bytes)));
    await expect(list(page).getByRole('listitem')).toHaveCount(hostile.length);
    for (const [name, , answer] of hostile) {
      await look(page, name);
      await expect(dialog).toContainText(answer);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }
  });
});

test('by keyboard alone: choose, look, close, download', async ({ browser }) => {
  const page = await files(browser);
  await add(page, text('Notes.txt', 'eight of them'));
  await expect(list(page).getByText('Notes.txt')).toBeVisible();
  await page.getByRole('button', { name: 'Choose files' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Notes.txt/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Text of Notes.txt' })).toContainText(
    'eight of them',
  );
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Notes.txt/ })).toBeFocused();
});

const FIREFOX = process.env['CONCLAVE_FIREFOX'] ?? '/usr/bin/firefox-esr';
/** Its driver gives up after half of this by itself. */
const SLOW_MS = 60_000;

test.describe('[R128] in Firefox', () => {
  test.skip(!existsSync(FIREFOX), 'needs Firefox');
  let folder: string;

  test.beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'conclave-firefox-'))));
  test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function inFirefox(work: (page: FirefoxPage) => Promise<void>): Promise<void> {
    const firefox = await puppeteer.launch({
      browser: 'firefox',
      executablePath: FIREFOX,
      headless: true,
      timeout: SLOW_MS,
      extraPrefsFirefox: {
        'intl.accept_languages': 'en-GB',
        'browser.download.folderList': 2,
        'browser.download.dir': folder,
        'browser.download.alwaysOpenPanel': false,
      },
    });
    try {
      const { hostname: domain } = new URL(server.origin);
      for (const [name, value] of owner.cookies)
        await firefox.setCookie({ name, value, domain, path: '/' });
      const page = await firefox.newPage();
      page.setDefaultTimeout(SLOW_MS);
      await page.goto(`${server.origin}/?meeting=${meeting.meetingId}`);
      await page.waitForSelector('html[data-ready]');
      await work(page);
    } finally {
      await firefox.close();
    }
  }

  test('files are sealed, listed, looked at and saved as they were', async () => {
    const plan = randomBytes(2_500_000);
    const chosen = join(folder, 'chosen');
    mkdirSync(chosen);
    const [bin, png] = [join(chosen, 'Plan.bin'), join(chosen, 'Red.png')];
    const pages = join(chosen, 'Pages.pdf');
    writeFileSync(bin, plan);
    writeFileSync(png, picturePng(40, 30));
    writeFileSync(pages, pagesPdf(3));
    await inFirefox(async (page) => {
      const input = await page.$('input[type=file]');
      await input?.uploadFile(bin, png, pages);
      await page.waitForSelector('ul[aria-label="Files of this meeting"] li:nth-child(3)');
      await press(page, '::-p-text(Pages.pdf)');
      await page.waitForSelector('canvas[aria-label="Page 1 of 3"][data-drawn]');
      await page.keyboard.press('Escape');
      await press(page, '::-p-text(Red.png)');
      const canvas = await page.waitForSelector('canvas[aria-label="Picture: Red.png"]');
      const size = await canvas?.evaluate(({ width, height }) => `${width} x ${height}`);
      expect(size).toBe('40 x 30');
      await page.keyboard.press('Escape');
      await press(page, 'button[aria-label="Download Plan.bin"]');
      const saved = join(folder, 'Plan.bin');
      await expect.poll(() => existsSync(saved) && readFileSync(saved).equals(plan)).toBe(true);
    });
  });
});
