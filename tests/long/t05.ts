import { SeededRandom } from '../support/seededRandom.ts';
import type { LongTest } from './LongTest.ts';
import { judged, liveMeeting } from './liveMeeting.ts';

/** Shorter and longer than browsers wait between two attempts. */
const DOWN_MS = [0, 2_000, 20_000, 60_000] as const;

/** [T05] The server goes, by order or by force, and comes back; everybody is there again without a click. */
export const t05: LongTest = {
  name: 'T05',
  what: 'restart of the server in a call of two browsers, away for 0, 2, 20 and 60 s in turn; from its start on',
  rounds: 20,
  run: ({ rounds, seed }) =>
    liveMeeting(async ({ server, seenAgainMs }) => {
      const random = new SeededRandom(seed);
      const times: number[] = [];
      while (times.length < rounds) {
        const downMs = DOWN_MS[times.length % DOWN_MS.length] ?? 0;
        const byForce = random.below(2) === 0;
        if (byForce) await server.kill9();
        else await server.stop();
        await new Promise((resolve) => setTimeout(resolve, downMs));
        await server.restart();
        times.push(await seenAgainMs());
        const how = `${byForce ? 'killed' : 'stopped'}, ${downMs / 1000} s away`;
        process.stdout.write(
          `round ${times.length}: ${how}, ${Math.round(times.at(-1) ?? 0)} ms\n`,
        );
      }
      return judged(times, { p95Ms: 8_000 });
    }),
};
