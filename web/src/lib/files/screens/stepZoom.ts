/** How much larger than what fits a page is shown. */
const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const;

/** The next step in a direction, or where it is when there is none. */
export function stepZoom(zoom: number, direction: 1 | -1): number {
  const next =
    direction === 1 ? STEPS.find((step) => step > zoom) : STEPS.findLast((step) => step < zoom);
  return next ?? zoom;
}
