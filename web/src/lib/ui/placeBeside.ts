/** Room left between a floating thing, its trigger and the edge of the window. */
const gap = 4;
const margin = 8;

type Box = { top: number; bottom: number; left: number; right: number };
type Size = { width: number; height: number };

/**
 * Where a menu goes: under its trigger, or above it when there is more room; aligned with the
 * trigger's start unless that would leave the window.
 */
export function placeBeside(
  trigger: Box,
  floating: Size,
  { width, height, rightToLeft = false }: Size & { rightToLeft?: boolean },
): { top: number; left: number } {
  const below = height - trigger.bottom - gap - margin;
  const above = trigger.top - gap - margin;
  const fitsBelow = floating.height <= below || below >= above;
  const top = fitsBelow ? trigger.bottom + gap : trigger.top - gap - floating.height;
  const left = rightToLeft ? trigger.right - floating.width : trigger.left;
  const clamp = (value: number, size: number, limit: number): number =>
    Math.max(margin, Math.min(value, limit - size - margin));
  return { top: clamp(top, floating.height, height), left: clamp(left, floating.width, width) };
}
