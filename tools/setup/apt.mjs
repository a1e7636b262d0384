import { run } from './command.mjs';
import { step } from './say.mjs';

const isRoot = () => process.getuid?.() === 0;

/**
 * The packages of a list that are not installed; undefined where there is no dpkg to ask.
 * @param {readonly string[]} packages
 * @returns {Promise<string[] | undefined>}
 */
async function missingPackages(packages) {
  /** @type {Set<string>} */
  const installed = new Set();
  const format = '${db:Status-Status} ${Package}\n';
  const { output } = await run('dpkg-query', ['--show', `--showformat=${format}`, ...packages], {
    onLine: (line) => {
      const [status, name] = line.split(' ');
      if (status === 'installed' && name !== undefined) installed.add(name);
    },
  });
  // dpkg-query also fails when it merely does not know a name, so only its absence counts here.
  if (output.includes('ENOENT')) return undefined;
  return packages.filter((name) => !installed.has(name));
}

/**
 * Installs what is missing of a list, when we may.
 * @param {readonly string[]} packages
 * @param {string} purpose
 * @returns {Promise<string | undefined>} why it could not be done, as a sentence
 */
export async function installPackages(packages, purpose) {
  const missing = await missingPackages(packages);
  if (missing === undefined) {
    return `This is not Debian or a relative; ${purpose} needs the counterparts of ${packages.join(', ')}.`;
  }
  if (missing.length === 0) return undefined;
  const byHand = `apt-get install ${missing.join(' ')}`;
  if (!isRoot()) return `Missing for ${purpose}: as root, run "${byHand}".`;

  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '--yes', '--no-install-recommends', ...missing];
  return step(`installing ${missing.join(', ')} for ${purpose}, usually a minute`, async () => {
    if ((await run('apt-get', install, { env })).ok) return undefined;
    // A fresh machine has no list of packages yet, an old one a list that is out of date.
    await run('apt-get', ['update'], { env });
    const { ok, output } = await run('apt-get', install, { env });
    return ok ? undefined : `"${byHand}" failed:\n${output}`;
  });
}
