import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { openBlobs } from '../../files/openBlobs.ts';
import { openDatabase } from '../../store/openDatabase.ts';
import { openAccountKeys } from '../../accountKeys/openAccountKeys.ts';
import { keyFolder, type KeyStoreSettings } from '../../accountKeys/openKeyStore.ts';
import type { Config } from '../../config.ts';
import { option, type Command } from '../operator/Command.ts';
import { loadSecrets } from '../secretsFile.ts';
import { copyBlobs } from './copyBlobs.ts';
import { copyDatabase } from './copyDatabase.ts';
import { takeKeys } from './keyBackup.ts';

/**
 * From the embedded database and the disk to where the environment points: PostgreSQL, an object
 * store, or both. The old folder stays as it is; whoever is not pleased goes back to it.
 */
export const move: Command = {
  help: 'copies all of a data folder into the empty database and file store that are configured',
  options: ['from'],
  async run({ config, clock, log, database }, options) {
    const dataDir = resolve(option(options, 'from'));
    if (!config.databaseUrl)
      return { lines: ['DATABASE_URL must name the new database.'], ok: false };
    // Alone: a server that still runs there would go on writing into what is left behind.
    const { pepper } = loadSecrets(config);
    const keys = await openAccountKeys(keysOf(dataDir, config), pepper);
    const old = await openDatabase({ dataDir, url: undefined, alone: true, clock, log, keys });
    try {
      const moved = await takeKeys(keys, await openAccountKeys(config, pepper));
      const counts = await copyDatabase(old, await database());
      const target = await openBlobs(config, { alone: false });
      const sameDisk = config.s3 === undefined && config.dataDir === dataDir;
      const source = await openBlobs({ dataDir }, { alone: false });
      const files = sameDisk ? undefined : await copyBlobs(source, target);
      return {
        lines: [
          ...counts.map(({ table, rows, digest }) => `${table.padEnd(24)} ${rows} rows ${digest}`),
          files
            ? `files  ${files.chunks} chunks, ${files.bytes} bytes`
            : 'files stay where they are',
          `keys   ${moved} of accounts came along`,
          'Both sides were read and are the same. The old folder was not changed.',
        ],
        ok: true,
      };
    } finally {
      await old.close();
    }
  },
};

/** In the old folder; else where they are configured, and stay. */
function keysOf(dataDir: string, { accountKeysDir }: Config): KeyStoreSettings {
  const own = { dataDir, accountKeysDir: undefined, s3: undefined };
  return existsSync(keyFolder(own) ?? '') ? own : { ...own, accountKeysDir };
}
