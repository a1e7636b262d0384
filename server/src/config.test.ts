import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readConfig, type Config } from './config.ts';

const production = {
  NODE_ENV: 'production',
  CONTROLLER_NAME: 'Hallwerk Cooperative',
  CONTROLLER_ADDRESS: 'Kiel, Hafenstr. 1',
  CONTROLLER_EMAIL: 'privacy@hallwerk.example',
  DPO: 'none',
  HOSTING_LOCATION: 'Kiel, Germany',
  PUBLIC_ORIGIN: 'https://meet.hallwerk.example',
  SESSION_SECRET: 's'.repeat(32),
  PEPPER: 'p'.repeat(32),
  SMTP_URL: 'smtps://user:hunter2@mail.hallwerk.example:465',
  MAIL_FROM: 'Conclave <meet@hallwerk.example>',
};

function configOf(environment: Record<string, string>, args: string[] = []): Config {
  const result = readConfig(environment, args);
  if ('faults' in result) throw new Error(result.faults.join('\n'));
  return result.config;
}

function faultsOf(environment: Record<string, string | undefined>, args: string[] = []): string[] {
  const result = readConfig(environment, args);
  return 'faults' in result ? [...result.faults] : [];
}

describe('readConfig', () => {
  it('needs nothing on a laptop', () => {
    expect(configOf({})).toMatchObject({
      mode: 'development',
      port: 3000,
      listen: 'localhost',
      registration: 'open',
      databaseUrl: undefined,
      publicOrigin: undefined,
      lan: false,
      metrics: undefined,
      controller: { who: null },
    });
  });

  it('takes a complete production environment', () => {
    expect(configOf(production)).toMatchObject({
      mode: 'production',
      listen: '0.0.0.0',
      registration: 'invite',
      publicOrigin: 'https://meet.hallwerk.example',
      controller: {
        who: { name: 'Hallwerk Cooperative', mail: 'privacy@hallwerk.example' },
        officer: null,
        hostingLocation: 'Kiel, Germany',
      },
      metrics: { port: 9464, listen: '127.0.0.1' },
    });
  });

  it('[R1, R2, R12] names in production everything that is missing, at once', () => {
    const names = Object.keys(production).filter((name) => name !== 'NODE_ENV');
    const faults = faultsOf({ NODE_ENV: 'production' });
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual(names.sort());
  });

  it.each(Object.keys(production).filter((name) => name !== 'NODE_ENV'))(
    'refuses production without %s, also when it is blank',
    (name) => {
      expect(faultsOf({ ...production, [name]: undefined })).toHaveLength(1);
      expect(faultsOf({ ...production, [name]: '  ' })[0]).toContain(name);
    },
  );

  it.each([
    ['PORT', '65536'],
    ['PORT', '80a'],
    ['PUBLIC_ORIGIN', 'http://meet.example.org'],
    ['PUBLIC_ORIGIN', 'https://meet.example.org/path'],
    ['REGISTRATION', 'everybody'],
    ['DATABASE_URL', 'mysql://host/name'],
    ['SMTP_URL', 'mail.example.org'],
    ['PEPPER', 'too short'],
    ['CONTROLLER_EMAIL', 'not an address'],
    ['DPO', 'Jane Doe'],
    ['PROCESSORS', 'Hoster only'],
    ['SUPERVISORY_AUTHORITY', ' | nowhere'],
    ['TRUST_PROXY', '10.0.0.0/8,proxy'],
    ['RTC_LISTEN', 'all'],
    ['LAN', 'yes'],
    ['MINIMUM_AGE', '12'],
    ['LOG_LEVEL', 'trace'],
  ])('refuses %s=%s and does not repeat the value', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name}(?:\\.\\d+)? must `));
    expect(faults[0]).not.toContain(value);
  });

  it('lists faults of different kinds together', () => {
    const faults = faultsOf({ ...production, PORT: 'x', DPO: 'y', SMTP_URL: '' }, ['--fast']);
    expect(faults).toHaveLength(4);
  });

  it('refuses the same text for both secrets, and a LAN in production', () => {
    expect(faultsOf({ ...production, PEPPER: production.SESSION_SECRET })[0]).toContain('differ');
    expect(faultsOf(production, ['--lan'])[0]).toContain('LAN');
  });

  it('reads officer, authority and processors', () => {
    const { controller } = configOf({
      DPO: 'Jo Deel <dpo@example.org>',
      SUPERVISORY_AUTHORITY: 'ULD | Kiel | https://www.datenschutzzentrum.de',
      PROCESSORS: 'Hoster | machines | Germany; Texter | text messages | USA | SCC 2021/914',
    });
    expect(controller).toMatchObject({
      officer: { name: 'Jo Deel', mail: 'dpo@example.org' },
      authority: { name: 'ULD', address: 'Kiel', website: 'https://www.datenschutzzentrum.de' },
      processors: [
        { name: 'Hoster', purpose: 'machines', country: 'Germany', safeguard: '' },
        { name: 'Texter', purpose: 'text messages', country: 'USA', safeguard: 'SCC 2021/914' },
      ],
    });
  });

  it('listens on all addresses with --lan, on its own machine without', () => {
    expect(configOf({}, ['--lan'])).toMatchObject({ lan: true, listen: '0.0.0.0' });
    expect(configOf({ LISTEN: '127.0.0.1' }, ['--lan']).listen).toBe('127.0.0.1');
  });

  it('wraps every secret, so that printing the configuration shows none', () => {
    const config = configOf({ ...production, DATABASE_URL: 'postgres://u:hunter3@db/conclave' });
    const printed = JSON.stringify(config) + inspect(config, { depth: 9 });
    for (const secret of ['hunter2', 'hunter3', 's'.repeat(32), 'p'.repeat(32)]) {
      expect(printed).not.toContain(secret);
    }
    expect(config.smtpUrl?.reveal()).toContain('hunter2');
  });

  it('takes relays with the secret that they share', () => {
    const { turn } = configOf({
      TURN_URLS: 'turn:turn.example.org:3478?transport=udp,turns:turn.example.org:443',
      TURN_SECRET: 't'.repeat(32),
      TURN_ONLY: 'true',
    });
    expect(turn).toMatchObject({
      urls: ['turn:turn.example.org:3478?transport=udp', 'turns:turn.example.org:443'],
      only: true,
    });
    expect(inspect(turn)).not.toContain('tttt');
  });

  it.each([
    [
      'relays without their secret',
      { TURN_URLS: 'turns:t.example.org' },
      /^TURN_SECRET is missing/,
    ],
    ['a secret for no relay', { TURN_SECRET: 't'.repeat(32) }, /^TURN_URLS is missing/],
    ['relays alone, and none', { TURN_ONLY: 'true' }, /^TURN_ONLY needs TURN_URLS/],
  ])('refuses %s', (_what, environment, fault) => {
    expect(faultsOf(environment)).toEqual([expect.stringMatching(fault)]);
  });

  it.each([
    'stun:t.example.org',
    'turn:t.example.org',
    'turns:t?transport=udp',
    'turn:a@b:1?transport=udp',
  ])('refuses %s as the address of a relay', (url) => {
    const faults = faultsOf({ TURN_URLS: url, TURN_SECRET: 't'.repeat(32) });
    expect(faults).toEqual([expect.stringMatching(/^TURN_URLS.* must be as turn:/)]);
  });

  it('takes an object store, and does not show its key', () => {
    const { s3 } = configOf({
      S3_ENDPOINT: 'https://s3.example.org',
      S3_BUCKET: 'conclave',
      S3_ACCESS_KEY_ID: 'key',
      S3_SECRET_ACCESS_KEY: 'hunter2',
    });
    expect(s3).toMatchObject({ endpoint: 'https://s3.example.org/', region: 'us-east-1' });
    expect(inspect(s3)).not.toContain('hunter2');
  });

  it('names what half an object store lacks', () => {
    const faults = faultsOf({ S3_ENDPOINT: 'https://s3.example.org', S3_BUCKET: 'conclave' });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'S3_ACCESS_KEY_ID',
      'S3_SECRET_ACCESS_KEY',
    ]);
  });
});
