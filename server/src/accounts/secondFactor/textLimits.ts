import type { TextCounts } from '../../store/TextStore.ts';

const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** [T17] Also the time after which one may ask for another text. */
export const TEXT_AGAIN_MS = 30_000;

/**
 * Every text costs money, and goes to whatever number somebody typed. Higher limits make us a better
 * pump for whoever earns by it; lower ones lock out people whose texts are slow.
 */
const PER_HOUR = 5;
const PER_DAY = 10;
/** From one network: a company behind one address has some dozen people who use texts. */
const PER_PLACE_AND_DAY = 30;

/** Whether another text may go out, after those of the last day. */
export function mayText(
  counts: TextCounts,
  { now, perDay }: { now: number; perDay: number },
): boolean {
  const within = (moments: readonly number[], ms: number): number =>
    moments.filter((at) => now - at < ms).length;
  const isCalm = (moments: readonly number[]): boolean =>
    within(moments, TEXT_AGAIN_MS) === 0 &&
    within(moments, HOUR_MS) < PER_HOUR &&
    within(moments, DAY_MS) < PER_DAY;
  return (
    isCalm(counts.account) &&
    isCalm(counts.number) &&
    within(counts.place, DAY_MS) < PER_PLACE_AND_DAY &&
    counts.all < perDay
  );
}
