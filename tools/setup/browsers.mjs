import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installPackages } from './apt.mjs';
import { findProgram, isProgram } from './findProgram.mjs';
import { combine, provide } from './provision.mjs';

/** Where Playwright downloads to, unless told otherwise. */
const DOWNLOADS = join(homedir(), '.cache', 'ms-playwright');

/**
 * Playwright's download of a browser, when somebody made it.
 * @param {'chromium' | 'firefox'} browser
 */
async function playwrightsOwn(browser) {
  // Only Playwright knows the path, and loading it takes half a second.
  const none = process.platform === 'linux' && !existsSync(DOWNLOADS);
  if (none && !process.env['PLAYWRIGHT_BROWSERS_PATH']) return undefined;
  const playwright = await import('@playwright/test');
  const path = playwright[browser].executablePath();
  return isProgram(path) ? path : undefined;
}

async function chromium() {
  const own = await playwrightsOwn('chromium');
  return provide({
    setting: 'CONCLAVE_CHROMIUM',
    find: () => own ?? findProgram(['chromium', 'chromium-browser', 'google-chrome-stable']),
    install: () => installPackages(['chromium'], 'the browser tests'),
    withoutIt: 'Browser tests in Chromium.',
  });
}

/**
 * The system's Firefox comes first: the tests drive it over WebDriver BiDi, as the stock program
 * allows, while Playwright's Firefox is a changed one for Playwright's own protocol.
 */
async function firefox() {
  const stock = () => findProgram(['firefox-esr', 'firefox']);
  const own = stock() ? undefined : await playwrightsOwn('firefox');
  return provide({
    setting: 'CONCLAVE_FIREFOX',
    find: () => stock() ?? own,
    install: () => installPackages(['firefox-esr'], 'the browser tests'),
    withoutIt: 'Browser tests in Firefox.',
  });
}

export const findBrowsers = async () => combine([await chromium(), await firefox()]);
