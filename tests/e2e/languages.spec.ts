import { expect, test, type Page } from '@playwright/test';
import { text as spanish } from '../../shared/src/text/es/pages.ts';
import { text as french } from '../../shared/src/text/fr/pages.ts';
import { languageNames, languages } from '../../shared/src/text/language.ts';
import type { RunningServer } from '../support/server.ts';
import { freshPage, open } from './support/host.ts';
import { startRoomServer } from './support/roomServer.ts';

let server: RunningServer;
test.beforeAll(async () => {
  server = await startRoomServer();
});
test.afterAll(() => server.remove());

const title = (page: Page, words: string) =>
  expect(page.getByRole('heading', { level: 1, name: words })).toBeVisible();

test('[R31] speaks as the browser does, in another language when asked, and remembers it', async ({
  browser,
}) => {
  const page = await freshPage(browser, server, { locale: 'fr-CA' });
  await open(page, '/');
  await title(page, french.start.title);
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');

  const menu = page.getByRole('combobox', { name: 'Langue' });
  await expect(menu.locator('option')).toHaveText(languages.map((each) => languageNames[each]));
  await menu.selectOption({ label: 'Español' });
  await title(page, spanish.start.title);
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');

  await page.reload();
  await title(page, spanish.start.title);
});

test('the first pages are no wider than a small phone in any language', async ({ browser }) => {
  const viewport = { width: 360, height: 780 };
  const page = await freshPage(browser, server, { viewport });
  for (const path of ['/', '/register']) {
    await open(page, path);
    for (const language of languages) {
      // The menu is called differently in each language, and is the first list of the page.
      await page.getByRole('combobox').first().selectOption(language);
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide, `${language} ${path}`).toBeLessThanOrEqual(viewport.width);
    }
  }
});
