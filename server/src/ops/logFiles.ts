import { mkdirSync, readdirSync, statSync, unlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import roll from 'pino-roll';
import { retentionRules } from '@conclave/shared/dataMap/vocabulary';

const DAY_MS = 24 * 60 * 60 * 1000;

interface LogStream {
  write(line: string): void;
  /** Writes out what is buffered; what comes later is lost. May be called twice. */
  close(): void;
}

export interface LogKeeping {
  readonly now: number;
  /** [R83] How long, at most. */
  readonly keepMs: number;
}

export interface LogFiles {
  readonly main: LogStream;
  readonly security: LogStream;
  close(): void;
}

/** One file a day and stream, in a folder that only we can read; old ones go. */
export async function openLogFiles(folder: string, how: LogKeeping): Promise<LogFiles> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeOldLogs(folder, how);
  const main = await openStream(join(folder, 'server'), how);
  const security = await openStream(join(folder, 'security'), how);
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
export function removeOldLogs(folder: string, { now, keepMs }: LogKeeping): number {
  const old = readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .filter((name) => now - statSync(join(folder, name)).mtimeMs >= keptMs(name, keepMs));
  for (const name of old) unlinkSync(join(folder, name));
  return old.length;
}

/** Never longer than its rule, whatever is configured. */
function keptMs(name: string, keepMs: number): number {
  const rule = name.startsWith('security') ? retentionRules.securityLog : retentionRules.log;
  return Math.min(rule.maxDays * DAY_MS, keepMs);
}

async function openStream(file: string, { keepMs }: LogKeeping): Promise<LogStream> {
  const days = keptMs(basename(file), keepMs) / DAY_MS;
  const stream = await roll({
    file,
    extension: '.log',
    frequency: 'daily',
    dateFormat: 'yyyy-MM-dd',
    mkdir: true,
    mode: 0o600,
    limit: { count: Math.max(1, days - 1), removeOtherLogFiles: true }, // beside the one in use
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
