import { SetUpError, say } from './say.mjs';

/** @typedef {{ path: string } | { why: string }} Found a worker, or why there is none */

/**
 * @typedef {object} WorkerSource
 * @property {string} name completes "the media worker …"
 * @property {() => Promise<Found>} get
 * @property {boolean} [isOrder] somebody asked for this very worker: it or none
 */

/**
 * The first worker that carries media. Sources are asked in order and only as far as needed.
 * @param {readonly WorkerSource[]} sources
 * @param {(path: string) => Promise<string | undefined>} prove says what is wrong with a worker
 * @returns {Promise<string>} its path
 */
export async function chooseWorker(sources, prove) {
  /** @type {string[]} */
  const reasons = [];
  for (const { name, get, isOrder } of sources) {
    const found = await get();
    const why = 'why' in found ? found.why : await prove(found.path);
    if ('path' in found && why === undefined) return found.path;
    if (isOrder) throw new SetUpError(`The media worker ${name} is refused. ${why}`);
    if ('path' in found) say(`set-up: the media worker ${name} is refused. ${why}`);
    reasons.push(`- ${name}: ${why}`);
  }
  throw new SetUpError(
    ['There is no media worker (mediasoup) that works here.', ...reasons].join('\n'),
  );
}
