import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { MeetingId } from '@conclave/shared/ids';
import { Secret } from '@conclave/shared/Secret';
import * as v from 'valibot';
import { logToMemory } from '../../../tests/support/lines.ts';
import { ManualClock } from '../../../tests/support/ManualClock.ts';
import { Metrics } from '../ops/Metrics.ts';
import { createApp, type App } from './app.ts';
import { ForwardProof } from './ForwardProof.ts';
import { createOrigins } from './origins.ts';
import { route } from './Route.ts';

const MARK = 'x-conclave-forwarded';
const ELSEWHERE = 'elsewhereelsewhere123A';
const DOCUMENTS = `/api/meetings/${ELSEWHERE}/documents`;
const pepper = new Secret('p'.repeat(32));

/** What came to the other node. */
interface Came {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const answersHere = [
  ['GET', '/api/meetings/:meetingId/documents'],
  ['GET', '/api/meetings/:meetingId/documents/:place/log'],
  ['DELETE', '/api/meetings/:meetingId/files/:fileId'],
  ['GET', '/api/meetings/:meetingId/inbox'],
  ['GET', '/api/operator'],
] as const;

describe('[R114] passing a request on to the node that has the room', () => {
  const clock = new ManualClock();
  const proof = new ForwardProof({ pepper, clock });
  const { log, lines } = logToMemory();
  const came: Came[] = [];
  let other: Server;
  let app: App;
  let port: number;

  beforeAll(async () => {
    other = createServer((asked, answer) => {
      void text(asked).then((body) => {
        const { method = '', url = '', headers } = asked;
        came.push({ method, url, headers, body });
        answer.end('there');
      });
    });
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port: otherPort } = v.parse(v.object({ port: v.number() }), other.address());
    const url = `http://127.0.0.1:${otherPort}`;
    app = await createApp({
      ...{ log, metrics: new Metrics(), webDir: tmpdir(), trustProxy: ['127.0.0.1'] },
      ...{ origins: createOrigins({ publicOrigin: undefined, tls: false }), tls: undefined },
      routes: answersHere.map(([method, path]) =>
        route({
          ...{ method, path, audience: 'anyone', takes: {}, anyOrigin: true, reply: v.string() },
          handle: () => 'here',
        }),
      ),
      forwarding: {
        urlOf: (id: MeetingId) => Promise.resolve(id === ELSEWHERE ? url : undefined),
        proof,
      },
    });
    port = await app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterEach(() => {
    came.length = 0;
    lines.length = 0;
  });
  afterAll(async () => {
    await app.close();
    other.close();
  });

  /** As written: no client makes the path plain first. */
  function ask(
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
  ): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
        void text(answer).then((body) => resolve({ status: answer.statusCode ?? 0, body }));
      })
        .on('error', reject)
        .end();
    });
  }

  it('takes the whole request along, and says that it was passed on and for whom', async () => {
    const headers = { authorization: 'Bearer x', 'x-forwarded-for': '203.0.113.9' };
    expect(await ask(`${DOCUMENTS}/chat/log?after=7&most=%2e%2e`, headers)).toEqual({
      status: 200,
      body: 'there',
    });
    const [one] = came;
    expect(one).toMatchObject({ method: 'GET', url: `${DOCUMENTS}/chat/log?after=7&most=%2e%2e` });
    expect(one?.headers).toMatchObject({
      authorization: 'Bearer x',
      'x-forwarded-for': '203.0.113.9',
    });
    const said = String(one?.headers[MARK]);
    expect(proof.holds(said, { method: 'GET', path: one?.url ?? '' })).toBe(true);
    expect(said).not.toContain(pepper.reveal());
  });

  it('answers what is about a room of its own, and what needs no room', async () => {
    expect(await ask('/api/meetings/hereherehereherehere1A/documents')).toMatchObject({
      body: 'here',
    });
    expect(await ask(`/api/meetings/${ELSEWHERE}/inbox`)).toMatchObject({ body: 'here' });
    expect(came).toEqual([]);
  });

  it.each([
    `${DOCUMENTS}/../../../operator`,
    `${DOCUMENTS}/..`,
    `${DOCUMENTS}/../documents`,
    `${DOCUMENTS}/%2e%2e/log`,
    `${DOCUMENTS}/%2e%2e%2f%2e%2e/log`,
    `${DOCUMENTS}/..%2f..%2f..%2foperator/log`,
    `${DOCUMENTS}/a%2fb/log`,
    `${DOCUMENTS}/..%5c..%5c..%5coperator/log`,
    `${DOCUMENTS}/..\\..\\..\\operator/log`,
    `${DOCUMENTS}/x%23y/log`,
    `${DOCUMENTS}/x%3fy/log`,
    `${DOCUMENTS}//log`,
    `${DOCUMENTS}/unknown`,
    `/api/meetings/${ELSEWHERE}/files/./x`,
    `/api//meetings/${ELSEWHERE}/documents`,
    `//evil.example${DOCUMENTS}`,
    `/api/meetings/${ELSEWHERE.slice(1)}%2f/documents`,
  ])('sends %s nowhere', async (path) => {
    await ask(path);
    expect(came).toEqual([]);
  });

  it('lets nobody hide a second request in the body of the first', async () => {
    const socket = connect(port, '127.0.0.1');
    const hidden = 'GET /api/operator HTTP/1.1\r\nHost: x\r\n\r\n';
    const head = `DELETE /api/meetings/${ELSEWHERE}/files/one HTTP/1.1\r\nHost: x\r\nConnection: close, transfer-encoding\r\n`;
    const chunk = `${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`;
    socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n${chunk}`);
    expect(await text(socket)).toContain('there');
    expect(came.map(({ url }) => url)).toEqual([`/api/meetings/${ELSEWHERE}/files/one`]);
    expect(came[0]?.body).toBe(hidden);
  });

  it('answers itself what another node passed on to it', async () => {
    const said = proof.of({ method: 'GET', path: DOCUMENTS });
    expect(await ask(DOCUMENTS, { [MARK]: said })).toEqual({ status: 200, body: 'here' });
    expect(came).toEqual([]);
  });

  const old = new ForwardProof({ pepper, clock: { now: () => clock.now() - 60_001 } });
  const early = new ForwardProof({ pepper, clock: { now: () => clock.now() + 60_001 } });
  const stranger = new ForwardProof({ pepper: new Secret('q'.repeat(32)), clock });
  it.each([
    ['a word', () => '1'],
    ['nothing', () => ''],
    ['a proof by another pepper', () => stranger.of({ method: 'GET', path: DOCUMENTS })],
    ['a proof of a minute ago', () => old.of({ method: 'GET', path: DOCUMENTS })],
    ['a proof of the future', () => early.of({ method: 'GET', path: DOCUMENTS })],
    ['a proof of another method', () => proof.of({ method: 'PUT', path: DOCUMENTS })],
    ['a proof of another path', () => proof.of({ method: 'GET', path: `${DOCUMENTS}/records` })],
    ['a proof of another query', () => proof.of({ method: 'GET', path: `${DOCUMENTS}?after=1` })],
    [
      'a proof with another time',
      () => proof.of({ method: 'GET', path: DOCUMENTS }).replace(/^\d/u, '2'),
    ],
  ])('believes nobody who says with %s that it was passed on', async (_what, said) => {
    const { status, body } = await ask(DOCUMENTS, { [MARK]: said() });
    expect([status, body]).toEqual([403, JSON.stringify({ code: 'notAllowed' })]);
    expect(came).toEqual([]);
    expect(lines.join()).toContain('node.unproven');
  });
});
