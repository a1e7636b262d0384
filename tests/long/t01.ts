import type { LongTest } from './LongTest.ts';
import { runCommand } from './runCommand.ts';

/** [T01] Nothing that was acknowledged is lost, whenever the server is killed. */
export const t01: LongTest = {
  name: 'T01',
  what: 'kill -9 of the server while four members commit and write: acknowledged and lost',
  rounds: 200,
  async run({ rounds, seed }) {
    const args = ['tests/chaos/main.ts', String(rounds), String(seed)];
    const { passed, lines } = await runCommand(args);
    const [ready = '', counts = ''] = lines.slice(-3);
    return { passed, figures: `${counts.replace(/^seed \d+: /, '')}; ${ready}` };
  },
};
