import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { Readable } from 'node:stream';
import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyHttpOptions, type FastifyInstance } from 'fastify';
import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { CHUNK_TYPE } from '@conclave/shared/wire/filesApi';
import { addressKey } from '../ops/addressKey.ts';
import type { Log } from '../ops/Log.ts';
import type { Metrics } from '../ops/Metrics.ts';
import { BinaryReply } from './BinaryReply.ts';
import { callOf } from './Call.ts';
import { errorHandler } from './errors.ts';
import { forwardToNode, type Forwarding } from './forwardToNode.ts';
import type { Origins } from './origins.ts';
import { RateLimit } from './RateLimit.ts';
import type { Route } from './Route.ts';
import { securityHeaders } from './securityHeaders.ts';
import { serveStatic } from './staticFiles.ts';

const BODY_BYTES = 64 * 1024;
const HEADERS_MS = 10_000;
const BODY_MS = 30_000;

/** How long running requests may take when the server ends. Its supervisor waits 10 s in all. */
const CLOSE_MS = 3_000;

/** For one address, all of /api. A company of 200 behind one address joins within it; a flood does not. */
const API_LIMIT = { times: 2_000, perMs: 10_000 };

const BYTES_TYPE = 'application/octet-stream';
const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'];
const JSON_TYPE = 'application/json; charset=utf-8';
const MALFORMED = JSON.stringify({ code: 'malformed' satisfies ErrorCode });

export interface AppOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly origins: Origins;
  readonly routes: readonly Route[];
  /** The built web client. */
  readonly webDir: string;
  readonly trustProxy: readonly string[];
  /** Own certificate (--lan); without it TLS is a proxy's business. */
  readonly tls: { readonly key: string; readonly cert: string } | undefined;
  /** To the one of several nodes that has a meeting's room. */
  readonly forwarding?: Forwarding;
}

export interface App {
  /** For signaling, which shares the port. */
  readonly server: Server;
  /** All routes, as data. */
  readonly routes: readonly Route[];
  /** Starts to serve; returns the port. */
  listen(at: { host: string; port: number }): Promise<number>;
  close(): Promise<void>;
}

/** Builds the HTTP side. It serves from listen() on; until then nothing is open. */
export async function createApp(options: AppOptions): Promise<App> {
  const app = createFastify(options);
  await app.register(fastifyCookie);
  app.addContentTypeParser(
    ['application/reports+json', 'application/csp-report'],
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );
  app.addContentTypeParser(BYTES_TYPE, { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  // What mail programs send to a stop link (RFC 8058): that they came says all.
  app.addContentTypeParser(FORM_TYPES, { parseAs: 'buffer' }, (_request, _body, done) =>
    done(null, undefined),
  );
  // Handed on as they come: only the route knows how many it takes.
  app.addContentTypeParser(CHUNK_TYPE, (_request, payload, done) => {
    done(null, payload);
  });
  addHooks(app, options);
  app.setErrorHandler(errorHandler(options.log));
  for (const route of options.routes) addRoute(app, route, options.origins);
  await serveStatic(app, options.webDir);
  return {
    server: app.server,
    routes: options.routes,
    async listen({ host, port }) {
      await app.listen({ host, port });
      const address = app.server.address();
      return typeof address === 'object' && address ? address.port : port;
    },
    close: () => close(app),
  };
}

function createFastify({ trustProxy, tls, origins }: AppOptions): FastifyInstance {
  const timing = { connectionsCheckingInterval: 2_000, headersTimeout: HEADERS_MS };
  const options: FastifyHttpOptions<Server> = {
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: BODY_MS,
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    routerOptions: { maxParamLength: 200 },
    http: timing,
    // For what has no route because its address does not decode: no hook sees it.
    frameworkErrors: (_, request, reply) => {
      const headers = { ...headersFor(request.headers.host, origins), 'content-type': JSON_TYPE };
      reply.raw.writeHead(400, headers).end(MALFORMED);
    },
  };
  if (tls) {
    options.serverFactory = (handler) =>
      createTlsServer({ ...tls, ...timing, minVersion: 'TLSv1.2' }, handler);
  }
  const app = fastify(options);
  app.server.requestTimeout = BODY_MS;
  return app;
}

/** Takes nothing new, lets running requests end, then cuts what is left. */
async function close(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), CLOSE_MS);
  await app.close();
  clearTimeout(timer);
}

function addHooks(app: FastifyInstance, { log, metrics, origins, forwarding }: AppOptions): void {
  const limit = new RateLimit(API_LIMIT);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headersFor(request.headers.host, origins));
    if (!request.url.startsWith('/api/')) return;
    reply.header('cache-control', 'no-store');
    await limit.take(addressKey(request.ip));
    if (forwarding && (await forwardToNode({ ...forwarding, log }, request, reply))) return reply;
  });
  app.addHook('onSend', async ({ body }, reply) => {
    // [T13] Whatever is left of a refused body stays unread: without this Node would read it to its end.
    if (body instanceof Readable && !body.readableEnded) reply.header('connection', 'close');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request;
    const route = request.routeOptions.url ?? '/*';
    metrics.request({ method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    if (route === '/healthz' || route === '/readyz') return;
    log.debug('http.request', {
      route,
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime),
      request: request.id,
      address: request.ip,
    });
  });
}

function headersFor(host: string | undefined, origins: Origins): Record<string, string> {
  return securityHeaders({ secure: origins.secure, socketOrigin: origins.socketOrigin(host) });
}

function addRoute(app: FastifyInstance, route: Route, origins: Origins): void {
  const limit = route.limit && new RateLimit(route.limit);
  app.route({
    method: route.method,
    url: route.path,
    ...(route.maxBodyBytes !== undefined && { bodyLimit: route.maxBodyBytes }),
    async onRequest(request, reply) {
      if (changes(route) && !origins.isOwn(request.headers.origin, request.headers.host)) {
        throw new RefusedError('foreignOrigin');
      }
      await limit?.take(addressKey(request.ip));
      await route.admit?.(request.params, callOf(request, reply, origins.secure));
    },
    async handler(request, reply) {
      const { params, query, body } = request;
      const call = callOf(request, reply, origins.secure);
      const answer = await route.answer({ params, query, body }, call);
      if (answer instanceof BinaryReply) {
        return reply.code(answer.status).headers(answer.headers).send(answer.body);
      }
      if (isBytes(answer)) reply.type(BYTES_TYPE);
      return reply.code(route.status).send(answer);
    },
  });
}

function isBytes(answer: unknown): boolean {
  return answer instanceof Uint8Array || answer instanceof Readable;
}

function changes({ method, anyOrigin }: Route): boolean {
  return method !== 'GET' && anyOrigin !== true;
}
