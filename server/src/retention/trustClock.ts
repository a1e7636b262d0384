import { DoubtStore } from '../store/DoubtStore.ts';
import type { Database } from '../store/Database.ts';
import { DutyStore } from '../store/DutyStore.ts';

/** Somebody says that the clock is right, however far ahead of everything seen it is. */
export async function trustClock(database: Database, now: number): Promise<void> {
  await new DutyStore(database).mark('seen', now);
  await new DoubtStore(database).clear();
}
