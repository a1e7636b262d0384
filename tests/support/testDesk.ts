import { Secret } from '../../shared/src/Secret.ts';
import { MeetingDeletion } from '../../server/src/meetings/MeetingDeletion.ts';
import { Meetings, type LiveMeetings } from '../../server/src/meetings/Meetings.ts';
import type { Clock } from '../../server/src/ops/Clock.ts';
import type { MeetingStore } from '../../server/src/store/MeetingStore.ts';

export interface TestDeskOptions {
  readonly store: MeetingStore;
  readonly clock: Clock;
  readonly live?: LiveMeetings;
  /** Told what would be disconnected, and what would be removed from the disk. */
  readonly told?: (what: string) => void;
}

/** The desk of organizers in a company without rules, and with nobody in a room. */
export function testDesk({ store, clock, live, told }: TestDeskOptions): Meetings {
  const deletion = new MeetingDeletion({
    ...{ store, clock, pepper: new Secret('p'.repeat(32)) },
    deleted: (id) => told?.(`deleted ${id}`),
    gone: (id) => Promise.resolve(told?.(`gone ${id}`)),
  });
  return new Meetings({
    ...{ store, clock, deletion },
    live: live ?? { liveAmong: () => Promise.resolve(new Set()), linksReplaced: () => undefined },
    rules: { requireMayHold: () => Promise.resolve() },
  });
}
