import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { sql } from '../../server/src/store/Database.ts';
import { openSqlite } from '../../server/src/store/sqlite/openSqlite.ts';

const WRITER = fileURLToPath(new URL('../support/durableWriter.ts', import.meta.url));
const ROUNDS = 5;

interface Line {
  n: number;
  partner: number | null;
}

/** Runs the writer, kills it in the moment of so many acknowledgements; returns what it acknowledged. */
async function writeAndKill(dataDir: string, first: number, count: number): Promise<number[]> {
  const child = spawn(process.execPath, [WRITER, dataDir, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  let left = count;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    left -= text.split('\n').length - 1;
    if (left <= 0) child.kill('SIGKILL');
  });
  await once(child, 'close');
  // A line cut off by the kill was not acknowledged to anybody.
  return output.slice(0, output.lastIndexOf('\n')).split('\n').map(Number);
}

describe('[R133, T01] SQLite killed while it writes', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'conclave-kill-'));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('keeps every acknowledged row, and half of no transaction', { timeout: 60_000 }, async () => {
    const acknowledged: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const first = round * 1_000_000;
      acknowledged.push(...(await writeAndKill(dataDir, first, 53 + round * 71)));

      const opened = performance.now();
      const database = await openSqlite({ dataDir, alone: true });
      const { rows } = await sql<Line>`select n, partner from line`.execute(database.query);
      expect(performance.now() - opened).toBeLessThan(3_000);
      const stored = new Set(rows.map(({ n }) => n));
      expect(acknowledged.filter((n) => !stored.has(n))).toEqual([]);
      expect(rows.filter(({ partner }) => partner !== null && !stored.has(partner))).toEqual([]);
      const check = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(
        database.query,
      );
      expect(check.rows).toEqual([{ integrity_check: 'ok' }]);
      await database.close();
    }
    expect(acknowledged.length).toBeGreaterThan(ROUNDS * 50);
  });
});
