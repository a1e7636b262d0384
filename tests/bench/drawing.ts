import { chromium, type Locator, type Page } from '@playwright/test';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { makeMeeting, RealTab } from '../support/RealTab.ts';
import type { RunningServer } from '../support/server.ts';
import { freshPage, join } from '../e2e/support/host.ts';
import { startRoomServer } from '../e2e/support/roomServer.ts';
import { benchBrowser } from './benchBrowser.ts';
import { LightSender } from './LightSender.ts';
import { median, percentile, type Bench } from './Row.ts';

const SENDERS = 20;
const MEASURED = 40;
/** A stroke that takes longer is lost, and the figures are nonsense. The pen's own way over a busy page is part of it. */
const GIVE_UP_MS = 20_000;

/** What the others may have on its way at the end. With more, fewer than twenty were drawing. */
const ON_ITS_WAY = 2;

/**
 * Twenty people draw, each a stroke a second, from this one process. Two browsers look on, and one of them draws what is
 * measured. Server, browsers and these twenty share the machine's cores.
 */
export const drawing: Bench = {
  name: 'drawing',
  async measure() {
    const server = await startRoomServer({ SOCKETS_PER_ADDRESS: '500', LOG_LEVEL: 'info' });
    const browser = await chromium.launch(benchBrowser());
    const senders: LightSender[] = [];
    try {
      const { meeting, host } = await newMeeting(server);
      const link = new URL(meeting.links.copied, server.origin).href;
      const [drawer, looker] = [await freshPage(browser, server), await freshPage(browser, server)];
      for (const [page, name] of [
        [drawer, 'Mara'],
        [looker, 'Yuki'],
      ] as const) {
        await join(page, link, name);
        await withoutMedia(page);
        await openBoard(page);
      }
      while (senders.length < SENDERS) {
        senders.push(
          await LightSender.join(
            server.origin,
            { meeting, link: meeting.links.copied },
            senders.length,
          ),
        );
      }
      for (const sender of senders) sender.begin();
      const { seen, saved } = await draw(drawer, looker);
      const behind = senders.filter(({ waiting }) => waiting > ON_ITS_WAY);
      if (behind.length > 0) throw new Error(`${behind.length} of ${SENDERS} could not draw`);
      host.shut();
      return [
        {
          what: `${SENDERS} people draw at once: from the pen to the other screen, p95 (median)`,
          figure: `${ms(percentile(seen, 0.95))} (${ms(median(seen))})`,
          target: 'p95 under 100 ms',
        },
        {
          what: 'the same: from the end of a stroke to its acknowledgement, p95 (median)',
          figure: `${ms(percentile(saved, 0.95))} (${ms(median(saved))})`,
          target: 'under 150 ms',
        },
      ];
    } finally {
      for (const sender of senders) sender.end();
      await browser.close();
      await server.remove();
    }
  },
};

type Meeting = Awaited<ReturnType<typeof makeMeeting>>;

async function newMeeting(server: RunningServer): Promise<{ meeting: Meeting; host: RealTab }> {
  const organizer = new NodeBrowser(server.origin);
  await organizer.register();
  const meeting = await makeMeeting(organizer);
  const host = await RealTab.open(server.origin, { meeting, host: meeting.hostMeeting });
  return { meeting, host: await host.inside('Ada') };
}

const tool = (page: Page, name: RegExp): Locator =>
  page.getByRole('navigation', { name: 'Meeting controls' }).getByRole('button', { name });

async function withoutMedia(page: Page): Promise<void> {
  await tool(page, /^Camera/).click();
  await tool(page, /^Mute/).click();
}

async function openBoard(page: Page): Promise<void> {
  await tool(page, /^Whiteboard/).click();
  await page.locator('section.document [role=application][data-settled=true]').waitFor();
}

/** The times of each stroke, in ms. Both pages show the same piece of paper at the same place. */
async function draw(drawer: Page, looker: Page): Promise<{ seen: number[]; saved: number[] }> {
  const box = await drawer.locator('section.document canvas').first().boundingBox();
  if (box === null) throw new Error('no board');
  const seen: number[] = [];
  const saved: number[] = [];
  await drawer.evaluate(watchPen);
  for (let at = 0; at < MEASURED; at += 1) {
    const x = box.x + 200 + (at % 5) * 110;
    const y = box.y + 100 + Math.floor(at / 5) * 50;
    // Before the pen moves: a busy page might otherwise look first when the ink is there already, and
    // then wait for it without end.
    await looker.evaluate(rememberInk, { x: x + 40, y });
    const appears = looker.evaluate(inkAppears, GIVE_UP_MS);
    const penAndSaved = drawer.evaluate(strokeSaved, { x: x + 40, giveUpMs: GIVE_UP_MS });
    const [[shownAt, { pen, up, acknowledged }]] = await Promise.all([
      Promise.all([appears, penAndSaved]),
      oneStroke(drawer, { x, y }),
    ]);
    seen.push(shownAt - pen);
    saved.push(acknowledged - up);
  }
  return { seen, saved };
}

async function oneStroke({ mouse }: Page, { x, y }: { x: number; y: number }): Promise<void> {
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x + 80, y, { steps: 16 });
  await mouse.up();
}

// In the pages ---------------------------------------------------------------------------------

interface Pen {
  moves: { x: number; at: number }[];
  up: number;
  /** When the mark last came to say that everything is saved. */
  saved: number;
}

declare global {
  interface Window {
    /** Where the pen was, and when: ms since 1970. */
    benchPen: Pen;
    /** What is drawn at a place, and what was drawn there before the pen came. */
    benchInk: { look: () => string; before: string };
  }
}

function watchPen(): void {
  window.benchPen = { moves: [], up: 0, saved: 0 };
  const now = (): number => performance.timeOrigin + performance.now();
  const capture = { capture: true };
  const begin = (): void => void (window.benchPen = { moves: [], up: 0, saved: 0 });
  const move = ({ clientX }: PointerEvent): void =>
    void window.benchPen.moves.push({ x: clientX, at: now() });
  addEventListener('pointerdown', begin, capture);
  addEventListener('pointermove', move, capture);
  addEventListener('pointerup', () => void (window.benchPen.up = now()), capture);
  const mark = document.querySelector<HTMLElement>('section.document [data-saved]');
  if (mark === null) throw new Error('nothing says whether it is saved');
  new MutationObserver(() => {
    if (mark.dataset['saved'] === 'saved') window.benchPen.saved = now();
  }).observe(mark, { attributeFilter: ['data-saved'] });
}

/** What is drawn at a place now. */
function rememberInk({ x, y }: { x: number; y: number }): void {
  const all = [...document.querySelectorAll<HTMLCanvasElement>('section.document canvas')];
  const look = (): string =>
    all
      .map((canvas) => {
        const { left, top, width } = canvas.getBoundingClientRect();
        const scale = canvas.width / width;
        const [px, py] = [Math.round((x - left) * scale), Math.round((y - top) * scale)];
        return canvas.getContext('2d')?.getImageData(px, py, 1, 1).data.join();
      })
      .join(';');
  window.benchInk = { look, before: look() };
}

/** When something is drawn there that was not before. */
async function inkAppears(giveUpMs: number): Promise<number> {
  const { look, before } = window.benchInk;
  const end = performance.now() + giveUpMs;
  while (look() === before) {
    if (performance.now() > end) throw new Error('the stroke never came to the other screen');
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  return performance.timeOrigin + performance.now();
}

/** When the pen passed a place, when it was lifted, and when what it drew was acknowledged. */
async function strokeSaved({
  x,
  giveUpMs,
}: {
  x: number;
  giveUpMs: number;
}): Promise<{ pen: number; up: number; acknowledged: number }> {
  window.benchPen = { moves: [], up: 0, saved: 0 };
  const moment = (): Promise<number> => new Promise((resolve) => setTimeout(resolve, 2));
  const mark = document.querySelector<HTMLElement>('section.document [data-saved]');
  const stands = (): string =>
    `${mark?.dataset['saved'] ?? 'no mark'}, pen ${window.benchPen.up === 0 ? 'down' : 'up'}`;
  const end = performance.now() + giveUpMs;
  while (window.benchPen.up === 0 || window.benchPen.saved < window.benchPen.up) {
    if (performance.now() > end) throw new Error(`the stroke was never saved: ${stands()}`);
    await moment();
  }
  const { moves, up, saved: acknowledged } = window.benchPen;
  const pen = moves.find((move) => move.x >= x)?.at ?? up;
  return { pen, up, acknowledged };
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;
