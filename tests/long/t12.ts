import type { LongTest } from './LongTest.ts';
import { vitestRun } from './vitestRun.ts';

/** [T12] Who floods is stopped, and nobody else feels it. */
export const t12: LongTest = {
  name: 'T12',
  what: 'floods: too many messages, sockets of one address, headers that never end',
  rounds: 1,
  run: () =>
    vitestRun('T12', [
      'tests/integration/server.test.ts',
      'tests/integration/signaling.test.ts',
      'tests/integration/signalingFuzz.test.ts',
      'server/src/signaling/Connection.test.ts',
      'server/src/signaling/QueuedBytes.test.ts',
    ]),
};
