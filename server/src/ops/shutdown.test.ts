import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const SHUTDOWN = new URL('./shutdown.ts', import.meta.url).href;
const LOG = new URL('../../../tests/support/lines.ts', import.meta.url).href;

/** A process that stops in order; `body` runs once it is ready, `close` when it is asked to end. */
async function run(body: string, close: string): Promise<{ code: number | null; output: string }> {
  const program = `
    import { stopOnSignals } from ${JSON.stringify(SHUTDOWN)};
    import { logToMemory } from ${JSON.stringify(LOG)};
    const { log, lines } = logToMemory();
    process.on('exit', () => process.stdout.write(lines.join('')));
    setInterval(() => undefined, 1_000);
    stopOnSignals({ log, close: async () => { ${close} } });
    ${body}`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = text(child.stdout);
  await once(child, 'close');
  return { code: child.exitCode, output: await output };
}

const DONE = `process.stdout.write('closed\\n');`;

describe('stopOnSignals', () => {
  it('closes and ends with 0 on a signal', async () => {
    const { code, output } = await run(`process.kill(process.pid, 'SIGTERM');`, DONE);
    expect(code).toBe(0);
    expect(output).toContain('closed');
    expect(output).toContain('"signal":"SIGTERM"');
  });

  it.each(['throw new Error("x");', 'Promise.reject(new Error("x"));'])(
    'logs a bug that nobody caught, closes and ends with 1: %s',
    async (bug) => {
      const { code, output } = await run(`setTimeout(() => { ${bug} }, 1);`, DONE);
      expect(code).toBe(1);
      expect(output).toContain('closed');
      expect(output).toContain('shutdown.bug');
    },
  );

  it('ends with 1 when closing fails', async () => {
    const { code, output } = await run(
      `process.kill(process.pid, 'SIGINT');`,
      `throw new Error('stuck');`,
    );
    expect(code).toBe(1);
    expect(output).toContain('shutdown.failed');
  });

  it('does not wait on a second signal', async () => {
    const { code } = await run(
      `process.kill(process.pid, 'SIGINT'); setTimeout(() => process.kill(process.pid, 'SIGINT'), 50);`,
      `await new Promise(() => undefined);`,
    );
    expect(code).toBe(1);
  });
});
