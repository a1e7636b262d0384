/**
 * What a part of the set-up gives: settings for the programs that run later, and what those will
 * have to leave out.
 * @typedef {{ env: Record<string, string>, skipped: string[] }} Provision
 */

/** @param {readonly Provision[]} provisions @returns {Provision} */
export const combine = (provisions) => ({
  env: Object.assign({}, ...provisions.map(({ env }) => env)),
  skipped: provisions.flatMap(({ skipped }) => skipped),
});

/**
 * Finds something, else installs it and looks again.
 * @param {object} wanted
 * @param {string} wanted.setting the variable that names it, for those who have it elsewhere
 * @param {() => string | undefined} wanted.find
 * @param {() => Promise<string | undefined>} wanted.install says why it could not
 * @param {string} wanted.withoutIt what will be skipped
 * @returns {Promise<Provision>}
 */
export async function provide({ setting, find, install, withoutIt }) {
  const before = process.env[setting] || find();
  if (before) return { env: { [setting]: before }, skipped: [] };
  const failure = await install();
  const after = find();
  if (after) return { env: { [setting]: after }, skipped: [] };
  return { env: {}, skipped: [`${withoutIt} ${failure ?? 'It was installed and is not found.'}`] };
}
