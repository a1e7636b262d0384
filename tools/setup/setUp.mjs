import { findBrowsers } from './browsers.mjs';
import { findFront } from './front.mjs';
import { findNamespaces } from './namespaces.mjs';
import { findDatabase } from './postgres.mjs';
import { combine } from './provision.mjs';
import { findRelay } from './relay.mjs';
import { buildWeb } from './webBuild.mjs';
import { findWorker } from './worker.mjs';

/**
 * @typedef {import('./provision.mjs').Provision} Provision
 * @typedef {'worker' | 'web' | 'browsers' | 'postgres' | 'namespaces' | 'relay' | 'front'} Need
 */

/** @type {Record<Need, () => Promise<Provision>>} */
const makers = {
  worker: async () => ({ env: { MEDIASOUP_WORKER_BIN: await findWorker() }, skipped: [] }),
  web: async () => {
    await buildWeb();
    return { env: {}, skipped: [] };
  },
  browsers: findBrowsers,
  postgres: findDatabase,
  namespaces: findNamespaces,
  relay: findRelay,
  front: findFront,
};

/**
 * Gets, builds or finds what is needed; what is there already costs next to nothing.
 * @param {readonly Need[]} needs
 * @returns {Promise<Provision>}
 */
export async function setUp(needs) {
  /** @type {Provision[]} */
  const provisions = [];
  // One after the other: several may install packages, and a person follows one thing at a time.
  for (const need of new Set(needs)) provisions.push(await makers[need]());
  return combine(provisions);
}
