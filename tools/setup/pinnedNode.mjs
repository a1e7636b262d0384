import { existsSync } from 'node:fs';
import { withOwnTools } from './command.mjs';
import { runInForeground } from './foreground.mjs';
import { inRoot } from './paths.mjs';
import { SetUpError } from './say.mjs';
import { isAtLeast } from './versions.mjs';

/** The first Node that runs TypeScript without a flag, which is how the server is started. */
export const LEAST_NODE = '22.18.0';

/** @param {string} version of the running Node */
export const isTooOld = (version) => !isAtLeast(version, LEAST_NODE);

/**
 * Where the optional dependency for this machine keeps its Node.
 * @param {{ platform: string, arch: string }} machine
 */
export const pinnedNodePath = ({ platform, arch }) =>
  inRoot('node_modules', `node-${platform}-${arch}`, 'bin', 'node');

/** Runs the same command again on the Node that came with the packages. */
export async function runAgainOnPinnedNode() {
  const node = pinnedNodePath(process);
  if (!existsSync(node)) {
    throw new SetUpError(
      `This needs Node ${LEAST_NODE} or newer, and runs on ${process.versions.node}. ` +
        `There is no packaged Node for ${process.platform} on ${process.arch}: please install one.`,
    );
  }
  return runInForeground(node, process.argv.slice(1), withOwnTools(process.env));
}
