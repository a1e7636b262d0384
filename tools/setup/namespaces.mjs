import { installPackages } from './apt.mjs';
import { run } from './command.mjs';
import { findProgram } from './findProgram.mjs';

const WHAT = 'Tests in a network of their own (Firefox media, lost and blocked packets).';

/**
 * Network namespaces need root and a kernel that allows them, which only trying tells.
 * @returns {Promise<import('./provision.mjs').Provision>}
 */
export async function findNamespaces() {
  if (process.getuid?.() !== 0) return { env: {}, skipped: [`${WHAT} They need root.`] };
  if (!findProgram(['ip']) || !findProgram(['nft'])) {
    const failure = await installPackages(['iproute2', 'nftables'], 'the network tests');
    if (failure !== undefined) return { env: {}, skipped: [`${WHAT} ${failure}`] };
  }
  const probe = `conclave-probe-${process.pid}`;
  const { ok, output } = await run('ip', ['netns', 'add', probe]);
  if (!ok) return { env: {}, skipped: [`${WHAT} This kernel refuses them: ${output}`] };
  await run('ip', ['netns', 'delete', probe]);
  return { env: { CONCLAVE_NETNS: '1' }, skipped: [] };
}
