import { mkdirSync, readdirSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import roll from 'pino-roll';
import { retentionRules } from '@conclave/shared/dataMap/vocabulary';

const DAY_MS = 24 * 60 * 60 * 1000;

interface LogStream {
  write(line: string): void;
  /** Writes out what is buffered; what comes later is lost. May be called twice. */
  close(): void;
}

export interface LogFiles {
  readonly main: LogStream;
  readonly security: LogStream;
  close(): void;
}

/** One file a day and stream, in a folder that only we can read; old ones go. */
export async function openLogFiles(folder: string, now: number): Promise<LogFiles> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeOldLogs(folder, now);
  const main = await openStream(join(folder, 'server'), retentionRules.log.maxDays);
  const security = await openStream(join(folder, 'security'), retentionRules.securityLog.maxDays);
  return {
    main,
    security,
    close() {
      main.close();
      security.close();
    },
  };
}

/** Deletes log files older than their rule. pino-roll counts files; a server that rests does not roll. */
export function removeOldLogs(folder: string, now: number): number {
  const old = readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .filter((name) => now - statSync(join(folder, name)).mtimeMs >= keepMs(name));
  for (const name of old) unlinkSync(join(folder, name));
  return old.length;
}

function keepMs(name: string): number {
  const rule = name.startsWith('security') ? retentionRules.securityLog : retentionRules.log;
  return rule.maxDays * DAY_MS;
}

async function openStream(file: string, days: number): Promise<LogStream> {
  const stream = await roll({
    file,
    extension: '.log',
    frequency: 'daily',
    dateFormat: 'yyyy-MM-dd',
    mkdir: true,
    mode: 0o600,
    limit: { count: days - 1, removeOtherLogFiles: true }, // beside the one in use
  });
  // Before that it cannot be flushed, and a server that fails at once would lose why.
  await new Promise<void>((resolve) => stream.once('ready', resolve));
  let isOpen = true;
  return {
    write: (line) => {
      if (isOpen) stream.write(line);
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      stream.flushSync();
      stream.end();
    },
  };
}
