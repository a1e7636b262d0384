/** Beyond this, comparing every block with every other takes longer than people wait. */
const MAX_COMPARISONS = 4_000_000;

/** Pairs of indices of what both lists have in the same order, as many as possible. */
export function commonBlocks(a: readonly string[], b: readonly string[]): [number, number][] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  const least = Math.min(a.length, b.length) - head;
  while (tail < least && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;

  const inHead = Array.from({ length: head }, (_, at): [number, number] => [at, at]);
  const inTail = Array.from({ length: tail }, (_, at): [number, number] => [
    a.length - tail + at,
    b.length - tail + at,
  ]);
  const middle = longest(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [...inHead, ...middle.map(([x, y]): [number, number] => [x + head, y + head]), ...inTail];
}

/** The longest common subsequence, by the table that every textbook has. */
function longest(a: readonly string[], b: readonly string[]): [number, number][] {
  if (a.length * b.length > MAX_COMPARISONS) return [];
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (x: number, y: number): number => lengths[x * width + y] ?? 0;
  for (let x = a.length - 1; x >= 0; x--) {
    for (let y = b.length - 1; y >= 0; y--) {
      const same = a[x] === b[y];
      lengths[x * width + y] = same ? at(x + 1, y + 1) + 1 : Math.max(at(x + 1, y), at(x, y + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let x = 0, y = 0; x < a.length && y < b.length;) {
    if (a[x] === b[y]) pairs.push([x++, y++]);
    else if (at(x + 1, y) >= at(x, y + 1)) x++;
    else y++;
  }
  return pairs;
}
