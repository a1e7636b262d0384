// npm test: sets up what is missing and runs every check. "npm test -- --only unit,e2e" runs some.
import { enter } from './setup/enter.mjs';
import { SetUpError } from './setup/say.mjs';
import { setUp } from './setup/setUp.mjs';
import { closingLine } from './testing/counts.mjs';
import { summary } from './testing/outcome.mjs';
import { runStages } from './testing/runStages.mjs';
import { hasWork, selectStages } from './testing/stages.mjs';

/**
 * On a person's machine a missing browser is a pity, and nobody waits for what comes after a failure. In CI a
 * missing one would hide what was not tested, and so would stopping.
 */
const isCi = process.env['CI'] === 'true';
const allowSkips = !isCi;

async function test() {
  const stages = selectStages(process.argv.slice(2));
  const { env, skipped } = await setUp(stages.filter(hasWork).flatMap(({ needs }) => needs));
  if (skipped.length > 0 && !allowSkips) {
    throw new SetUpError(`CI skips nothing, and this is missing:\n${skipped.join('\n')}`);
  }
  const outcomes = await runStages(stages, {
    env: { ...process.env, ...env },
    allowSkips,
    toTheEnd: isCi,
  });
  console.log(summary(outcomes, skipped));
  return [...outcomes.values()].some(({ state }) => state === 'failed') ? 1 : 0;
}

await enter(test, () => console.log(`\n${closingLine({ passed: 0, failed: 1, skipped: 0 })}`));
