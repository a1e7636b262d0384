import { tmpdir } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as v from 'valibot';
import { silentLog } from '../../../tests/support/silentLog.ts';
import { Metrics } from '../ops/Metrics.ts';
import { createApp } from './app.ts';
import { createOrigins } from './origins.ts';
import { route } from './Route.ts';

const CLIENT = '198.51.100.7';
const OUTER = '10.0.0.2';

const routes = (): ReturnType<typeof route>[] => [
  route({
    method: 'GET',
    path: '/api/rare',
    audience: 'anyone',
    takes: {},
    limit: { times: 2, perMs: 60_000 },
    reply: v.string(),
    handle: (_, { address }) => address,
  }),
];

/** Asks a server that trusts these proxies; the test is the nearest of them, at 127.0.0.1. */
async function behind(trustProxy: string[]): Promise<(said?: string) => Promise<unknown>> {
  const app = await createApp({
    ...{ log: silentLog, metrics: new Metrics(), webDir: tmpdir(), trustProxy, tls: undefined },
    ...{ origins: createOrigins({ publicOrigin: undefined, tls: false }), routes: routes() },
  });
  onTestFinished(() => app.close());
  const port = await app.listen({ host: '127.0.0.1', port: 0 });
  return async (said) => {
    const headers = said === undefined ? {} : { 'x-forwarded-for': said };
    const answer = await fetch(`http://127.0.0.1:${port}/api/rare`, { headers });
    return answer.status === 200 ? answer.text() : answer.status;
  };
}

const inTurn = async (ask: (said?: string) => Promise<unknown>, said: string[]) => {
  const answers: unknown[] = [];
  for (const one of said) answers.push(await ask(one));
  return answers;
};

describe('[T18] the address that limits count by', () => {
  it('is what the proxy says, and not what the client wrote before it', async () => {
    const ask = await behind(['127.0.0.1']);
    const claims = ['192.0.2.1', '192.0.2.2, 127.0.0.1', '127.0.0.1', '::1, 10.9.9.9'];
    expect(
      await inTurn(
        ask,
        claims.map((claim) => `${claim}, ${CLIENT}`),
      ),
    ).toEqual([CLIENT, CLIENT, 429, 429]);
    expect(await ask('198.51.100.8')).toBe('198.51.100.8');
  });

  it('is what the outermost of several trusted proxies saw', async () => {
    const ask = await behind(['127.0.0.1', '10.0.0.0/24']);
    // A client that knows of the inner proxies claims to come from behind one.
    const claims = ['192.0.2.1', `192.0.2.2, ${OUTER}`, OUTER, '10.0.0.9, 127.0.0.1'];
    expect(
      await inTurn(
        ask,
        claims.map((claim) => `${claim}, ${CLIENT}, ${OUTER}`),
      ),
    ).toEqual([CLIENT, CLIENT, 429, 429]);
  });

  it('is the nearest hop that is not trusted, whoever stands behind it', async () => {
    const ask = await behind(['127.0.0.1']);
    expect(
      await inTurn(
        ask,
        ['192.0.2.1', '192.0.2.2', '192.0.2.3'].map((one) => `${one}, ${OUTER}`),
      ),
    ).toEqual([OUTER, OUTER, 429]);
  });

  it.each([
    ['nobody is trusted', []],
    ['another proxy is trusted', [OUTER]],
  ])('is that of the connection where %s', async (_what, trusted: string[]) => {
    const ask = await behind(trusted);
    expect(await inTurn(ask, [CLIENT, OUTER, '192.0.2.3'])).toEqual([
      '127.0.0.1',
      '127.0.0.1',
      429,
    ]);
  });
});
