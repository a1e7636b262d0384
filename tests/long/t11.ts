import type { LongTest } from './LongTest.ts';
import { runCommand } from './runCommand.ts';

/** [T11] Malformed messages disconnect who sends them and harm nobody. Its rounds are messages. */
export const t11: LongTest = {
  name: 'T11',
  what: 'malformed signaling messages while a call runs',
  rounds: 10_000,
  async run({ rounds, seed }) {
    const args = [
      'node_modules/vitest/vitest.mjs',
      'run',
      'tests/integration/signalingFuzz.test.ts',
    ];
    const { passed } = await runCommand(args, {
      CONCLAVE_FUZZ: String(rounds),
      CONCLAVE_SEED: String(seed),
    });
    const figures = passed
      ? 'each sender was gone within 20; sound, answers and memory as before'
      : 'somebody was harmed: the output says who';
    return { passed, figures };
  },
};
