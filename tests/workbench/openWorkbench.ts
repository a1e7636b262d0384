import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { build } from 'vite';
import { securityHeaders } from '../../server/src/http/securityHeaders.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** A page outside of the product that mounts one part of it. */
export interface Workbench {
  readonly origin: string;
  close(): Promise<void>;
}

/** Builds it into a folder of its own and serves it with the headers of the product, its content policy above all. */
export async function openWorkbench(name: 'board' | 'chat' | 'minutes'): Promise<Workbench> {
  const configFile = join(import.meta.dirname, name, 'vite.config.ts');
  const folder = await mkdtemp(join(tmpdir(), 'conclave-workbench-'));
  await build({ configFile, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  const headers = securityHeaders({ secure: false, socketOrigin: undefined });
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = path === '/' ? '/index.html' : path;
    readFile(join(folder, file)).then(
      (bytes) => {
        const type = TYPES[extname(file)] ?? 'application/octet-stream';
        response.writeHead(200, { ...headers, 'content-type': type }).end(bytes);
      },
      // Browsers ask for an icon; its absence is no fault of the page.
      () => response.writeHead(path === '/favicon.ico' ? 204 : 404, headers).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = server.address();
  if (place === null || typeof place === 'string') throw new Error('no port');
  return {
    origin: `http://localhost:${place.port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}
