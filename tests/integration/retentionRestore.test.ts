import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { operator } from '../support/operator.ts';
import { startServer } from '../support/server.ts';
import { random } from '../support/signers.ts';
import { createMeeting } from '../support/testMeeting.ts';

/** Long ago: whoever was paid for until then is erased now. */
const LONG_AGO = '2020-01-01';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-restore-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The files below a folder in which a text stands. */
function filesWith(folder: string, text: string): string[] {
  const { stdout } = spawnSync('grep', ['-rlaF', '--', text, folder], { encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line !== '');
}

it('[R80, R87] [T30] erases a real instance’s lapsed company from files and new backups, and an old backup does not bring it back', async () => {
  const server = await startServer();
  onTestFinished(() => server.remove());
  const env = { DATA_DIR: server.dataDir };
  const canary = `cnry${Buffer.from(random(12)).toString('hex')}`;
  const organizer = new NodeBrowser(server.origin);
  await organizer.register({ address: `${canary}@example.org` });
  const { meetingId } = await createMeeting(organizer);
  const under = newFolder();
  expect((await operator(env, 'backup', '--under', under)).code).toBe(0);
  const [first = ''] = readdirSync(under).filter((name) => name.startsWith('2'));
  // [R131] An address is sealed from the first moment on. Control: what is not sealed is found.
  expect(filesWith(join(under, first), canary)).toEqual([]);
  expect(filesWith(join(under, first), meetingId)).not.toEqual([]);
  expect(filesWith(server.dataDir, meetingId)).not.toEqual([]);
  const keysIn = (folder: string): string[] => readdirSync(join(folder, 'account-keys'));
  expect(keysIn(under)).toHaveLength(2);

  const companies = await operator(env, 'companies');
  const [company = ''] = companies.output.trim().split('  ');
  await operator(env, 'mark-paid', '--company', company, '--until', LONG_AGO);
  expect((await operator(env, 'due')).code).toBe(1);
  await server.restart();
  await vi.waitFor(
    async () => {
      const { output } = await operator(env, 'erasures');
      expect(output).toContain('company  lapsed  1 meetings, 0 files');
      expect(output).not.toContain('under way');
    },
    { timeout: 60_000, interval: 200 },
  );
  expect(await operator(env, 'due')).toMatchObject({ code: 0 });
  expect((await operator(env, 'companies')).output).toBe('There is no company.\n');
  // Mails of development lie in a folder of their own for three days.
  rmSync(join(server.dataDir, 'dev-mail'), { recursive: true, force: true });
  for (const text of [canary, meetingId]) expect(filesWith(server.dataDir, text)).toEqual([]);
  const later = newFolder();
  await operator(env, 'backup', '--under', later);
  expect(filesWith(later, meetingId)).toEqual([]);
  // The key went before the rows; what is left is the mark of the store.
  expect(keysIn(server.dataDir)).toEqual(['mark']);

  // The newest ledger and keys, beside the old backup. By another pepper neither tells anything.
  await operator(env, 'backup', '--under', under);
  expect(keysIn(under)).toEqual(['mark']);
  const target = newFolder();
  const secrets = { SESSION_SECRET: 's'.repeat(40), PEPPER: 'p'.repeat(40) };
  const foreign = { DATA_DIR: newFolder(), ...secrets };
  expect((await operator(foreign, 'restore', '--from', join(under, first))).output).toContain(
    'sealed under another PEPPER',
  );
  spawnSync('cp', [join(server.dataDir, 'secrets.json'), target]);
  const { code, output } = await operator(
    { DATA_DIR: target },
    'restore',
    '--from',
    join(under, first),
  );
  expect(output).toContain('deleted again: 1 companies, 1 accounts, 1 meetings');
  expect(output).toContain('what has ended since is erased');
  expect(code).toBe(0);
  for (const text of [canary, meetingId]) expect(filesWith(target, text)).toEqual([]);
}, 180_000);
