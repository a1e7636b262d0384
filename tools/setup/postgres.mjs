import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installPackages } from './apt.mjs';
import { findProgram, isProgram } from './findProgram.mjs';
import { provide } from './provision.mjs';

/** Debian keeps each version's server programs here and not on the PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** @param {string} folder */
const isServer = (folder) =>
  ['initdb', 'pg_ctl', 'postgres'].every((name) => isProgram(join(folder, name)));

/**
 * The folder with the newest PostgreSQL server.
 * @param {string} [debian]
 */
export function findPostgres(debian = DEBIAN) {
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const folders = versions
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => join(debian, version, 'bin'));
  const onPath = findProgram(['initdb']);
  if (onPath !== undefined) folders.push(dirname(onPath));
  return folders.find(isServer);
}

export const findDatabase = () =>
  provide({
    setting: 'CONCLAVE_PG_BIN',
    find: findPostgres,
    install: () => installPackages(['postgresql'], 'the tests of the store on PostgreSQL'),
    withoutIt: 'Tests of the store on PostgreSQL.',
  });
