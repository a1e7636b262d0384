import { NodeBrowser } from '../support/NodeBrowser.ts';
import { makeMeeting, RealTab } from '../support/RealTab.ts';
import { RtpPeer } from '../support/rtpPeer.ts';
import { startServer } from '../support/server.ts';
import { median, percentile, type Bench } from './Row.ts';

const ARRIVING = 50;
const WITHIN_MS = 10_000;
/** So many stay full members, those who talk among them; the others stop when they are inside. */
const FULL = 5;
const LOOK_EVERY_MS = 5;

/**
 * Fifty people join within ten seconds two who talk: the product's own agents with their keys, all in
 * this one process, so that its core is a part of every figure.
 */
export const arrivals: Bench = {
  name: 'arrivals',
  async measure() {
    const server = await startServer({ env: { SOCKETS_PER_ADDRESS: '500', LOG_LEVEL: 'info' } });
    const tabs: RealTab[] = [];
    const peers: RtpPeer[] = [];
    try {
      const organizer = new NodeBrowser(server.origin);
      await organizer.register();
      const meeting = await makeMeeting(organizer);
      const host = await RealTab.open(server.origin, { meeting, host: meeting.hostMeeting });
      tabs.push(await host.inside('Ada'));
      const arrive = async (name: string): Promise<RealTab> => {
        const tab = await RealTab.open(server.origin, { meeting, link: meeting.links.copied });
        tabs.push(tab);
        return tab.inside(name);
      };
      await arrive('Bo');
      for (const { signaling: wire } of tabs) peers.push(await RtpPeer.open({ wire }));
      await talk(peers);
      const gaps = new Gaps(peers);
      const times = await Promise.all(
        Array.from({ length: ARRIVING }, async (_, at) => {
          await sleep((at * WITHIN_MS) / ARRIVING);
          const started = performance.now();
          const tab = await arrive(`Guest ${at}`);
          await tab.signaling.request('openMedia', {});
          const ms = performance.now() - started;
          if (at >= FULL - 2) tab.agent.close();
          return ms;
        }),
      );
      gaps.stop();
      return [
        {
          what: `${ARRIVING} join within ${WITHIN_MS / 1000} s into 2: from the page to inside, p95 (median)`,
          figure: `${percentile(times, 0.95).toFixed(0)} ms (${median(times).toFixed(0)} ms)`,
          target: 'p95 under 2 s',
        },
        {
          what: 'longest gap meanwhile between two packets of sound of the two who talk',
          figure: `${gaps.longestMs.toFixed(0)} ms`,
          target: 'under 200 ms',
        },
      ];
    } finally {
      for (const peer of peers) peer.close();
      for (const tab of tabs) tab.shut();
      await server.remove();
    }
  },
};

/** Each hears the other, and goes on. */
async function talk([first, second]: readonly RtpPeer[]): Promise<void> {
  if (first === undefined || second === undefined) throw new Error('nobody is there');
  const [own, others] = [await first.sendAudio(), await second.sendAudio()];
  await Promise.all([first.receive([others]), second.receive([own])]);
  await Promise.all([first.hears(25), second.hears(25)]);
}

/** Watches counters of packets, and knows the longest time in which one of them stood still. */
class Gaps {
  longestMs = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(peers: readonly RtpPeer[]) {
    const seen = peers.map((peer) => ({ peer, packets: 0, at: performance.now() }));
    this.#timer = setInterval(() => {
      const now = performance.now();
      for (const one of seen) {
        const packets = one.peer.incoming[0]?.packets ?? 0;
        this.longestMs = Math.max(this.longestMs, now - one.at);
        if (packets !== one.packets) Object.assign(one, { packets, at: now });
      }
    }, LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
