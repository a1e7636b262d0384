import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      '{shared,server,web}/src/**/*.test.ts',
      'tests/{contract,integration,properties,vectors,setup}/**/*.test.ts',
    ],
    globalSetup: ['tests/support/postgresSetup.ts'],
    expect: { requireAssertions: true },
    testTimeout: 20_000,
  },
});
