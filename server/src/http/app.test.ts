import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { RefusedError } from '@conclave/shared/RefusedError';
import { logToMemory } from '../../../tests/support/lines.ts';
import { Metrics } from '../ops/Metrics.ts';
import { StoreUnavailableError } from '../store/StoreError.ts';
import { createApp, type App } from './app.ts';
import { createOrigins } from './origins.ts';
import { BytesBody, BytesReply, route } from './Route.ts';
import { DOCUMENT_HEADERS } from './securityHeaders.ts';

const PAGE = '<!doctype html><title>Conclave</title>';
const { log, lines } = logToMemory();
let webDir: string;
let app: App;
let origin: string;

const routes = [
  route({
    method: 'POST',
    path: '/api/things/:name',
    audience: 'anyone',
    takes: {
      params: v.strictObject({ name: v.pipe(v.string(), v.maxLength(10)) }),
      body: v.strictObject({ size: v.number() }),
    },
    reply: v.strictObject({ name: v.string(), size: v.number() }),
    status: 201,
    handle: ({ params, body }, call) => {
      call.setCookie('session', 'token', 60_000);
      return { name: params.name, size: body.size };
    },
  }),
  route({
    method: 'GET',
    path: '/api/broken/:how',
    audience: 'anyone',
    takes: { params: v.strictObject({ how: v.string() }) },
    reply: v.strictObject({ fine: v.pipe(v.boolean(), v.literal(true)) }),
    handle: ({ params }) => {
      if (params.how === 'refused') throw new RefusedError('meetingEnded');
      if (params.how === 'away') throw new StoreUnavailableError('gone');
      if (params.how === 'bug') throw new TypeError('secret detail');
      return { fine: false };
    },
  }),
  route({
    method: 'PUT',
    path: '/api/bytes/:who',
    audience: 'anyone',
    takes: { body: BytesBody },
    reply: BytesReply,
    maxBodyBytes: 1_000,
    admit: (params) =>
      v.is(v.object({ who: v.literal('stranger') }), params)
        ? Promise.reject(new RefusedError('notAllowed'))
        : Promise.resolve(),
    handle: ({ body }) => (body[0] === 1 ? Readable.from([body, body]) : body),
  }),
  route({
    method: 'GET',
    path: '/api/rare',
    audience: 'anyone',
    takes: {},
    limit: { times: 2, perMs: 60_000 },
    handle: () => undefined,
  }),
];

beforeAll(async () => {
  webDir = mkdtempSync(join(tmpdir(), 'conclave-web-'));
  mkdirSync(join(webDir, '_app', 'immutable'), { recursive: true });
  writeFileSync(join(webDir, '200.html'), PAGE);
  writeFileSync(join(webDir, 'robots.txt'), 'User-agent: *\n');
  mkdirSync(join(webDir, '_app', 'immutable', 'workers'));
  writeFileSync(join(webDir, '_app', 'immutable', 'workers', 'w.js'), 'export {};\n');
  for (const name of ['pages.worker-Xy12.js', 'preview.worker-Xy12.js'])
    writeFileSync(join(webDir, '_app', 'immutable', 'workers', name), 'export {};\n');
  writeFileSync(join(webDir, '_app', 'immutable', 'a.Xy12.js'), 'export {};\n');
  writeFileSync(join(webDir, '_app', 'immutable', 'a.Xy12.js.br'), 'compressed');
  app = await createApp({
    log,
    metrics: new Metrics(),
    origins: createOrigins({ publicOrigin: undefined, tls: false }),
    routes,
    webDir,
    trustProxy: [],
    tls: undefined,
  });
  origin = `http://localhost:${await app.listen({ host: 'localhost', port: 0 })}`;
});
afterAll(async () => {
  await app.close();
  rmSync(webDir, { recursive: true });
});

describe('a route of plain bytes', () => {
  const put = (body: Uint8Array<ArrayBuffer>, who = 'friend') =>
    fetch(`${origin}/api/bytes/${who}`, {
      method: 'PUT',
      body,
      headers: { origin, 'content-type': 'application/octet-stream' },
    });

  it.each([
    ['at once', [2, 255, 0], [2, 255, 0]],
    ['piece by piece', [1, 0], [1, 0, 1, 0]],
  ])('takes them and answers with them, %s', async (_how, sent, answered) => {
    const response = await put(new Uint8Array(sent));
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual(answered);
  });

  it('refuses one byte too many, and JSON in their place', async () => {
    expect((await put(new Uint8Array(1_000))).status).toBe(200);
    expect((await put(new Uint8Array(1_001))).status).toBe(413);
    const json = { origin, 'content-type': 'application/json' };
    const response = await fetch(`${origin}/api/bytes/friend`, {
      method: 'PUT',
      body: '[1]',
      headers: json,
    });
    expect(response.status).toBe(400);
  });

  it('refuses whoever may not before it reads the body', async () => {
    const asked = request(`${origin}/api/bytes/stranger`, {
      method: 'PUT',
      headers: { origin, 'content-type': 'application/octet-stream', 'content-length': '1000' },
    });
    asked.on('error', () => undefined);
    asked.flushHeaders();
    const status = await new Promise((resolve) =>
      asked.once('response', ({ statusCode }) => resolve(statusCode)),
    );
    expect(status).toBe(403);
    asked.destroy();
  });
});

interface Post {
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly path?: string;
}

function post({ body = '{"size":1}', headers = {}, path = '/api/things/a' }: Post = {}) {
  return fetch(origin + path, {
    method: 'POST',
    body,
    headers: { origin, 'content-type': 'application/json', ...headers },
  });
}

describe('a route', () => {
  it('gets checked input and answers with a checked reply', async () => {
    const response = await post();
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ name: 'a', size: 1 });
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it.each([
    ['no JSON', { body: '{' }],
    ['a field too many', { body: '{"size":1,"more":2}' }],
    ['a field too few', { body: '{}' }],
    ['a poisoned prototype', { body: '{"size":1,"__proto__":{"size":2}}' }],
    ['another content type', { headers: { 'content-type': 'text/plain' } }],
    ['a parameter too long', { path: '/api/things/abcdefghijk' }],
    ['a parameter that does not decode', { path: '/api/things/%ff' }],
  ])('refuses %s as malformed', async (_, request) => {
    const response = await post(request);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ code: 'malformed' });
  });

  it('refuses a body that is too large', async () => {
    const response = await post({ body: JSON.stringify({ size: 1, more: 'x'.repeat(70_000) }) });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ code: 'tooLarge' });
  });

  it.each(['https://evil.example', 'null', 'http://localhost:1'])(
    '[T16] refuses what comes from %s',
    async (foreign) => {
      const response = await post({ headers: { origin: foreign } });
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ code: 'foreignOrigin' });
    },
  );

  it('[T16] refuses a form of another site, which has no preflight', async () => {
    const { port } = new URL(origin);
    const status = await new Promise((resolve, reject) => {
      request({ port, path: '/api/things/a', method: 'POST' }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end('size=1');
    });
    expect(status).toBe(403);
  });

  it('sets cookies that scripts and other sites cannot use', async () => {
    const response = await post();
    expect(response.headers.get('set-cookie')).toBe(
      'session=token; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
    );
  });

  it.each([
    ['refused', 410, 'meetingEnded'],
    ['away', 503, 'unavailable'],
    ['bug', 500, 'unavailable'],
    ['wrongReply', 500, 'unavailable'],
  ])('answers when the handler ends as %s', async (how, status, code) => {
    const response = await fetch(`${origin}/api/broken/${how}`);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ code });
  });

  it('writes one line for a bug, without what the error says', async () => {
    lines.length = 0;
    await fetch(`${origin}/api/broken/bug`);
    const failed = lines.filter((line) => line.includes('"http.failed"'));
    expect(failed).toHaveLength(1);
    expect(failed[0]).toContain('/api/broken/:how');
    expect(lines.join()).not.toContain('secret detail');
  });

  it('is limited per address, where it says so', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await fetch(`${origin}/api/rare`)).status);
    expect(statuses).toEqual([204, 204, 429]);
  });
});

describe('static files', () => {
  it('serves one page for all addresses, with the same bytes', async () => {
    for (const path of ['/', '/m/AbCdEf', '/m/AbCdEf?x=1', '/meetings/new', '/%C3%A4']) {
      const response = await fetch(origin + path);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(response.headers.get('cache-control')).toBe('no-cache');
      expect(await response.text()).toBe(PAGE);
    }
  });

  it('lets hashed files be kept for ever, and serves them compressed', async () => {
    const { port } = new URL(origin);
    const path = '/_app/immutable/a.Xy12.js';
    const headers = await new Promise<Record<string, unknown>>((resolve) => {
      request({ port, path, headers: { 'accept-encoding': 'br' } }, (response) => {
        response.resume();
        resolve(response.headers);
      }).end();
    });
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    // Nothing but a document or a worker obeys these, and they are longer than many of the files.
    for (const name of DOCUMENT_HEADERS) expect(headers).not.toHaveProperty(name);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
  });

  it('a worker has a policy of its own, as a page does', async () => {
    const { headers } = await fetch(`${origin}/_app/immutable/workers/w.js`);
    for (const name of DOCUMENT_HEADERS) expect(headers.get(name)).not.toBeNull();
  });

  it('[T14] a worker that reads files of strangers reaches nothing, not even this server', async () => {
    for (const name of ['pages', 'preview']) {
      const { headers } = await fetch(`${origin}/_app/immutable/workers/${name}.worker-Xy12.js`);
      const policy = headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/'self'|https?:|connect-src|report/);
    }
  });

  it.each([
    '/_app/immutable/gone.js',
    '/_app/nothing',
    '/favicon.gone',
    '/api/nothing',
    '/api',
    '/..%2f..%2fetc%2fpasswd',
    '/.env',
  ])('answers 404 and no page for %s', async (path) => {
    const { port } = new URL(origin);
    const { status, body } = await new Promise<{ status: unknown; body: string }>((resolve) => {
      request({ port, path }, (response) => {
        void text(response).then((body) => resolve({ status: response.statusCode, body }));
      }).end();
    });
    expect(status).toBe(404);
    expect(JSON.parse(body)).toEqual({ code: 'notFound' });
  });
});

describe('over https', () => {
  it('cookies are bound to this very host, and HSTS is on', async () => {
    const secure = await createApp({
      log,
      metrics: new Metrics(),
      origins: createOrigins({ publicOrigin: 'https://meet.example.org', tls: false }),
      routes,
      webDir,
      trustProxy: [],
      tls: undefined,
    });
    const port = await secure.listen({ host: '127.0.0.1', port: 0 });
    onTestFinished(() => secure.close());
    const response = await fetch(`http://127.0.0.1:${port}/api/things/a`, {
      method: 'POST',
      body: '{"size":1}',
      headers: { origin: 'https://meet.example.org', 'content-type': 'application/json' },
    });
    expect(response.headers.get('set-cookie')).toBe(
      '__Host-session=token; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
    expect(response.headers.get('strict-transport-security')).toBe(
      'max-age=63072000; includeSubDomains; preload',
    );
    expect(secure.server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000 });
  });
});

describe('every answer', () => {
  it.each(['/%ff', '/', '/robots.txt', '/api/nothing', '/api/broken/bug', '/nothing.here'])(
    'carries the strict headers: %s',
    async (path) => {
      const { headers } = await fetch(origin + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain(`connect-src 'self' ws://${new URL(origin).host};`);
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toContain('unsafe-inline');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('integrity-policy')).toBeNull();
      expect(headers.get('server')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  it('carries them also when the request is no HTTP', async () => {
    const socket = connect(Number(new URL(origin).port), 'localhost');
    socket.end('NONSENSE\r\n\r\n');
    const answer = await text(socket);
    expect(answer).toContain('400');
    expect(answer).not.toContain('<');
  });
});
