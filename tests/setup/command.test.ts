import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { run, withOwnTools, withoutOwnTools } from '../../tools/setup/command.mjs';
import { exitCodeOf, runInBackground, runInForeground } from '../../tools/setup/foreground.mjs';
import { inRoot } from '../../tools/setup/paths.mjs';

/** Whether a process still does something; one that has ended may wait to be collected. */
function lives(pid: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' });
  return stdout !== '' && !stdout.startsWith('Z');
}

describe('run', () => {
  it('says so when there is no such program', async () => {
    const { ok, output } = await run('no-such-program', []);
    expect(ok).toBe(false);
    expect(output).toContain('ENOENT');
  });

  it('ends a command that takes too long, and says after what time', async () => {
    const { ok, output } = await run('sh', ['-c', 'echo begun; sleep 30'], { limitMs: 2_000 });
    expect(ok).toBe(false);
    expect(output.split('\n').sort()).toEqual(['(not finished after 2000 ms)', 'begun']);
  });

  it('leaves nothing running that the command had started', async () => {
    const { ok, output } = await run('sh', ['-c', 'sleep 30 >&- 2>&- & echo $!']);
    expect(ok).toBe(true);
    await expect.poll(() => lives(output)).toBe(false);
  });

  it('hears both outputs', async () => {
    const { output } = await run('sh', ['-c', 'echo one; echo two >&2']);
    expect(output.split('\n').sort()).toEqual(['one', 'two']);
  });
});

describe('runInForeground', () => {
  it('passes on the code of the program, and of a signal as a shell would', async () => {
    expect(await runInForeground('sh', ['-c', 'exit 7'], process.env)).toBe(7);
    expect(await runInForeground('sh', ['-c', 'kill -TERM $$'], process.env)).toBe(143);
    expect(exitCodeOf('SIGINT')).toBe(130);
  });
});

describe('runInBackground', () => {
  it('keeps what the program says on both outputs, and its code', async () => {
    const { exitCode, output } = await runInBackground(
      'sh',
      ['-c', 'echo one; echo two >&2; exit 7'],
      process.env,
    );
    expect(exitCode).toBe(7);
    expect(output.split('\n').sort()).toEqual(['', 'one', 'two']);
  });

  it('has the code of a signal as a shell would', async () => {
    const { exitCode } = await runInBackground('sh', ['-c', 'kill -TERM $$'], process.env);
    expect(exitCode).toBe(143);
  });
});

describe('the PATH', () => {
  const own = inRoot('node_modules', '.bin');

  it('has our own tools first, and once', () => {
    const path = `/usr/bin:${own}:/bin`;
    expect(withOwnTools({ PATH: path })['PATH']).toBe(`${own}:/usr/bin:/bin`);
  });

  it('has none of our own tools for the installer that deletes them', () => {
    const path = `${own}:/usr/bin:${inRoot('node_modules', 'npm', 'bin')}:/bin`;
    expect(withoutOwnTools({ PATH: path })['PATH']).toBe('/usr/bin:/bin');
  });
});
