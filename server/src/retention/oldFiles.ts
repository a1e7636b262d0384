import { existsSync } from 'node:fs';
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { retentionRules } from '@conclave/shared/dataMap/vocabulary';
import { removeOldLogs } from '../ops/logFiles.ts';
import { DAY_MS } from './due.ts';

export interface OldFilesOptions {
  readonly dataDir: string;
  /** Where mails lie while no mail server is configured. */
  readonly mailFolder: string;
  readonly logMs: number;
}

/** [R83, R86] Removes log files whose time is over, and mails that a development server kept. */
export async function removeOldFiles(options: OldFilesOptions, now: number): Promise<void> {
  const { dataDir, mailFolder, logMs } = options;
  const logs = join(dataDir, 'logs');
  if (existsSync(logs)) removeOldLogs(logs, { now, keepMs: logMs });
  if (!existsSync(mailFolder)) return;
  const before = now - retentionRules.mailJob.maxDays * DAY_MS;
  for (const name of await readdir(mailFolder)) {
    const path = join(mailFolder, name);
    const { mtimeMs, isFile } = await aboutFile(path);
    if (isFile && mtimeMs <= before) await unlink(path);
  }
}

async function aboutFile(path: string): Promise<{ mtimeMs: number; isFile: boolean }> {
  const found = await stat(path);
  return { mtimeMs: found.mtimeMs, isFile: found.isFile() };
}
