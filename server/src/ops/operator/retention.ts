import { buildOverdue } from '../../retention/Overdue.ts';
import { ErasureStore } from '../../store/ErasureStore.ts';
import { isoDay, isoTime } from '../Clock.ts';
import type { Command } from './Command.ts';

/** Promised within a day; later than this somebody has to look. */
const LATE_MS = 24 * 3_600_000;

/** Who is deleted when. */
export const retention: Command = {
  help: 'says which companies and accounts are deleted when',
  options: [],
  async run({ config, clock, database }) {
    const overdue = buildOverdue(await database(), { settings: config.retention, clock });
    const lines = (await overdue.calendar()).map(({ what, id, at }) => {
      return `${isoDay(at)}  ${what.padEnd(7)}  ${id}`;
    });
    return { lines: lines.length === 0 ? ['Nothing is due.'] : lines, ok: true };
  },
};

/** Whether the promises about time are kept: for a timer that calls somebody when they are not. */
export const due: Command = {
  help: 'says what should be deleted by now and is not',
  options: [],
  async run({ config, clock, database }) {
    const overdue = buildOverdue(await database(), { settings: config.retention, clock });
    const { now, count, since, sweptAt, aheadMs } = await overdue.report();
    return {
      lines: [
        `overdue  ${count === 0 ? 'nothing' : `${count}, the oldest since ${isoTime(since ?? now)}`}`,
        `swept    ${sweptAt === undefined ? 'not yet' : isoTime(sweptAt)}`,
        ...(aheadMs === 0 ? [] : [`clock    ${isoTime(now + aheadMs)}, doubted: see trust-clock`]),
      ],
      ok: aheadMs === 0 && (since === undefined || now - since < LATE_MS),
    };
  },
};

/** [R87] What was erased, as proof: numbers, and the hash by which a backup is told. */
export const erasures: Command = {
  help: 'lists what was erased, with the proof of it',
  options: [],
  async run({ database }) {
    const rows = await new ErasureStore(await database()).all();
    const when = (at: number | null): string => (at === null ? 'under way' : isoTime(at));
    const lines = rows.map(({ what, because, erasedAt, cleanAt, meetings, files, keyedHash }) => {
      const sums = `${meetings} meetings, ${files} files`;
      return [when(erasedAt), `traces ${when(cleanAt)}`, what, because, sums, keyedHash].join('  ');
    });
    return { lines: lines.length === 0 ? ['Nothing was erased.'] : lines, ok: true };
  },
};
