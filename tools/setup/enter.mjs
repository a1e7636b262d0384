import { withOwnTools } from './command.mjs';
import { installDependencies } from './dependencies.mjs';
import { isTooOld, runAgainOnPinnedNode } from './pinnedNode.mjs';
import { SetUpError, say } from './say.mjs';

/**
 * The door of every command: packages, then a Node that is new enough, then the command itself.
 * Up to the second step this may run on an old Node with no packages at all.
 * @param {() => Promise<number>} command gives the exit code
 * @param {() => void} [refused] what else to say when set-up could not be finished
 */
export async function enter(command, refused = () => {}) {
  try {
    await installDependencies();
    Object.assign(process.env, withOwnTools(process.env));
    process.exitCode = isTooOld(process.versions.node)
      ? await runAgainOnPinnedNode()
      : await command();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    say(`\n${error.message}`);
    refused();
    process.exitCode = 1;
  }
}
