import type { Page } from 'puppeteer-core';

// Puppeteer's `locator` and `waitForFunction` make functions of text within the page. From some version on Firefox
// holds them to the page's Content-Security-Policy, which forbids just that, and the policy is not taken away for a test.

const LOOK_MS = 100;

/** Presses what a selector finds, as soon as it is seen. */
export async function press(page: Page, selector: string): Promise<void> {
  const found = await page.waitForSelector(selector, { visible: true });
  await found?.click();
}

export async function fillIn(page: Page, selector: string, text: string): Promise<void> {
  const found = await page.waitForSelector(selector, { visible: true });
  await found?.type(text);
}

/** What a function of the page returns, once it is not `false`. Rejects after the page's own time-out. */
export async function onceIn<T>(
  page: Page,
  look: (argument: string) => T | false,
  argument: string,
): Promise<T> {
  const end = performance.now() + page.getDefaultTimeout();
  for (;;) {
    const seen = await page.evaluate(look, argument);
    if (seen !== false) return seen;
    if (performance.now() > end) throw new Error('it was never so in Firefox');
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
