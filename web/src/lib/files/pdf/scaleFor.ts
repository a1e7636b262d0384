/** What a page is drawn with at most: 24 MB of points. */
const MAX_POINTS = 6_000_000;
const MAX_SIDE = 8_192;

/** How much larger a page is drawn than it says, so that it is this wide, or as wide as memory bears. */
export function scaleFor(page: { width: number; height: number }, across: number): number {
  const { width, height } = page;
  return Math.min(
    across / width,
    MAX_SIDE / Math.max(width, height),
    Math.sqrt(MAX_POINTS / (width * height)),
  );
}
