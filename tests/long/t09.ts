import { canMeetByRelay, meetByRelay } from '../e2e/proof/meetByRelay.ts';
import type { LongTest } from './LongTest.ts';
import { judged } from './liveMeeting.ts';

/** [T09] Nothing goes through but TLS on port 443, and people meet. */
export const t09: LongTest = {
  name: 'T09',
  what: 'two browsers meet through the relay over TLS on port 443, nothing else open; from both inside on',
  rounds: 20,
  async run({ rounds }) {
    if (!canMeetByRelay()) return { passed: false, figures: 'needs CONCLAVE_NETNS=1 and coturn' };
    const times: number[] = [];
    let byTls = 0;
    while (times.length < rounds) {
      const { open, ways, seenMs } = await meetByRelay();
      const all = [...ways.host, ...ways.guest];
      const tlsAlone = all.length === 4 && all.every((way) => way === 'relay tls');
      if (tlsAlone && open.join() === 'tcp 443,tcp 80') byTls += 1;
      times.push(seenMs);
      process.stdout.write(`round ${times.length}: ${all.join(', ')}, ${Math.round(seenMs)} ms\n`);
    }
    const { passed, figures } = judged(times, { p95Ms: 5_000 });
    return {
      passed: passed && byTls === rounds,
      figures: `${byTls} of ${rounds} by TLS; ${figures}`,
    };
  },
};
