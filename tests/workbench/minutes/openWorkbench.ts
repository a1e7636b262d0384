import { createServer, type Server } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { securityHeaders } from '../../../server/src/http/securityHeaders.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

export interface Workbench {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Builds the workbench and serves it with the headers of the product, its content policy above all. */
export async function openWorkbench(): Promise<Workbench> {
  const folder = await mkdtemp(join(tmpdir(), 'minutes-workbench-'));
  const { build } = await import('vite');
  const configFile = fileURLToPath(new URL('vite.config.ts', import.meta.url));
  await build({ configFile, build: { outDir: folder } });
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(folder, path === '/' ? 'index.html' : path);
    const headers = securityHeaders({ secure: false, socketOrigin: undefined });
    readFile(file).then(
      (bytes) => {
        const type = types[extname(file)] ?? 'application/octet-stream';
        response.writeHead(200, { ...headers, 'content-type': type }).end(bytes);
      },
      // Browsers ask for an icon; its absence is no fault of the page.
      () => response.writeHead(path === '/favicon.ico' ? 204 : 404, headers).end(),
    );
  });
  const port = await listen(server);
  return {
    origin: `http://localhost:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
    });
  });
}
