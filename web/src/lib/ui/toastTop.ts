/** From top to bottom on the screen, in px. */
export interface Stretch {
  readonly top: number;
  readonly bottom: number;
}

export interface ToastSpace {
  /** Of all that is shown. */
  readonly height: number;
  /** As high as it goes where nothing is in the way. */
  readonly least: number;
  readonly windowHeight: number;
}

/** Between messages and what they keep clear of. */
const GAP_PX = 8;

/**
 * Where messages begin: as high up as they cover nothing of what is kept clear. Where there is no such
 * place, as in a phone that lies on its side, the one at which they cover least.
 */
export function toastTop(space: ToastSpace, kept: readonly Stretch[]): number {
  const { height, least, windowHeight } = space;
  const places = kept
    .map(({ bottom }) => bottom + GAP_PX)
    .filter((top) => top > least && top + height <= windowHeight)
    .toSorted((a, b) => a - b);
  const covered = (top: number): number =>
    kept.reduce((sum, one) => sum + shared(one, { top, bottom: top + height }), 0);
  return places.reduce((best, top) => (covered(top) < covered(best) ? top : best), least);
}

function shared(one: Stretch, other: Stretch): number {
  return Math.max(0, Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top));
}
