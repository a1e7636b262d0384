import { inTwoBrowsers } from './inTwoBrowsers.ts';
import type { Bench } from './Row.ts';

/** Bytes on the wire of everything that a guest's browser loads until the name can be typed. */
export const guestLoad: Bench = {
  name: 'guest-load',
  measure: () =>
    inTwoBrowsers(async ({ link, newPage, open }) => {
      const page = await newPage();
      const session = await page.context().newCDPSession(page);
      await session.send('Network.enable');
      let bytes = 0;
      session.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength;
      });
      await open(page, link);
      const name = page.getByRole('textbox', { name: /^Your name/ });
      await name.waitFor();
      const usable = bytes;
      await page.waitForLoadState('networkidle');
      await page.context().close();
      return [
        {
          what: 'guest, until the lobby is usable, compressed',
          figure: `${Math.round(usable / 1000)} KB`,
          target: 'under 200 KB',
        },
        {
          what: 'guest, with what the room needs, loaded while the name is typed',
          figure: `${Math.round(bytes / 1000)} KB`,
        },
      ];
    }),
};
