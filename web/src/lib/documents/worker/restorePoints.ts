import type { ParticipantId } from '@conclave/shared/ids';
import type { LogReader, ReadEntry } from '../log/LogReader.ts';
import type { RestorePoint } from '../SharedDocument.ts';

/** A stretch of the log that is one restore point. Lower gives lists nobody reads; higher is coarse. */
const STRETCH_MS = 5 * 60_000;

/**
 * A change that takes so much away ends the stretch before it. Lower makes a point of every word taken back;
 * higher loses a sentence, or a shape of the board, to whoever looks for it.
 */
const LARGE_DELETION = 24;

/** Newest first: the end of every stretch of minutes, what stood before much was deleted, and older checkpoints. */
export function restorePointsOf(
  reader: Pick<LogReader, 'entries' | 'from'>,
  kept: readonly { position: number; at: number }[],
): RestorePoint[] {
  const points: RestorePoint[] = [];
  let stretch: ReadEntry[] = [];
  for (const entry of reader.entries) {
    const [first] = stretch;
    const isOver = first !== undefined && entry.at - first.at >= STRETCH_MS;
    if (stretch.length > 0 && (isOver || entry.deleted >= LARGE_DELETION)) {
      points.push(pointOf(stretch, entry));
      stretch = [];
    }
    stretch.push(entry);
  }
  const last = stretch.at(-1);
  if (last !== undefined) points.push(pointOf(stretch, last));
  const older = kept
    .filter(({ position }) => position <= reader.from)
    .map(({ position, at }) => ({ position, at, by: [] }));
  const byPosition = [...older.sort((a, b) => a.position - b.position), ...points];
  return byPosition.reverse();
}

function pointOf(stretch: readonly ReadEntry[], fallback: ReadEntry): RestorePoint {
  const { position, at } = stretch.at(-1) ?? fallback;
  const by = new Set<ParticipantId>(stretch.map((entry) => entry.by));
  return { position, at, by: [...by] };
}
