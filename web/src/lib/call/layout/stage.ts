export type LayoutMode = 'grid' | 'speaker';

export interface StageInput<Tile> {
  mode: LayoutMode;
  /** What this person pinned, if it is still there. */
  pinned: Tile | undefined;
  /** Shared screens in the order in which they began, without one's own. */
  shares: readonly Tile[];
  /** The share that this person put back into the strip. */
  dismissedShare: Tile | undefined;
  speaker: Tile | undefined;
  /** All tiles in their order; one's own among them. */
  tiles: readonly Tile[];
  /** One's own tile: never on the stage by itself. */
  own: Tile | undefined;
}

export type Stage<Tile> =
  | { kind: 'grid'; tiles: readonly Tile[] }
  | { kind: 'stage'; tile: Tile; why: 'pinned' | 'share' | 'speaker'; strip: readonly Tile[] };

/** What stands on the stage: what is pinned, else the newest shared screen, else who has the word. */
export function stageOf<Tile>(input: StageInput<Tile>): Stage<Tile> {
  const all = [...input.shares, ...input.tiles];
  const staged = (tile: Tile, why: 'pinned' | 'share' | 'speaker'): Stage<Tile> => ({
    kind: 'stage',
    tile,
    why,
    strip: all.filter((other) => other !== tile),
  });
  if (input.pinned !== undefined && all.includes(input.pinned)) {
    return staged(input.pinned, 'pinned');
  }
  const share = input.shares.findLast((tile) => tile !== input.dismissedShare);
  if (share !== undefined) return staged(share, 'share');
  const speaker = input.mode === 'speaker' ? speakerTile(input) : undefined;
  return speaker === undefined ? { kind: 'grid', tiles: all } : staged(speaker, 'speaker');
}

/** Before anybody spoke the first of the others stands there. */
function speakerTile<Tile>({ speaker, tiles, own }: StageInput<Tile>): Tile | undefined {
  const others = tiles.filter((tile) => tile !== own);
  return speaker !== undefined && others.includes(speaker) ? speaker : others[0];
}
