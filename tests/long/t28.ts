import type { LongTest } from './LongTest.ts';
import { vitestRun } from './vitestRun.ts';

/** [T28] The relay speaks no TLS below 1.2. What the front speaks, `npm run doctor` looks at. */
export const t28: LongTest = {
  name: 'T28',
  what: 'versions of TLS that the relay speaks, and its certificate',
  rounds: 1,
  run: () => vitestRun('T28', ['tests/integration/turn.test.ts']),
};
