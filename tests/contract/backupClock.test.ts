import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../server/src/config.ts';
import { backup } from '../../server/src/ops/backup/backup.ts';
import { readLedger } from '../../server/src/ops/backup/ledger.ts';
import { isoTime } from '../../server/src/ops/Clock.ts';
import { DutyStore } from '../../server/src/store/DutyStore.ts';
import { openTestSqlite } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { silentLog } from '../support/silentLog.ts';

const DAY_MS = 24 * 3_600_000;

it('[T29, T30] a backup under a clock that jumped ahead removes neither older ones nor what deletes again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-backup-clock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const clock = new ManualClock();
  const open = await openTestSqlite(clock);
  const duty = new DutyStore(open);
  await duty.mark('seen', clock.now());
  const read = readConfig({ DATA_DIR: join(folder, 'data') });
  if ('faults' in read) throw new Error(read.faults.join());
  const under = join(folder, 'backups');
  const yesterday = isoTime(clock.now() - DAY_MS).replaceAll(':', '-');
  mkdirSync(join(under, yesterday), { recursive: true });
  const entry = { keyedHash: 'h'.repeat(43), at: clock.now() - DAY_MS };
  writeFileSync(join(under, 'deletions.json'), JSON.stringify([entry]));
  const context = {
    ...{ config: read.config, clock, log: silentLog, database: () => Promise.resolve(open) },
  };
  const run = () => backup.run(context, new Map([['under', under]]));

  clock.advance(400 * DAY_MS);
  expect((await run()).ok).toBe(true);
  expect(existsSync(join(under, yesterday))).toBe(true);
  expect(await readLedger(under)).toEqual([entry]);

  // Once it is believed, they go.
  clock.advance(1);
  await duty.mark('seen', clock.now());
  await run();
  expect(existsSync(join(under, yesterday))).toBe(false);
  expect(await readLedger(under)).toEqual([]);
});
