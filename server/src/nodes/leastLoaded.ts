import type { NodeEntry } from '../store/NodeStore.ts';

/** A room of which nothing is known yet has at least so many people soon. */
const FEWEST = 2;
/** In thousandths: above it a machine gets new rooms only when the others are as busy. */
const BUSY = 850;
const AFTER_ALL_OTHERS = 1_000_000;

/**
 * The node for a new room: the fewest people for each core. What a node says of its people is some seconds
 * old; rooms that it took since, or that were sent to it (`sent`, by run), count as the others are on average.
 * Without that all rooms of a morning go to the node that spoke last.
 */
export function leastLoaded(
  nodes: readonly NodeEntry[],
  sent: ReadonlyMap<string, number> = new Map(),
): NodeEntry | undefined {
  const sum = (of: (node: NodeEntry) => number): number =>
    nodes.reduce((all, node) => all + of(node), 0);
  const perRoom = Math.max(
    FEWEST,
    sum(({ members }) => members) /
      Math.max(
        1,
        sum(({ rooms }) => rooms),
      ),
  );
  const weight = ({ run, rooms, taken, members, busy, cores }: NodeEntry): number => {
    const fresh = Math.max(0, taken - rooms) + (sent.get(run) ?? 0);
    const each = (members + perRoom * fresh) / Math.max(1, cores);
    return busy > BUSY ? AFTER_ALL_OTHERS + each : each;
  };
  return nodes.toSorted((a, b) => weight(a) - weight(b))[0];
}
