import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { TurnClient } from '../../server/src/ops/doctor/turn/TurnClient.ts';
import { readSettings } from '../../tools/production/settings.mjs';
import { postgresOfRun } from '../support/databases.ts';
import { freePort } from '../support/freePort.ts';
import { hasFront, startFront, type Front } from '../support/front.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { createSchema, findPostgres } from '../support/postgres.ts';
import { hasRelay, RELAY_NAME, startRelay, type Relay } from '../support/relay.ts';
import { RtpPeer } from '../support/rtpPeer.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { createMeeting } from '../support/testMeeting.ts';
import { TestMember } from '../support/TestMember.ts';

const ROOT = join(import.meta.dirname, '../..');
const possible = hasRelay() && hasFront() && findPostgres() !== undefined;

/** What the guide asks for, answered for this machine. */
const answers = [
  ...['DOMAIN=meet.conclave.test', `TURN_REALM=${RELAY_NAME}`, 'RTC_ANNOUNCED=127.0.0.1'],
  ...['CONTROLLER_NAME=Hallwerk eG', 'CONTROLLER_ADDRESS=Kiel', 'HOSTING_LOCATION=Kiel'],
  ...['CONTROLLER_EMAIL=privacy@hallwerk.example', 'SMTP_URL=smtp://127.0.0.1:2525'],
];

/** docs/production.md by plain processes: the same steps, on ports that need no rights. */
describe.skipIf(!possible)('one server as the guide sets it up', () => {
  let folder: string;
  let settings: Record<string, string>;
  let server: RunningServer;
  let front: Front;
  let relay: Relay;
  let schema: { url: string; remove(): Promise<void> };
  let origin: string;
  let frontPort: number;
  let redirect: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'conclave-one-'));
    const script = join(ROOT, 'tools/setupProduction.mjs');
    const env = { PATH: process.env['PATH'] ?? '', CONCLAVE_FOLDER: folder };
    spawnSync(process.execPath, [script, ...answers], { env, input: '' });
    schema = await createSchema(await postgresOfRun());
    const ports = {
      front: await freePort(),
      redirect: await freePort(),
      https: await freePort(),
      hop: await freePort(),
      server: await freePort(),
      relayTls: await freePort(),
    };
    ({ front: frontPort, redirect } = ports);
    // By its real name it would have to be in the DNS.
    origin = `https://localhost:${frontPort}`;
    relay = await startRelay({
      peers: '127.0.0.1',
      port: await freePort(),
      tlsPort: ports.relayTls,
    });
    settings = {
      ...readSettings(readFileSync(join(folder, '.env'), 'utf8')),
      PORT: String(ports.server),
      PUBLIC_ORIGIN: origin,
      DATABASE_URL: schema.url,
      TURN_SECRET: relay.secret,
      DATA_DIR: join(folder, 'data'),
      METRICS_PORT: String(await freePort()),
      ...{ RTC_PORT: '0', RTC_LISTEN: '127.0.0.1' },
    };
    server = await startServer({ env: settings });
    front = await startFront({ domain: 'localhost', relayName: RELAY_NAME, ports });
    setDefaultCACertificates([...getCACertificates(), front.certificate, relay.certificate]);
  });
  afterAll(async () => {
    await front.stop();
    await server.stop();
    await relay.stop();
    await schema.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets a company in, and leads to a running meeting through HTTPS, with relays over TLS on the same port', async () => {
    const run = promisify(execFile);
    const operator = join(ROOT, 'server/src/operator.ts');
    const args = [operator, 'create-company', '--name', 'Hallwerk eG'];
    const { PATH = '', MEDIASOUP_WORKER_BIN = '' } = process.env;
    const { stdout } = await run(process.execPath, args, {
      env: { PATH, MEDIASOUP_WORKER_BIN, ...settings },
    });
    const invite = /\/register#invite=([\w-]{43})\n/u.exec(stdout)?.[1] ?? '';
    expect(stdout).toContain(`${origin}/register#invite=`);
    const organizer = new NodeBrowser(origin);
    await organizer.register({ invite, companyName: 'Hallwerk eG' });
    const meeting = await createMeeting(organizer);
    const host = await TestMember.start({ origin, meeting });
    const guest = await TestMember.join({ origin, meeting });
    onTestFinished(() => [host, guest].forEach((member) => member.close()));

    const [speaker, listener] = [await RtpPeer.open(host), await RtpPeer.open(guest)];
    onTestFinished(() => [speaker, listener].forEach((peer) => peer.close()));
    await listener.receive([await speaker.sendAudio()]);
    await listener.hears(20);
    expect(listener.incoming[0]?.packets).toBeGreaterThan(19);

    const { iceServers } = await guest.wire.request('openMedia', {});
    const { urls, username = '', credential = '' } = iceServers[0] ?? { urls: [] };
    expect(urls.at(-1)).toBe(`turns:${RELAY_NAME}:443?transport=tcp`);
    const throughFront = { transport: 'tls', host: '127.0.0.1', port: frontPort } as const;
    const client = await TurnClient.open(
      { ...throughFront, servername: RELAY_NAME, ca: relay.certificate },
      { credential: { username, credential } },
    );
    onTestFinished(() => client.close());
    expect(await client.allocate()).toMatchObject({ said: 'yes' });
    expect(await client.permit('127.0.0.1')).toMatchObject({ said: 'yes' });
    expect(await client.permit('10.0.0.1')).toEqual({ said: 'no', code: 403 });
  });

  it('tells the server by whom it is asked, and believes nobody who claims another address', async () => {
    const response = await fetch(`${origin}/api/instance`, {
      headers: { 'x-forwarded-for': '203.0.113.99' },
    });
    expect(response.status).toBe(200);
    const log = JSON.stringify(server.log());
    expect(log).not.toContain('203.0.113');
  });

  it('sends who comes without TLS to the same place with it', async () => {
    const answer = await new Promise<{ status?: number; location?: string }>((resolve, reject) => {
      const asked = request({ port: redirect, path: '/m/x', headers: { host: 'localhost' } });
      asked.on('response', (response) => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, location: headers.location ?? '' });
        response.resume();
      });
      asked.on('error', reject).end();
    });
    // Not the path: it may carry what a mail program encoded into it.
    expect(answer).toEqual({ status: 301, location: 'https://localhost/' });
  });

  it('[T25] the front writes nothing about anybody', async () => {
    await fetch(`${origin}/m/somebody`);
    expect(front.written()).toBe('');
  });
});
