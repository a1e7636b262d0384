import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { ConnectionTest } from '../../shared/src/wire/connectionTestApi.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const MINUTE = 60_000;

describe('[T10] testing a connection, as anybody may', () => {
  let server: RunningServer;
  beforeAll(async () => {
    const secret = 'relay-secret-of-the-tests-with-40-letters';
    const turn = { TURN_URLS: 'turn:turn.conclave.test:3478?transport=udp', TURN_SECRET: secret };
    server = await startServer({ env: { ...turn, TRUST_PROXY: '127.0.0.1' } });
  });
  afterAll(() => server.remove());

  const open = (address: string): Promise<Response> =>
    fetch(`${server.origin}/api/connection-test`, {
      method: 'POST',
      headers: { origin: server.origin, 'x-forwarded-for': address },
    });
  const opened = async (address: string): Promise<ConnectionTest> =>
    v.parse(ConnectionTest, await (await open(address)).json());

  it('gives a credential for relays that is worth nothing a minute later', async () => {
    const before = Date.now();
    const { iceServers } = await opened('203.0.113.1');
    const expiresAt = Number(iceServers[0]?.username?.split(':')[0]) * 1000;
    expect(expiresAt).toBeGreaterThan(before + MINUTE / 2);
    expect(expiresAt).toBeLessThanOrEqual(Date.now() + MINUTE);
  });

  it('runs at most twice at once for one address, however it is claimed to be another', async () => {
    const [first] = [await opened('203.0.113.2'), await opened('192.0.2.1, 203.0.113.2')];
    expect((await open('192.0.2.2, 203.0.113.2')).status).toBe(429);
    expect((await open('203.0.113.3')).status).toBe(200);
    const { send } = first;
    const ended = await fetch(`${server.origin}/api/connection-test/${send.id}`, {
      method: 'DELETE',
      headers: { origin: server.origin },
    });
    expect(ended.status).toBe(204);
    expect((await open('203.0.113.2')).status).toBe(200);
  });

  it('counts a whole network of IPv6 as one address', async () => {
    expect((await open('2001:db8::1')).status).toBe(200);
    expect((await open('2001:db8::ffff')).status).toBe(200);
    expect((await open('2001:db8:0:0:1::')).status).toBe(429);
    expect((await open('2001:db8:0:1::1')).status).toBe(200);
  });
});
