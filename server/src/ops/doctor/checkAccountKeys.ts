import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { keyFolder } from '../../accountKeys/openKeyStore.ts';
import type { Config } from '../../config.ts';
import { fault, note, reasonOf, well, type Finding } from './Finding.ts';

type KeyPlaces = Pick<Config, 'mode' | 'databaseUrl' | 'dataDir' | 'accountKeysDir' | 's3'>;

const ABOUT = 'keys of accounts';
const NOT_THERE =
  'The first start makes it. If there are accounts already, put it back from beside the backups.';

/** [R131] Whether the keys lie where the server can write them, for nobody else to read, and apart from the database. */
export async function checkAccountKeys(config: KeyPlaces): Promise<Finding> {
  const folder = keyFolder(config);
  if (folder === undefined) return well(ABOUT, 'under account-keys/ in the bucket');
  try {
    const { mode } = await stat(folder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    if ((mode & 0o077) !== 0) {
      return fault(ABOUT, `${folder} is open to others`, `Run chmod 700 ${folder}.`);
    }
  } catch (error) {
    if (reasonOf(error) === 'ENOENT') return note(ABOUT, `${folder} is not there`, NOT_THERE);
    const todo = 'Make ACCOUNT_KEYS_DIR a folder that the server’s user may write.';
    return fault(ABOUT, `${folder} cannot be used (${reasonOf(error)})`, todo);
  }
  if (!liesBesideDatabase(config, folder)) return well(ABOUT, `in ${folder}`);
  return note(
    ABOUT,
    `${folder} lies in the folder of the database`,
    'Set ACCOUNT_KEYS_DIR to a folder outside of DATA_DIR, and move the keys there while the server is stopped: who copies the database must not copy them.',
  );
}

/** In production only: elsewhere one folder holds everything. */
function liesBesideDatabase({ mode, databaseUrl, dataDir }: KeyPlaces, folder: string): boolean {
  if (mode !== 'production' || databaseUrl !== undefined) return false;
  const way = relative(resolve(dataDir), resolve(folder));
  return !way.startsWith('..');
}
