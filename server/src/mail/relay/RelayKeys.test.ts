import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '../../../../tests/support/ManualClock.ts';
import { ManualTime } from '../../../../tests/support/ManualTime.ts';
import { silentLog } from '../../../../tests/support/silentLog.ts';
import { destroyOldKeys } from '../keyFolder.ts';
import { RelayProcess } from '../RelayProcess.ts';
import { RelayKeys } from './RelayKeys.ts';

const HOUR_MS = 3_600_000;

function setting(): { keys: RelayKeys; clock: ManualClock; folder: string } {
  const parent = mkdtempSync(join(tmpdir(), 'conclave-mail-keys-'));
  onTestFinished(() => rmSync(parent, { recursive: true }));
  const folder = join(parent, 'keys');
  const clock = new ManualClock();
  return { keys: new RelayKeys({ folder, clock }), clock, folder };
}

it('[M-2] has one key for a day, also after a restart, and another one then', () => {
  const { keys, clock, folder } = setting();
  const first = keys.current();
  clock.advance(24 * HOUR_MS - 1);
  expect(keys.current().keyId).toBe(first.keyId);
  expect(new RelayKeys({ folder, clock }).current().publicKey).toEqual(first.publicKey);
  clock.advance(1);
  expect(keys.current().keyId).not.toBe(first.keyId);
});

it('[M-2] opens with a key of yesterday, and destroys it after 72 hours', () => {
  const { keys, clock, folder } = setting();
  const { keyId } = keys.current();
  clock.advance(72 * HOUR_MS - 1);
  expect(keys.find(keyId)?.keyId).toBe(keyId);
  clock.advance(1);
  expect(keys.find(keyId)).toBeUndefined();
  expect(readdirSync(folder)).toEqual([]);
});

it('[M-2] the server destroys keys also when nobody asks the relay', () => {
  const { keys, clock, folder } = setting();
  keys.current();
  expect(destroyOldKeys(folder, clock.now() + 72 * HOUR_MS - 1)).toBe(0);
  expect(destroyOldKeys(folder, clock.now() + 72 * HOUR_MS)).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

it('makes a new key when the clock was put back, as one from the future would never end', () => {
  const { keys, clock } = setting();
  const { keyId } = keys.current();
  clock.advance(-HOUR_MS);
  expect(keys.current().keyId).not.toBe(keyId);
});

it('[M-2, T29] the process counts on from the moment it is told, and destroys nothing by its machine’s clock', async () => {
  const { folder } = setting();
  const begun = Date.UTC(2020, 1, 29);
  const of = async (now: number): Promise<{ keyId: string; createdAt: number }> => {
    const relay = new RelayProcess({
      settings: () => ({
        delivery: { by: 'folder', folder: join(folder, '../mails') },
        ...{ from: 'meet@hallwerk.example', origin: 'https://meet.hallwerk.example' },
        ...{ ownLinksOnly: false, keyFolder: folder, now, stopKey: '00'.repeat(32), retryMs: [] },
      }),
      timers: new ManualTime(),
      log: silentLog,
    });
    const key = await relay.currentKey();
    await relay.close();
    return key;
  };
  const first = await of(begun);
  expect(first.createdAt).toBeGreaterThanOrEqual(begun);
  expect(first.createdAt).toBeLessThan(begun + HOUR_MS);
  // A day of its own time later there is another one, and the former still lies there.
  const second = await of(begun + 25 * HOUR_MS);
  const names = readdirSync(folder).join();
  expect([first, second].map(({ keyId }) => names.includes(keyId))).toEqual([true, true]);
});

it('refuses a folder that others may read', () => {
  const { folder, clock } = setting();
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  expect(() => new RelayKeys({ folder, clock })).toThrow('0700');
});
