/** @param {string} version */
const numbersOf = (version) =>
  version.replace(/^v/, '').split(/[-+]/)[0]?.split('.').map(Number) ?? [];

/**
 * Compares by number, part by part: "22.9" is older than "22.18".
 * @param {string} version
 * @param {string} least
 */
export function isAtLeast(version, least) {
  const [have, want] = [numbersOf(version), numbersOf(least)];
  for (let part = 0; part < Math.max(have.length, want.length); part += 1) {
    const difference = (have[part] ?? 0) - (want[part] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
