import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../../config.ts';
import { DiskBlobs } from '../../files/DiskBlobs.ts';
import { openBlobs } from '../../files/openBlobs.ts';
import type { Blobs } from '../../files/Blobs.ts';
import { adoptKeys } from '../../accountKeys/adoptKeys.ts';
import { openAccountKeys } from '../../accountKeys/openAccountKeys.ts';
import { withoutKeys } from '../../accountKeys/withoutKeys.ts';
import { option, type Command } from '../operator/Command.ts';
import { loadSecrets } from '../secretsFile.ts';
import { copyBlobs } from './copyBlobs.ts';
import { CopyError } from './copyDatabase.ts';
import { restorePostgres, restoreSqlite } from './dumps.ts';
import { keyLines, restoreKeys } from './keyBackup.ts';
import { readLedger, replayLedger } from './ledger.ts';
import { checkedManifest, type Manifest } from './manifest.ts';
import type { Cleared } from '../../retention/Residue.ts';
import { sweepRestored } from './sweepRestored.ts';

/**
 * Puts a backup into an empty instance that does not run: checked against its manifest first, and
 * with everything deleted again that had been deleted since.
 */
export const restore: Command = {
  help: 'puts a backup into an empty instance that does not run',
  options: ['from'],
  async run(context, options) {
    const { config, database } = context;
    const from = resolve(option(options, 'from'));
    const manifest = await checkedManifest(from);
    const blobs = await openBlobs(config, { alone: false });
    await refuseFiles(blobs);
    const { pepper } = loadSecrets(config);
    const keys = await openAccountKeys(config, pepper);
    const came = await restoreKeys(dirname(from), keys, { pepper, mark: manifest.accountKeys });
    await restoreDatabase(from, manifest, config);
    const { chunks, bytes } = await copyBlobs(new DiskBlobs(join(from, 'blobs')), blobs);
    // Opening migrates: a backup of an older version becomes one of this.
    const open = await database(keys);
    const clear = (): Promise<Cleared> => Promise.resolve('clean'); // sweepRestored does
    await adoptKeys({ database: open, clock: context.clock, clear });
    const ledger = await readLedger(dirname(from));
    const again = await replayLedger({ database: open, blobs, pepper }, ledger);
    const without = await withoutKeys(open);
    const swept = await sweepRestored(context, { database: open, blobs });
    return {
      lines: [
        `Restored ${from}, of version ${manifest.version}`,
        `files     ${chunks} chunks, ${bytes} bytes`,
        `keys      ${came} of accounts came from beside the backups`,
        `ledger    ${ledger.length} deletions; deleted again: ${again.companies} companies, ${again.accounts} accounts, ${again.meetings} meetings, ${again.files} files, ${again.documents} documents`,
        `due       ${swept ? 'what has ended since is erased' : 'something is left for the server to erase'}`,
        ...keyLines(without),
      ],
      ok: without.length === 0,
    };
  },
};

async function refuseFiles(blobs: Blobs): Promise<void> {
  for await (const place of blobs.places()) {
    throw new CopyError(
      `There are files already, as of meeting ${place.meetingId}; nothing was changed.`,
    );
  }
}

async function restoreDatabase(from: string, manifest: Manifest, config: Config): Promise<void> {
  const { databaseUrl, dataDir } = config;
  const dialect = databaseUrl ? 'postgres' : 'sqlite';
  if (manifest.dialect !== dialect) {
    throw new CopyError(
      `This is a backup of ${manifest.dialect}, and the instance uses ${dialect}. Restore it there, then use "move".`,
    );
  }
  if (databaseUrl) return restorePostgres(databaseUrl, from);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return restoreSqlite(from, dataDir);
}
