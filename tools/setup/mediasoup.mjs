import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inRoot } from './paths.mjs';

/** The worker must fit the mediasoup that the server uses, so it is looked up from the server. */
const requireAsServer = createRequire(inRoot('server', 'package.json'));

/** @returns {typeof import('mediasoup')} */
export const loadMediasoup = () => requireAsServer('mediasoup');

/** The folder of the npm package, which holds the sources of the worker. */
export function mediasoupFolder() {
  let folder = dirname(requireAsServer.resolve('mediasoup'));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** @returns {string} */
export const mediasoupVersion = () =>
  JSON.parse(readFileSync(join(mediasoupFolder(), 'package.json'), 'utf8')).version;
