import { chromium, type Page } from '@playwright/test';
import { freshPage, join } from '../e2e/support/host.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { makeMeeting, RealTab } from '../support/RealTab.ts';
import { startServer } from '../support/server.ts';
import { benchBrowser } from './benchBrowser.ts';
import { median, type Bench } from './Row.ts';
import { WorkerThread } from './WorkerThread.ts';

const MEMBERS = 100;
const ROUNDS = 5;
/** Long enough for everything that a join makes a member do. */
const LOOK_MS = 2_000;
/** The leaves without an agent say nothing, and by then have been asked as often as they are: no join costs that. */
const ALL_ASKED_MS = 25_000;

/**
 * What one more join costs a member of a room of 100 in a real browser: the last of them. The host runs
 * in Node and lets everybody in; the others stay leaves with a connection and do no more work.
 */
export const memberCost: Bench = {
  name: 'member-cost',
  async measure() {
    const server = await startServer({
      env: {
        SOCKETS_PER_ADDRESS: '500',
        LOG_LEVEL: 'info',
        ...(process.env['WEB_DIR'] !== undefined && { WEB_DIR: process.env['WEB_DIR'] }),
      },
    });
    const running = await chromium.launchServer(benchBrowser());
    const browser = await chromium.connect(running.wsEndpoint());
    const tabs: RealTab[] = [];
    try {
      const organizer = new NodeBrowser(server.origin);
      await organizer.register();
      const meeting = await makeMeeting(organizer);
      const host = await RealTab.open(server.origin, { meeting, host: meeting.hostMeeting });
      tabs.push(await host.inside('Ada'));
      const oneMore = async (): Promise<void> => {
        const link = meeting.links.copied;
        const tab = await RealTab.open(server.origin, { meeting, link });
        tabs.push(await tab.inside(`Guest ${tabs.length}`));
        tab.agent.close();
      };
      while (tabs.length < MEMBERS - 1) await oneMore();
      const page = await freshPage(browser, server);
      const wire = new Wire(page);
      await join(page, meeting.links.copied, 'Bo');
      await sleep(ALL_ASKED_MS);
      const thread = await keyThread(page, running.process().pid ?? 0);
      const look = async (act: () => Promise<void>): Promise<Used> => {
        const before = { ms: thread.seconds * 1000, ...wire.counts };
        await act();
        await sleep(LOOK_MS);
        const { bytes, messages } = wire.counts;
        return {
          ms: thread.seconds * 1000 - before.ms,
          bytes: bytes - before.bytes,
          messages: messages - before.messages,
        };
      };
      const rounds: Used[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const rest = await look(() => Promise.resolve());
        rounds.push(minus(await look(oneMore), rest));
      }
      return rowsOf(rounds);
    } finally {
      for (const tab of tabs) tab.shut();
      await browser.close();
      await running.close();
      await server.remove();
    }
  },
};

interface Used {
  readonly ms: number;
  readonly bytes: number;
  readonly messages: number;
}

function minus(all: Used, rest: Used): Used {
  return {
    ms: all.ms - rest.ms,
    bytes: all.bytes - rest.bytes,
    messages: all.messages - rest.messages,
  };
}

function rowsOf(rounds: readonly Used[]): Awaited<ReturnType<Bench['measure']>> {
  const middle = (what: keyof Used): number => median(rounds.map((round) => round[what]));
  const one = `${MEMBERS} members: one more joins, a member in Chromium, median of ${ROUNDS}`;
  return [
    {
      what: `${one}: time of the key worker`,
      figure: `${middle('ms').toFixed(0)} ms`,
      target: 'at most 30 ms',
    },
    {
      what: `${one}: bytes on its signaling connection, both ways`,
      figure: `${middle('bytes')} bytes`,
      target: 'at most 1 KB',
    },
    {
      what: `${one}: messages on it, both ways`,
      figure: String(middle('messages')),
      target: 'the same for any size',
    },
  ];
}

/** What goes over a page's signaling connection, without its heartbeats. */
class Wire {
  readonly counts = { bytes: 0, messages: 0 };

  constructor(page: Page) {
    page.on('websocket', (socket) => {
      const count = ({ payload }: { payload: string | Buffer }): void => {
        if (payload.length <= 1) return;
        this.counts.bytes += Buffer.byteLength(payload);
        this.counts.messages += 1;
      };
      socket.on('framereceived', count);
      socket.on('framesent', count);
    });
  }
}

async function keyThread(page: Page, browser: number): Promise<WorkerThread> {
  const worker = page.workers().find((one) => one.url().includes('keys.worker'));
  if (worker === undefined) throw new Error('there is no key worker');
  return WorkerThread.of(worker, browser);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
