import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../server/src/config.ts';
import { readSettings } from '../../tools/production/settings.mjs';

const ROOT = join(import.meta.dirname, '../..');
const SYSTEMD = '/usr/bin/systemd-analyze';

const answers = {
  DOMAIN: 'meet.hallwerk.example',
  RTC_ANNOUNCED: '203.0.113.10',
  CONTROLLER_NAME: 'Hallwerk Cooperative',
  CONTROLLER_ADDRESS: 'Kiel, Hafenstr. 1',
  CONTROLLER_EMAIL: 'privacy@hallwerk.example',
  HOSTING_LOCATION: 'Kiel, Germany',
  SMTP_URL: 'smtps://user:pa$word@mail.hallwerk.example:465',
};

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-production-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function setUp(folder: string, given: object): { code: number | null; output: string } {
  const args = Object.entries(given).map(([name, value]) => `${name}=${String(value)}`);
  const script = join(ROOT, 'tools/setupProduction.mjs');
  const env = { PATH: process.env['PATH'] ?? '', CONCLAVE_FOLDER: folder };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env,
    input: '',
  });
  return { code: status, output: stdout.toString() + stderr.toString() };
}

const envOf = (folder: string): string => readFileSync(join(folder, '.env'), 'utf8');

describe('setup:production', () => {
  it('writes settings with which a server starts, readable by their owner alone', () => {
    const folder = newFolder();
    expect(setUp(folder, answers)).toMatchObject({ code: 0 });
    expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600);
    const result = readConfig(readSettings(envOf(folder)));
    expect(result).toMatchObject({
      config: {
        mode: 'production',
        publicOrigin: 'https://meet.hallwerk.example',
        trustProxy: ['127.0.0.1'],
        rtc: { announced: '203.0.113.10', listen: ['0.0.0.0'] },
        turn: {
          urls: [expect.anything(), expect.anything(), expect.stringMatching(/^turns:.*:443/)],
        },
      },
    });
  });

  it('changes nothing when it is run again, least of all a secret', () => {
    const folder = newFolder();
    setUp(folder, answers);
    const before = envOf(folder);
    expect(setUp(folder, {}).output).toContain('nothing was changed');
    expect(envOf(folder)).toBe(before);
  });

  it('adds what a newer version asks for and leaves what was changed by hand', () => {
    const folder = newFolder();
    setUp(folder, answers);
    const before = envOf(folder)
      .replace(/^TURN_SECRET=.*\n/mu, '')
      .replace("PORT='3000'", 'PORT=3001');
    writeFileSync(join(folder, '.env'), `${before}# ours\nREGISTRATION=closed\n`);
    setUp(folder, {});
    const after = envOf(folder);
    expect(after.startsWith(`${before}# ours\nREGISTRATION=closed\n`)).toBe(true);
    expect(readSettings(after)['TURN_SECRET']?.length).toBeGreaterThan(31);
    expect(readSettings(after)['PORT']).toBe('3001');
  });

  it('makes other secrets for every instance, and none equals another', () => {
    const secrets = [newFolder(), newFolder()].flatMap((folder) => {
      setUp(folder, answers);
      const { SESSION_SECRET, PEPPER, TURN_SECRET, POSTGRES_PASSWORD } = readSettings(
        envOf(folder),
      );
      return [SESSION_SECRET, PEPPER, TURN_SECRET, POSTGRES_PASSWORD];
    });
    expect(new Set(secrets).size).toBe(8);
    expect(secrets).not.toContain(undefined);
  });

  it.each([
    ['a line of its own', { CONTROLLER_NAME: 'x\nREGISTRATION=open' }],
    ['a quote', { CONTROLLER_NAME: "Hall'werk" }],
    ['a path', { DOMAIN: 'https://meet.hallwerk.example' }],
    ['a template of nginx', { TURN_REALM: 'turn.example.org; include /etc/passwd' }],
    ['a name for an address', { RTC_ANNOUNCED: 'meet.hallwerk.example' }],
  ])('refuses an answer with %s, and writes nothing', (_what, hostile) => {
    const folder = newFolder();
    const { code, output } = setUp(folder, { ...answers, ...hostile });
    expect(code).toBe(1);
    expect(output).toContain(`${Object.keys(hostile)[0] ?? ''} must be`);
    expect(existsSync(join(folder, '.env'))).toBe(false);
  });

  it('names all answers that are missing at once, and none of those that were given', () => {
    const { code, output } = setUp(newFolder(), { DOMAIN: 'meet.hallwerk.example' });
    expect(code).toBe(1);
    expect(output.match(/^[A-Z_]+ is missing/gmu)).toEqual(
      Object.keys(answers)
        .slice(1)
        .map((name) => `${name} is missing`),
    );
  });

  it('does not change by an argument what is in use', () => {
    const folder = newFolder();
    setUp(folder, answers);
    const before = envOf(folder);
    expect(setUp(folder, { DOMAIN: 'other.example.org' })).toMatchObject({ code: 1 });
    expect(envOf(folder)).toBe(before);
  });

  it('leaves no value open in the files for nginx and systemd', () => {
    const folder = newFolder();
    setUp(folder, answers);
    const { TURN_SECRET = '', PEPPER = '' } = readSettings(envOf(folder));
    for (const name of [
      'nginx-stream.conf',
      'nginx-site.conf',
      'conclave.service',
      'conclave-turn.service',
    ]) {
      const text = readFileSync(join(folder, 'production', name), 'utf8');
      expect(text).not.toMatch(/@[A-Z_]+@/u);
      expect(text).not.toContain(TURN_SECRET);
      expect(text).not.toContain(PEPPER);
    }
  });

  it.skipIf(!existsSync(SYSTEMD))('writes units that systemd takes', () => {
    const folder = newFolder();
    setUp(folder, answers);
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
    symlinkSync(process.execPath, join(folder, 'node_modules/.bin/node'));
    symlinkSync(join(ROOT, 'turn'), join(folder, 'turn'));
    const units = ['conclave.service', 'conclave-turn.service', 'conclave-backup.service'];
    const files = [...units, 'conclave-backup.timer'].map((name) =>
      join(folder, 'production', name),
    );
    const { stderr } = spawnSync(SYSTEMD, ['verify', ...files]);
    // It looks at units of the machine as well, which are not ours.
    const ours = stderr
      .toString()
      .split('\n')
      .filter((line) => line.includes('conclave'));
    expect(ours).toEqual([]);
  });
});

const Service = v.looseObject({
  image: v.string(),
  build: v.optional(v.unknown()),
  user: v.pipe(v.string(), v.regex(/^[1-9]\d*:[1-9]\d*$/u)),
  read_only: v.literal(true),
  cap_drop: v.tuple([v.literal('ALL')]),
  cap_add: v.optional(v.array(v.string())),
  privileged: v.optional(v.never()),
  security_opt: v.optional(v.array(v.string())),
  mem_limit: v.string(),
  pids_limit: v.number(),
  restart: v.literal('unless-stopped'),
  ports: v.optional(v.array(v.string())),
  healthcheck: v.looseObject({ test: v.pipe(v.array(v.string()), v.minLength(2)) }),
  volumes: v.optional(v.array(v.string())),
});

it.each(['site.conf.template', 'nodes.conf.template'])(
  '[R126] the front speaks TLS 1.2 and 1.3 alone (%s)',
  (file) => {
    const text = readFileSync(join(ROOT, 'deploy/nginx', file), 'utf8');
    const spoken = [...text.matchAll(/ssl_protocols\s+([^;]+);/gu)].map(([, versions]) => versions);
    expect(spoken.length).toBeGreaterThan(0);
    expect(new Set(spoken)).toEqual(new Set(['TLSv1.2 TLSv1.3']));
  },
);

describe('docker-compose.yml', () => {
  const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
  const compose = v.parse(
    v.looseObject({
      services: v.record(v.string(), Service),
      volumes: v.record(v.string(), v.null()),
    }),
    parse(text, { merge: true }),
  );
  const services = Object.entries(compose.services);

  it('is every service: without root, without rights, read-only, bounded and watched', () => {
    expect(services.map(([name]) => name)).toEqual([
      'server',
      'postgres',
      'turn',
      'caddy',
      'front',
    ]);
  });

  it("takes back no right but the splitter's for ports below 1024", () => {
    for (const [name, { cap_add, security_opt }] of services) {
      expect({ name, cap_add, security_opt }).toEqual(
        name === 'front'
          ? { name, cap_add: ['NET_BIND_SERVICE'], security_opt: undefined }
          : { name, cap_add: undefined, security_opt: ['no-new-privileges:true'] },
      );
    }
  });

  it('pins what it does not build', () => {
    const foreign = services.filter(([, { build }]) => build === undefined);
    expect(foreign.map(([, { image }]) => image)).toEqual([
      expect.stringMatching(/^postgres:\d+\.\d+-/u),
    ]);
    const files = [
      'Dockerfile',
      'turn/Dockerfile',
      'deploy/caddy/Dockerfile',
      'deploy/front/Dockerfile',
    ];
    for (const file of files) {
      const bases = readFileSync(join(ROOT, file), 'utf8').match(/^FROM \S+/gmu) ?? [];
      expect(bases.length).toBeGreaterThan(0);
      for (const base of bases) expect(base).toMatch(/^FROM \S+:\d+\.\d+/u);
    }
  });

  it('opens no port of the database to the network, and mounts nothing of the machine', () => {
    expect(compose.services['postgres']?.ports).toEqual(['127.0.0.1:5432:5432']);
    for (const [, { volumes = [] }] of services) {
      for (const volume of volumes) {
        expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
      }
    }
  });

  it('asks for no setting that setup:production does not write', () => {
    const folder = newFolder();
    setUp(folder, answers);
    const written = readSettings(envOf(folder));
    const asked = [...text.matchAll(/\$\{(\w+):\?/gu)].map(([, name = '']) => name);
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((name) => (written[name] ?? '') === '')).toEqual([]);
    // And nothing else is filled in from whoever starts it, but the version.
    const all = [...text.matchAll(/\$\{?(\w+)/gu)].map(([, name = '']) => name);
    expect(new Set(all)).toEqual(new Set([...asked, 'CONCLAVE_VERSION']));
  });

  it('has no secret in it, and no default for one', () => {
    expect(text).not.toMatch(/(?:PASSWORD|SECRET|PEPPER): (?!\$\{\w+:\?)/u);
  });
});
