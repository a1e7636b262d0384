import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{shared,server,web}/src/**/*.test.ts',
      'tests/{contract,integration,privacy,properties,vectors,setup}/**/*.test.ts',
    ],
    globalSetup: ['tests/support/postgresSetup.ts'],
    // Most files wait for servers and databases half of their time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Far above what anything takes, so that a busy machine fails nothing that works.
    expect: { requireAssertions: true, poll: { timeout: 30_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
