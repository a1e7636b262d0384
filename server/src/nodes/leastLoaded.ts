import type { NodeEntry } from '../store/NodeStore.ts';

/** A room that is open weighs as many people as will soon be in it. */
const ROOM_WEIGHT = 2;
/** In thousandths: above it a machine gets new rooms only when the others are as busy. */
const BUSY = 850;
const AFTER_ALL_OTHERS = 1_000_000;

/** The node for a new room: the fewest people and rooms for each core. `sent`: rooms on their way, by run. */
export function leastLoaded(
  nodes: readonly NodeEntry[],
  sent: ReadonlyMap<string, number> = new Map(),
): NodeEntry | undefined {
  const weight = (node: NodeEntry): number => weightOf(node, sent.get(node.run) ?? 0);
  return nodes.toSorted((a, b) => weight(a) - weight(b))[0];
}

function weightOf({ rooms, members, busy, cores }: NodeEntry, sent: number): number {
  const each = (1 + members + ROOM_WEIGHT * (rooms + sent)) / Math.max(1, cores);
  return busy > BUSY ? AFTER_ALL_OTHERS + each : each;
}
