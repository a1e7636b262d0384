import type { Metrics } from '../ops/Metrics.ts';
import type { Overdue } from './Overdue.ts';

const SECOND_MS = 1_000;

/** Figures by which somebody is called when a promise about time is not kept. */
export function watchRetention(metrics: Metrics, overdue: Overdue): void {
  metrics.watch('retention_overdue', async () => (await overdue.report()).count);
  metrics.watch('retention_overdue_seconds', async () => {
    const { since, now } = await overdue.report();
    return since === undefined ? 0 : (now - since) / SECOND_MS;
  });
  metrics.watch('retention_clock_ahead_seconds', async () => {
    return (await overdue.report()).aheadMs / SECOND_MS;
  });
  metrics.watch('retention_swept_timestamp_seconds', async () => {
    const { sweptAt } = await overdue.report();
    return (sweptAt ?? 0) / SECOND_MS;
  });
}
