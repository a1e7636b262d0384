import { RtpPeer } from '../support/rtpPeer.ts';
import { startServer } from '../support/server.ts';
import { createMeeting, newOrganizer } from '../support/testMeeting.ts';
import { TestMember } from '../support/TestMember.ts';
import { median, percentile, type Bench } from './Row.ts';

const ARRIVING = 50;
const WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 5;

/**
 * Fifty people join within ten seconds two who talk. The members go through the protocol without
 * MLS, so this is the server's part and the network's; `group-join` has what the keys cost.
 */
export const arrivals: Bench = {
  name: 'arrivals',
  async measure() {
    const server = await startServer({ env: { SOCKETS_PER_ADDRESS: '500', LOG_LEVEL: 'info' } });
    const members: TestMember[] = [];
    const peers: RtpPeer[] = [];
    try {
      const meeting = await createMeeting(await newOrganizer(server.origin));
      const options = { origin: server.origin, meeting };
      members.push(await TestMember.start(options), await TestMember.join(options));
      peers.push(...(await Promise.all(members.map((member) => RtpPeer.open(member)))));
      await talk(peers);
      const gaps = new Gaps(peers);
      const times = await Promise.all(
        Array.from({ length: ARRIVING }, async (_, at) => {
          await sleep((at * WITHIN_MS) / ARRIVING);
          const started = performance.now();
          const member = await TestMember.join(options);
          members.push(member);
          await member.wire.request('openMedia', {});
          return performance.now() - started;
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
      for (const member of members) member.close();
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
