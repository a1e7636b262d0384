import { availableParallelism } from 'node:os';
import type { Config } from '../config.ts';
import { lanAddresses } from '../ops/lan/addresses.ts';
import type { Metrics } from '../ops/Metrics.ts';
import type { Log } from '../ops/Log.ts';
import type { Timers } from '../ops/Timers.ts';
import { MediasoupSfu } from './MediasoupSfu.ts';

/** Starts the workers as configured: one per core, on loopback and every address of this machine. */
export async function startSfu(
  rtc: Config['rtc'],
  { metrics, ...parts }: { log: Log; timers: Timers; metrics: Metrics },
): Promise<MediasoupSfu> {
  const { port, announced, workerBin } = rtc;
  const sfu = await MediasoupSfu.start({
    workers: rtc.workers ?? availableParallelism(),
    listen: rtc.listen.length > 0 ? rtc.listen : ['127.0.0.1', ...lanAddresses()],
    port,
    announced,
    workerBin,
    ...parts,
  });
  metrics.watch('sfu_workers', () => sfu.figures.workers);
  metrics.watch('sfu_worker_deaths_total', () => sfu.figures.deaths);
  metrics.watch('sfu_worker_cpu_seconds_total', () => sfu.cpuSeconds());
  metrics.watch('sfu_transports', () => sfu.figures.transports);
  metrics.watch('sfu_producers', () => sfu.figures.producers);
  metrics.watch('sfu_consumers', () => sfu.figures.consumers);
  return sfu;
}
