import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { RefusedError } from '@conclave/shared/RefusedError';
import { DOCUMENT_HEADERS, READER_POLICY } from './securityHeaders.ts';

/** The page of every address of the app; it finds out in the browser what to show. */
const PAGE = '200.html';
/** Files whose names change with their content. */
const HASHED = '/_app/immutable/';
const YEAR_S = 365 * 24 * 60 * 60;
const IMMUTABLE = `public, max-age=${YEAR_S}, immutable`;

/**
 * The built web client: files as they are, and one page, with the same bytes for everybody, for all
 * other addresses without a file ending.
 */
export async function serveStatic(app: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(join(folder, PAGE));
  if (isBuilt) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', 'no-cache');
        if (isReader(path)) reply.header('content-security-policy', READER_POLICY);
      },
    });
    await app.register(fastifyStatic, {
      root: join(folder, HASHED),
      prefix: HASHED,
      decorateReply: false,
      index: false,
      preCompressed: true,
      cacheControl: false,
      // Nobody asks again for what never changes.
      etag: false,
      lastModified: false,
      acceptRanges: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', IMMUTABLE);
        if (isReader(path)) reply.header('content-security-policy', READER_POLICY);
        if (isPassive(path)) for (const name of DOCUMENT_HEADERS) reply.removeHeader(name);
      },
    });
    // The folder itself would be answered as forbidden.
    app.get('/', (_, reply) => reply.sendFile(PAGE));
  }
  app.setNotFoundHandler(async (request, reply) => {
    if (!isPage(request.method, request.url)) throw new RefusedError('notFound');
    if (isBuilt) return reply.sendFile(PAGE);
    return reply.code(503).send('The web client is not built: npm run build\n');
  });
}

/** Neither a document nor a worker: no policy of its own applies to it, its page's does. */
function isPassive(path: string): boolean {
  return /\.(?:js|css|woff2)(?:\.(?:br|gz))?$/.test(path) && !path.includes('/workers/');
}

/** A worker that looks into files of strangers; named so in `web/src/lib/files`. */
function isReader(path: string): boolean {
  return /\/(?:preview|pages)\.worker[^/]*$/.test(path);
}

function isPage(method: string, url: string): boolean {
  const [path = ''] = url.split('?');
  if (method !== 'GET' && method !== 'HEAD') return false;
  return !/^\/(?:api|_app)(?:\/|$)/.test(path) && !/\.[^/]*$/.test(path);
}
