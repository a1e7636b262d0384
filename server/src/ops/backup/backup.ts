import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskBlobs } from '../../files/DiskBlobs.ts';
import { openAccountKeys } from '../../accountKeys/openAccountKeys.ts';
import { openBlobs } from '../../files/openBlobs.ts';
import { lookAtClock } from '../../retention/ClockWitness.ts';
import { DutyStore } from '../../store/DutyStore.ts';
import { isoTime } from '../Clock.ts';
import { option, type Command } from '../operator/Command.ts';
import { loadSecrets } from '../secretsFile.ts';
import { softwareVersion } from '../softwareVersion.ts';
import { copyBlobs } from './copyBlobs.ts';
import { dumpPostgres, dumpSqlite } from './dumps.ts';
import { backUpKeys, keyLines } from './keyBackup.ts';
import { exportLedger } from './ledger.ts';
import { writeManifest } from './manifest.ts';
import { removeOldBackups } from './oldBackups.ts';

/**
 * One backup in a folder of its own, beside a running server: the database first, then the files,
 * so that every file that the database knows is there. What it holds is as sealed as the original.
 */
export const backup: Command = {
  help: 'puts a backup of database and files into a new folder under …',
  options: ['under'],
  async run({ config, clock, database }, options) {
    const under = option(options, 'under');
    const name = isoTime(clock.now()).replaceAll(':', '-');
    const partial = join(under, `${name}.partial`);
    await mkdir(partial, { recursive: true, mode: 0o700 });
    const { pepper } = loadSecrets(config);
    const open = await database(await openAccountKeys(config, pepper));
    const { databaseUrl } = config;
    await (databaseUrl ? dumpPostgres(databaseUrl, partial) : dumpSqlite(open, partial));
    const blobs = await openBlobs(config, { alone: false });
    const { chunks, bytes } = await copyBlobs(blobs, new DiskBlobs(join(partial, 'blobs')));
    const about = {
      ...{ version: softwareVersion(), at: clock.now(), dialect: open.dialect },
      accountKeys: await open.accountKeys.mark(),
    };
    await writeManifest(partial, about);
    await rename(partial, join(under, name));
    // A clock that jumped ahead would remove every backup, and what deletes again after a restore.
    const { now } = await lookAtClock(new DutyStore(open), clock);
    const { count: keys, without } = await backUpKeys(open, under);
    const deletions = await exportLedger(open, { under, now });
    const old = await removeOldBackups(under, now - config.retention.backupMs);
    return {
      lines: [
        `The backup is ${join(under, name)}`,
        `database  ${open.dialect}`,
        `files     ${chunks} chunks, ${bytes} bytes`,
        `keys      ${keys} of accounts, in ${join(under, 'account-keys')}`,
        `ledger    ${deletions} deletions, in ${join(under, 'deletions.json')}`,
        `removed   ${old} older backups`,
        ...keyLines(without),
        'Keep .env (or secrets.json) apart from it: without PEPPER nobody can sign in.',
      ],
      ok: without.length === 0,
    };
  },
};
