import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '@conclave/shared/Secret';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkAccountKeys } from './checkAccountKeys.ts';

/** A data folder, in which the keys lie or not. */
function setting() {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-doctor-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  const places = {
    ...{ mode: 'production' as const, dataDir, databaseUrl: undefined },
    ...{ accountKeysDir: undefined, s3: undefined },
  };
  const make = (path: string): string => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  };
  return { folder, dataDir, places, make };
}

describe('[R131] the doctor, of the keys of accounts,', () => {
  it('says where they are not there, and finds a fault where they are open to others', async () => {
    const { dataDir, places, make } = setting();
    expect(await checkAccountKeys(places)).toMatchObject({ state: 'note' });
    const keys = make(join(dataDir, 'account-keys'));
    chmodSync(keys, 0o755);
    expect(await checkAccountKeys(places)).toMatchObject({
      ...{ state: 'fault', todo: `Run chmod 700 ${keys}.` },
    });
  });

  it('asks for another place where a copy of the database would have them in it, in production', async () => {
    const { folder, dataDir, places, make } = setting();
    make(join(dataDir, 'account-keys'));
    expect(await checkAccountKeys(places)).toMatchObject({ state: 'note' });
    expect(await checkAccountKeys({ ...places, mode: 'development' })).toMatchObject({
      state: 'well',
    });
    const databaseUrl = new Secret('postgres://127.0.0.1/conclave');
    expect(await checkAccountKeys({ ...places, databaseUrl })).toMatchObject({ state: 'well' });
    const accountKeysDir = make(join(folder, 'data-keys'));
    expect(await checkAccountKeys({ ...places, accountKeysDir })).toMatchObject({ state: 'well' });
  });
});
