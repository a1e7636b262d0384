import type { Log } from '../ops/Log.ts';
import type { DutyStore } from '../store/DutyStore.ts';
import type { ErasureStore } from '../store/ErasureStore.ts';
import type { Residue } from './Residue.ts';

/** Whatever was deleted is overwritten within this; a whole day is what was promised. */
const OFTEN_MS = 6 * 3_600_000;

export interface TracesOptions {
  readonly duty: DutyStore;
  readonly erasures: ErasureStore;
  readonly residue: Residue;
  readonly log: Log;
}

/** [R80] Decides when the traces of what was deleted are cleared from the disk, and notes that they were. */
export class Traces {
  readonly #options: TracesOptions;

  constructor(options: TracesOptions) {
    this.#options = options;
  }

  /** At once after somebody was erased; after other deletions every six hours. */
  async clear(now: number): Promise<void> {
    const { duty, erasures, residue, log } = this.#options;
    const thorough = await erasures.hasTraces();
    const last = (await duty.latest('clean')) ?? 0;
    if (!thorough && (now - last < OFTEN_MS || !(await erasures.deletedSince(last)))) return;
    const cleared = await residue.clear({ thorough });
    // The next round tries again; `due` counts what is not clean after a day.
    if (cleared === 'held') {
      log.warn('retention.traces-held');
      return;
    }
    if (cleared === 'partly') log.warn('retention.traces-left');
    await duty.mark('clean', now);
    await erasures.clean(now, now);
  }
}
