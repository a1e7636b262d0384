import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogFiles, removeOldLogs } from './logFiles.ts';

const DAY_S = 24 * 60 * 60;
const NOW = Date.UTC(2026, 10, 21);

describe('log files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'conclave-logs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function put(name: string, daysOld: number): void {
    const file = join(folder, name);
    writeFileSync(file, 'line\n');
    utimesSync(file, NOW / 1000 - daysOld * DAY_S, NOW / 1000 - daysOld * DAY_S);
  }

  it('[R86, R83] go after 30 days, those with whole addresses after 7, nothing else', () => {
    put('server.2026-10-21.1.log', 30.01);
    put('server.2026-10-23.1.log', 29.9);
    put('security.2026-11-13.1.log', 7.01);
    put('security.2026-11-15.1.log', 6.9);
    put('keep.txt', 99);
    expect(removeOldLogs(folder, { now: NOW, keepMs: 30 * DAY_S * 1000 })).toBe(2);
    expect(readdirSync(folder).sort()).toEqual([
      'keep.txt',
      'security.2026-11-15.1.log',
      'server.2026-10-23.1.log',
    ]);
  });

  it('are one a day and stream, and readable by their owner only', async () => {
    const files = await openLogFiles(folder, { now: NOW, keepMs: 30 * DAY_S * 1000 });
    files.main.write('{"a":1}\n');
    files.security.write('{"b":1}\n');
    files.close();
    const names = readdirSync(folder).sort();
    expect(names).toHaveLength(2);
    expect(names[0]).toMatch(/^security\.\d{4}-\d\d-\d\d\.1\.log$/);
    expect(names[1]).toMatch(/^server\.\d{4}-\d\d-\d\d\.1\.log$/);
    const paths = names.map((name) => join(folder, name));
    expect(paths.map((path) => readFileSync(path, 'utf8'))).toEqual(['{"b":1}\n', '{"a":1}\n']);
    expect(paths.map((path) => statSync(path).mode & 0o777)).toEqual([0o600, 0o600]);
  });

  it('continue in the same file after a restart on the same day', async () => {
    for (const line of ['first\n', 'second\n']) {
      const files = await openLogFiles(folder, { now: NOW, keepMs: 30 * DAY_S * 1000 });
      files.main.write(line);
      files.close();
    }
    const [, server = ''] = readdirSync(folder).sort();
    expect(readFileSync(join(folder, server), 'utf8')).toBe('first\nsecond\n');
  });

  it('take a late line without harm', async () => {
    const files = await openLogFiles(folder, { now: NOW, keepMs: 30 * DAY_S * 1000 });
    files.close();
    files.close();
    expect(() => files.main.write('late\n')).not.toThrow();
  });
});
