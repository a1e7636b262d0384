/** What a person must read and can act on; it is shown without a stack. */
export class SetUpError extends Error {
  /** @override */
  name = 'SetUpError';
}

/**
 * Set-up talks on stderr, so that what the started program prints stays its own.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number} startedAt a reading of performance.now() */
const secondsSince = (startedAt) => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

/**
 * Announces work that takes long enough for somebody to wonder.
 * @template T
 * @param {string} what ends in how long it usually takes
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const startedAt = performance.now();
  say(`set-up: ${what} …`);
  const result = await work();
  say(`set-up: done in ${secondsSince(startedAt)}`);
  return result;
}
