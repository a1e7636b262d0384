/* eslint no-restricted-globals: ["off"] -- a greeting follows the clock on the wall */

/** The moment, for a greeting and the date above the desk. */
export const now = (): number => Date.now();

/** Which greeting fits the hour in the browser's own time zone. */
export function dayPart(at: number): 'morning' | 'day' | 'evening' {
  const hour = new Date(at).getHours();
  if (hour >= 4 && hour < 11) return 'morning';
  return hour >= 11 && hour < 18 ? 'day' : 'evening';
}
