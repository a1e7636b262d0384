import type { Page } from '@playwright/test';
import { inTwoBrowsers } from './inTwoBrowsers.ts';
import { median, type Bench } from './Row.ts';

const ROUNDS = 7;

interface Marks {
  readonly room: number;
  readonly frame: number;
}

/** From the click on Join to the first decoded frame of the other person, in a warm browser. */
export const joinTime: Bench = {
  name: 'join-time',
  measure: () =>
    inTwoBrowsers(async ({ link, newPage, open }) => {
      const rounds: Marks[] = [];
      for (let round = 0; round <= ROUNDS; round++) {
        const page = await newPage();
        await open(page, link);
        await page.getByRole('textbox', { name: /^Your name/ }).fill(`Guest ${round}`);
        await page.waitForLoadState('networkidle');
        const marks = await joinAndWatch(page);
        await page.getByRole('button', { name: 'Leave' }).click();
        await page.context().close();
        // The first one warms the caches of the browser.
        if (round > 0) rounds.push(marks);
      }
      const room = median(rounds.map((marks) => marks.room));
      const frame = median(rounds.map((marks) => marks.frame));
      const least = Math.min(...rounds.map((marks) => marks.frame));
      return [
        {
          what: `Join to first remote frame, median of ${ROUNDS} (least)`,
          figure: `${Math.round(frame)} ms (${Math.round(least)} ms)`,
          target: 'median under 1.0 s',
        },
        {
          what: 'of it: click to being inside (knock, letter, turn, commit, confirmation)',
          figure: `${Math.round(room)} ms`,
        },
        {
          what: 'of it: media, from inside to first frame',
          figure: `${Math.round(frame - room)} ms`,
        },
      ];
    }),
};

/** Clicks Join in the page itself and watches for the room and for the first frame in another's tile. */
function joinAndWatch(page: Page): Promise<Marks> {
  return page.evaluate(async () => {
    const join = [...document.querySelectorAll('button')].find(
      (button) => button.textContent.trim() === 'Join',
    );
    if (join === undefined) throw new Error('there is no Join');
    const started = performance.now();
    const since = (): number => performance.now() - started;
    const found = <T>(look: () => T | null): Promise<T> =>
      new Promise((resolve) => {
        const step = (): void => {
          const value = look();
          if (value === null) requestAnimationFrame(step);
          else resolve(value);
        };
        step();
      });
    join.click();
    await found(() => document.querySelector('.room[data-phase=inside]'));
    const room = since();
    const selector = '[data-tile=camera]:not([data-self]) video';
    const video = await found(() => document.querySelector<HTMLVideoElement>(selector));
    await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
    return { room, frame: since() };
  });
}
