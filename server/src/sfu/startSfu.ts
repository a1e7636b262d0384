import { availableParallelism } from 'node:os';
import type { Config } from '../config.ts';
import { lanAddresses } from '../ops/lan/addresses.ts';
import type { Log } from '../ops/Log.ts';
import type { Timers } from '../ops/Timers.ts';
import { MediasoupSfu } from './MediasoupSfu.ts';

/** Starts the workers as configured: one per core, on loopback and every address of this machine. */
export function startSfu(
  rtc: Config['rtc'],
  parts: { log: Log; timers: Timers },
): Promise<MediasoupSfu> {
  const { port, announced, workerBin } = rtc;
  return MediasoupSfu.start({
    workers: rtc.workers ?? availableParallelism(),
    listen: rtc.listen.length > 0 ? rtc.listen : ['127.0.0.1', ...lanAddresses()],
    port,
    announced,
    workerBin,
    ...parts,
  });
}
