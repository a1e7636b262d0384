import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startServer, type RunningServer } from '../../support/server.ts';

/** Builds the workbench and starts a real server that serves it with its own headers and its own API. */
export async function openWorkbench(): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'files-workbench-'));
  const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url));
  await build({ configFile, build: { outDir: folder } });
  await copyFile(join(folder, 'index.html'), join(folder, '200.html'));
  const server = await startServer({ env: { WEB_DIR: folder } });
  const remove = server.remove.bind(server);
  return Object.assign(server, {
    async remove() {
      await remove();
      await rm(folder, { recursive: true });
    },
  });
}
