import type { Request } from '@playwright/test';
import { inTwoBrowsers } from './inTwoBrowsers.ts';
import type { Bench } from './Row.ts';

/**
 * Bytes on the wire of everything that a guest's browser loads until the name can be typed: of
 * workers too, of which a page's network log knows only the headers.
 */
export const guestLoad: Bench = {
  name: 'guest-load',
  measure: () =>
    inTwoBrowsers(async ({ link, newPage, open }) => {
      const page = await newPage();
      const sizes: Promise<number>[] = [];
      page.context().on('requestfinished', (request) => sizes.push(wireBytes(request)));
      await open(page, link);
      const name = page.getByRole('textbox', { name: /^Your name/ });
      await name.waitFor();
      const files = sizes.length;
      const usable = await sum(sizes);
      await page.waitForLoadState('networkidle');
      const all = await sum(sizes);
      await page.context().close();
      return [
        {
          what: 'guest, until the lobby is usable, workers included, compressed (files)',
          figure: `${Math.round(usable / 1000)} KB (${files})`,
          target: 'under 200 KB',
        },
        {
          what: 'guest, with what the room needs, loaded while the name is typed',
          figure: `${Math.round(all / 1000)} KB`,
        },
      ];
    }),
};

async function wireBytes(request: Request): Promise<number> {
  const { responseHeadersSize } = await request.sizes();
  const length = await (await request.response())?.headerValue('content-length');
  return responseHeadersSize + Number(length ?? 0);
}

async function sum(sizes: readonly Promise<number>[]): Promise<number> {
  return (await Promise.all(sizes)).reduce((total, size) => total + size, 0);
}
