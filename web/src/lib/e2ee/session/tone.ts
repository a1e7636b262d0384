/**
 * Colours that people have in a room. More cannot be told apart on a small face with white letters; fewer let two
 * of a small meeting look the same.
 */
export const TONES = 7;

export interface ToneChoice {
  /** One's own leaf. */
  readonly leaf: number;
  /** The leaves of everybody else. */
  readonly others: readonly number[];
  /** What this browser had in the session before. */
  readonly kept: number | undefined;
}

/** The colour, 1 to TONES, of whoever has not said theirs: most have that of their leaf. */
export function toneOfLeaf(leaf: number): number {
  return (leaf % TONES) + 1;
}

/**
 * The colour for oneself. Leaves go up from 0 and the lowest free one is given first, so the first people of a room
 * all differ. Who comes back keeps theirs, but for one that a few others would have to share meanwhile.
 */
export function chooseTone({ leaf, others, kept }: ToneChoice): number {
  const uses = new Array<number>(TONES + 1).fill(0);
  for (const other of others) uses[toneOfLeaf(other)] = usesOf(uses, toneOfLeaf(other)) + 1;
  if (kept !== undefined && (usesOf(uses, kept) === 0 || others.length >= TONES)) return kept;
  let best = toneOfLeaf(leaf);
  for (let tone = 1; tone <= TONES; tone++)
    if (usesOf(uses, tone) < usesOf(uses, best)) best = tone;
  return best;
}

function usesOf(uses: readonly number[], tone: number): number {
  return uses[tone] ?? 0;
}
