import type { Page } from '@playwright/test';

/** As a browser that lost what it kept, or one thing of it. A deletion that is only asked for may be overtaken by the next page. */
export async function forgetDatabases(page: Page, only?: string): Promise<void> {
  await page.evaluate(async (name) => {
    const all = (await indexedDB.databases()).map((one) => one.name ?? '');
    for (const each of name === undefined ? all : [name]) {
      const gone = indexedDB.deleteDatabase(each);
      await new Promise((resolve, reject) => {
        gone.onsuccess = resolve;
        gone.onerror = reject;
      });
    }
  }, only);
}
