import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import puppeteer, { type Page as FirefoxPage } from 'puppeteer-core';
import * as v from 'valibot';
import { createMeeting, newOrganizer, type TestMeeting } from '../support/testMeeting.ts';
import type { NodeBrowser } from '../support/NodeBrowser.ts';
import type { RunningServer } from '../support/server.ts';
import { openWorkbench } from '../workbench/files/openWorkbench.ts';
import { expectAccessible } from './support/accessible.ts';
import { closingContexts, newContext } from './support/contexts.ts';
import { bombPng, picturePng } from './support/pngs.ts';

let server: RunningServer;
let owner: NodeBrowser;
let meeting: TestMeeting;

test.beforeAll(async () => {
  test.setTimeout(120_000);
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

test('several files are added, listed and come back as they were', async ({ browser }) => {
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

test.describe('[T14] a look at hostile files', () => {
  async function look(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  }

  test('a picture is points, and only points', async ({ browser }) => {
    const page = await files(browser);
    await add(page, { name: 'Red.png', mimeType: 'image/png', buffer: picturePng(40, 30) });
    await look(page, 'Red.png');
    const canvas = page.getByRole('img', { name: 'Picture: Red.png' });
    await expect(canvas).toBeVisible();
    expect(
      await canvas.evaluate(
        (node) => `${Reflect.get(node, 'width')} x ${Reflect.get(node, 'height')}`,
      ),
    ).toBe('40 x 30');
    await expectAccessible(page);
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
    writeFileSync(bin, plan);
    writeFileSync(png, picturePng(40, 30));
    await inFirefox(async (page) => {
      const input = await page.$('input[type=file]');
      await input?.uploadFile(bin, png);
      await page.waitForSelector('ul[aria-label="Files of this meeting"] li:nth-child(2)');
      await page.locator('::-p-text(Red.png)').click();
      const canvas = await page.waitForSelector('canvas[aria-label="Picture: Red.png"]');
      const size = await canvas?.evaluate(({ width, height }) => `${width} x ${height}`);
      expect(size).toBe('40 x 30');
      await page.keyboard.press('Escape');
      await page.locator('button[aria-label="Download Plan.bin"]').click();
      const saved = join(folder, 'Plan.bin');
      await expect.poll(() => existsSync(saved) && readFileSync(saved).equals(plan)).toBe(true);
    });
  });
});
