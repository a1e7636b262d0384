import type { ParticipantId } from '@conclave/shared/ids';
import type { LogReader, ReadEntry } from '../log/LogReader.ts';
import type { RestorePoint } from '../SharedDocument.ts';

/** A stretch of the log that is one restore point. Lower gives lists nobody reads; higher is coarse. */
const STRETCH_MS = 5 * 60_000;

/** A text that loses so much is looked for. Lower makes a point of every word taken back; higher loses a sentence. */
const LARGE_DELETION = 24;

/** Newest first: the end of every stretch of minutes, what stood before much was deleted, and older checkpoints. */
export function restorePointsOf(
  reader: Pick<LogReader, 'entries' | 'from' | 'at'>,
  kept: readonly { position: number; at: number }[],
): RestorePoint[] {
  const isBoard = reader.at.place.kind === 'board';
  const points: RestorePoint[] = [];
  let stretch: ReadEntry[] = [];
  for (const entry of reader.entries) {
    const [first] = stretch;
    const isOver = first !== undefined && entry.at - first.at >= STRETCH_MS;
    // Of several deletions on end, what was before the first is looked for.
    const isBefore =
      isDeletion(entry, isBoard) && !stretch.every((one) => isDeletion(one, isBoard));
    if (isOver || isBefore) {
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

/** A shape that is moved on the board is written anew; one that goes brings nothing in its place. */
function isDeletion({ deleted, inserted }: ReadEntry, isBoard: boolean): boolean {
  return isBoard ? deleted > inserted : deleted >= LARGE_DELETION;
}
