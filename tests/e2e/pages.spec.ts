import { expect, test, type Page } from '@playwright/test';
import { startServer, type RunningServer } from '../support/server.ts';
import { expectAccessible } from './support/accessible.ts';

/** Pages that anybody can open. */
const PAGES = ['/', '/privacy', '/terms', '/about', '/about/encryption', '/storage', '/sign-in'];

let server: RunningServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.remove());

/** Requests to other hosts, and what the content policy or a script complained about. */
function watch(page: Page): { foreign: string[]; complaints: string[] } {
  const seen = { foreign: new Array<string>(), complaints: new Array<string>() };
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    const inside = protocol === 'blob:' || origin === server.origin;
    if (!inside && !origin.startsWith('ws://')) seen.foreign.push(request.url());
  });
  page.on('console', (message) => {
    // Asking who is signed in is answered 401 when nobody is; browsers write that down as an error.
    const signedOut = message.text().includes('401');
    if (message.type() === 'error' && !signedOut) seen.complaints.push(message.text());
  });
  page.on('pageerror', (error) => seen.complaints.push(error.message));
  return seen;
}

async function open(page: Page, path: string): Promise<void> {
  await page.goto(`${server.origin}${path}`);
  await expect(page.locator('html')).toHaveAttribute('data-ready', '1');
}

for (const path of PAGES) {
  test(`[R20, R21, T26] ${path} asks nobody else, breaks no policy and passes axe`, async ({
    page,
  }) => {
    const seen = watch(page);
    await open(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    expect(seen).toEqual({ foreign: [], complaints: [] });
  });
}

test('[T26] Trusted Types are enforced: a string does not become markup', async ({ page }) => {
  await open(page, '/');
  const outcome = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<b>x</b>';
      return 'taken';
    } catch (error) {
      return error instanceof TypeError ? 'refused' : 'other';
    }
  });
  expect(outcome).toBe('refused');
});

test('[T26] every page is the same bytes for everybody', async ({ request }) => {
  const bodies = new Set<string>();
  for (const path of [...PAGES, '/m/AAAAAAAAAAAAAAAAAAAAAA']) {
    for (const language of ['en', 'de']) {
      const headers = { 'accept-language': language, cookie: `x=${language}` };
      bodies.add(await (await request.get(`${server.origin}${path}`, { headers })).text());
    }
  }
  expect(bodies.size).toBe(1);
});

test('[R22] what the site stores can be deleted by the person', async ({ page }) => {
  await open(page, '/storage');
  await page.evaluate(() => {
    localStorage.setItem('left', 'over');
    sessionStorage.setItem('left', 'over');
  });
  await page
    .getByRole('button', { name: /delete/i })
    .first()
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /delete/i })
    .click();
  await expect.poll(() => page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
});
