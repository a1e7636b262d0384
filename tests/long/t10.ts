import type { LongTest } from './LongTest.ts';
import { vitestRun } from './vitestRun.ts';

/** [T10] The relay carries media to the media workers for those who have a credential, and nothing else. */
export const t10: LongTest = {
  name: 'T10',
  what: 'what a real relay refuses: other peers, IPv6, credentials that are none, a thirteenth relay',
  rounds: 1,
  run: () =>
    vitestRun('T10', [
      'tests/integration/turn.test.ts',
      'tests/integration/connectionTest.test.ts',
      'server/src/signaling/iceServers.test.ts',
    ]),
};
