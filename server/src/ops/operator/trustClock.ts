import { lookAtClock } from '../../retention/ClockWitness.ts';
import { trustClock } from '../../retention/trustClock.ts';
import { DutyStore } from '../../store/DutyStore.ts';
import { isoDay, isoTime } from '../Clock.ts';
import { option, type Command } from './Command.ts';

/** [T29] Ends the doubt of a clock that is right. Whoever says so writes the date: a wrong one is not confirmed in passing. */
export const trust: Command = {
  help: 'confirms a clock that is far ahead of everything seen',
  options: ['date'],
  async run({ clock, database }, options) {
    const open = await database();
    const { now, aheadMs } = await lookAtClock(new DutyStore(open), clock);
    const machine = now + aheadMs;
    if (aheadMs === 0) return { lines: ['The clock is believed: nothing to confirm.'], ok: true };
    if (option(options, 'date') !== isoDay(machine)) {
      const said = `The clock says ${isoTime(machine)}: that is another date. Nothing was confirmed.`;
      return { lines: [said], ok: false };
    }
    await trustClock(open, machine);
    const lines = [
      `Believed from now on: ${isoTime(machine)}, before ${isoTime(now)}.`,
      'What has come to its end by then is erased with the next round.',
    ];
    return { lines, ok: true };
  },
};
