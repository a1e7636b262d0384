import { existsSync } from 'node:fs';
import { inRoot } from '../setup/paths.mjs';
import { SetUpError } from '../setup/say.mjs';

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string} script of package.json
 * @property {import('../setup/setUp.mjs').Need[]} needs
 * @property {import('./counts.mjs').Format} [report] how it says what it ran; checks say nothing
 * @property {string} [onlyWith] a file without which there is nothing to run
 */

/**
 * Checks first, the dearest of them in front, as they run beside each other; then tests in order of
 * what they cost, so that a cheap fault is not reported after a dear one.
 * @type {readonly Stage[]}
 */
export const stages = [
  // Typed lint and svelte-check read what SvelteKit's build writes.
  { name: 'lint', script: 'lint', needs: ['web'] },
  { name: 'types', script: 'types', needs: ['web'] },
  { name: 'format', script: 'format:check', needs: [] },
  { name: 'arch', script: 'arch', needs: ['web'] },
  { name: 'knip', script: 'knip', needs: ['web'] },
  {
    name: 'unit',
    script: 'unit',
    needs: ['web', 'worker', 'postgres', 'namespaces', 'relay', 'front'],
    report: 'vitest',
  },
  {
    name: 'e2e',
    script: 'e2e',
    needs: ['web', 'worker', 'browsers', 'postgres', 'namespaces', 'relay', 'front'],
    report: 'playwright',
    onlyWith: 'playwright.config.ts',
  },
  {
    name: 'chaos',
    script: 'chaos',
    needs: ['web', 'worker', 'namespaces'],
    report: 'counts',
    onlyWith: 'tests/chaos/main.ts',
  },
];

const names = stages.map(({ name }) => name);
const usage = `npm test takes "--only" with names from: ${names.join(', ')}.`;

/**
 * Reads "--only unit,e2e". Anything else is refused: a misspelt option that ran everything, or
 * nothing, would look like a result.
 * @param {readonly string[]} args
 */
export function selectStages(args) {
  if (args.length === 0) return [...stages];
  const [option, ...rest] = args.flatMap((arg) => arg.split('='));
  const [list] = rest;
  if (option !== '--only' || rest.length !== 1 || !list) throw new SetUpError(usage);
  const wanted = list.split(',');
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new SetUpError(`There is no stage ${unknown.join(', ')}. ${usage}`);
  return stages.filter(({ name }) => wanted.includes(name));
}

/** @param {Stage} stage */
export const hasWork = ({ onlyWith }) => onlyWith === undefined || existsSync(inRoot(onlyWith));
