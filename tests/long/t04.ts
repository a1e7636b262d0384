import { childrenOf } from '../support/processes.ts';
import type { LongTest } from './LongTest.ts';
import { judged, liveMeeting } from './liveMeeting.ts';

/** [T04] The media worker dies; another takes its place, and nobody clicks. */
export const t04: LongTest = {
  name: 'T04',
  what: 'kill -9 of the media worker in a call of two browsers',
  rounds: 20,
  run: ({ rounds }) =>
    liveMeeting(async ({ server, seenAgainMs }) => {
      const times: number[] = [];
      while (times.length < rounds) {
        for (const pid of childrenOf(server.pid)) process.kill(pid, 'SIGKILL');
        times.push(await seenAgainMs());
        process.stdout.write(`round ${times.length}: ${Math.round(times.at(-1) ?? 0)} ms\n`);
      }
      return judged(times, { p95Ms: 5_000, maxMs: 10_000 });
    }),
};
