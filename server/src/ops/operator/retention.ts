import { retentionCalendar } from '../../retention/retentionCalendar.ts';
import { CompanyStore } from '../../store/CompanyStore.ts';
import { MemberStore } from '../../store/MemberStore.ts';
import { isoDay } from '../Clock.ts';
import type { Command } from './Command.ts';

/** Who is deleted when. */
export const retention: Command = {
  help: 'says which companies and accounts are deleted when',
  options: [],
  async run({ clock, database }) {
    const open = await database();
    const now = clock.now();
    const companies = await new CompanyStore(open).all();
    const removed = await new MemberStore(open).removedBefore(now);
    const due = retentionCalendar({ companies, removed }, now);
    const lines = due.map(({ what, id, at }) => `${isoDay(at)}  ${what.padEnd(7)}  ${id}`);
    return { lines: lines.length === 0 ? ['Nothing is due.'] : lines, ok: true };
  },
};
