import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Secret } from '@conclave/shared/Secret';
import { checkMail } from '../../server/src/ops/doctor/checkMail.ts';
import { checkRelays } from '../../server/src/ops/doctor/checkRelays.ts';
import { checkTls } from '../../server/src/ops/doctor/checkTls.ts';
import { freePort } from '../support/freePort.ts';
import { operator } from '../support/operator.ts';
import { hasRelay, RELAY_NAME, startRelay, type Relay } from '../support/relay.ts';

describe.skipIf(!hasRelay())('the doctor on relays', () => {
  let relay: Relay;
  let port: number;
  let tlsPort: number;
  beforeAll(async () => {
    [port, tlsPort] = [await freePort(), await freePort()];
    relay = await startRelay({ peers: '127.0.0.1', port, tlsPort });
  });
  afterAll(() => relay.stop());

  const check = (urls: string[], secret = relay.secret, workers = '127.0.0.1') =>
    checkRelays({
      turn: { urls, secret: new Secret(secret), only: false },
      ...{ workers, now: Date.now(), ca: relay.certificate, host: '127.0.0.1' },
    });

  it('opens a real relay by each of its addresses', async () => {
    const findings = await check([
      `turn:${RELAY_NAME}:${port}?transport=udp`,
      `turn:${RELAY_NAME}:${port}?transport=tcp`,
      `turns:${RELAY_NAME}:${tlsPort}?transport=tcp`,
    ]);
    expect(findings.map(({ state }) => state)).toEqual(['well', 'well', 'well']);
  });

  it.each([
    [
      'another secret',
      () => check([`turn:x:${port}?transport=udp`], 'y'.repeat(40)),
      /TURN_SECRET/,
    ],
    [
      'workers elsewhere',
      () => check([`turn:x:${port}?transport=udp`], relay.secret, '127.0.0.9'),
      /TURN_PEERS/,
    ],
    ['a port that is closed', () => check(['turn:x:1?transport=tcp']), /firewall/],
    [
      'a name that its certificate is not for',
      () => check([`turns:other.test:${tlsPort}`]),
      /relay runs/,
    ],
  ])('says what to do about %s', async (_what, findings, todo) => {
    const [finding] = await findings();
    expect(finding).toMatchObject({ state: 'fault' });
    expect(JSON.stringify(finding)).toMatch(todo);
  });

  it('looks at certificates as a browser does', async () => {
    const place = { name: RELAY_NAME, port: tlsPort, host: '127.0.0.1' };
    const trusted = await checkTls({ ...place, ca: relay.certificate }, Date.now());
    expect(trusted.map(({ state }) => state)).toEqual(['note', 'well']);
    expect(trusted[0]?.found).toBe('its certificate ends in 1 days');
    const [foreign] = await checkTls(place, Date.now());
    expect(foreign).toMatchObject({ state: 'fault' });
  });
});

describe('the doctor', () => {
  it('finds a mail server that is not there, and shows no password', async () => {
    const url = new URL(`smtp://user:hunter2@127.0.0.1:${await freePort()}`);
    const findings = await checkMail(url, 'Conclave <meet@hallwerk.invalid>');
    expect(findings[0]).toMatchObject({ state: 'fault' });
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('says of a fresh laptop that it works, and what it lacks', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'conclave-doctor-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
    const { code, output } = await operator({ DATA_DIR: dataDir }, 'doctor');
    expect(output).toContain('well   database: sqlite answers');
    expect(output).toContain('note   relay: none is configured');
    expect(code).toBe(0);
  });
});
