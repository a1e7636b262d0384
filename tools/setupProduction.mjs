// npm run setup:production: asks a few questions, makes the secrets and writes .env, and the files
// for nginx and systemd into production/. Again: asks only what is new, and changes no secret.
//
//   npm run setup:production
//   npm run setup:production -- DOMAIN=meet.example.org RTC_ANNOUNCED=203.0.113.10 ...
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { accepts, questions } from './production/questions.mjs';
import { renderAll, templateValues } from './production/render.mjs';
import { addSettings, completeSettings, readSettings } from './production/settings.mjs';
import { root } from './setup/paths.mjs';

const folder = resolve(process.env['CONCLAVE_FOLDER'] ?? root);
const file = join(folder, '.env');

/** @param {readonly string[]} args */
function readArguments(args) {
  const names = new Set(questions.map(({ name }) => name));
  /** @type {Record<string, string>} */
  const given = {};
  for (const arg of args) {
    const at = arg.indexOf('=');
    const name = arg.slice(0, Math.max(at, 0));
    if (!names.has(name)) {
      throw new Error(`"${arg}" is none of: ${[...names].join('=…, ')}=…`);
    }
    given[name] = arg.slice(at + 1).trim();
  }
  return given;
}

/**
 * Asks until the answer fits. Without a terminal there is nobody to ask, so all must be given.
 * @param {Record<string, string>} known
 */
async function askForRest(known) {
  const open = questions.filter(({ name }) => !known[name]);
  const faults = questions
    .filter((question) => known[question.name] && !accepts(question, known[question.name] ?? ''))
    .map(
      ({ name, otherwise }) => `${name} must be ${otherwise}; quotes and backslashes do not work.`,
    );
  if (!process.stdin.isTTY) {
    for (const question of open) {
      const suggested = question.suggest?.(known);
      if (suggested === undefined) faults.push(`${question.name} is missing: ${question.ask}.`);
      else known[question.name] = suggested;
    }
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  if (!process.stdin.isTTY) return;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  for (const question of open) known[question.name] = await ask(terminal, question, known);
  terminal.close();
}

/**
 * @param {import('node:readline/promises').Interface} terminal
 * @param {import('./production/questions.mjs').Question} question
 * @param {Readonly<Record<string, string>>} known
 */
async function ask(terminal, question, known) {
  const suggested = question.suggest?.(known);
  const hint = suggested === undefined ? '' : ` [${suggested}]`;
  for (;;) {
    const answer =
      (await terminal.question(`${question.ask}${hint}: `)).trim() || (suggested ?? '');
    if (accepts(question, answer)) return answer;
    console.log(`  It must be ${question.otherwise}; quotes and backslashes do not work.`);
  }
}

/**
 * Readable by its owner from the first byte on, and never half written.
 * @param {string} text
 */
function writeSecretly(text) {
  const fresh = `${file}.new`;
  writeFileSync(fresh, text, { mode: 0o600, flush: true });
  chmodSync(fresh, 0o600);
  renameSync(fresh, file);
}

async function main() {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const present = readSettings(before);
  const given = readArguments(process.argv.slice(2));
  const changed = Object.keys(given).filter(
    (name) => present[name] && present[name] !== given[name],
  );
  if (changed.length > 0) {
    throw new Error(
      `${file} has another ${changed.join(' and ')}. Change it there; nothing was written.`,
    );
  }
  /** @type {Record<string, string>} */
  const known = { ...given, ...present };
  await askForRest(known);
  const settings = completeSettings(known);
  const after = addSettings(before, settings);
  writeSecretly(after);
  renderAll(join(folder, 'production'), templateValues(settings, folder));
  console.log(
    after === before ? `${file} has all it needs; nothing was changed.` : `${file} is written.`,
  );
  console.log('The files for nginx and systemd are in production/. Go on with docs/production.md.');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
