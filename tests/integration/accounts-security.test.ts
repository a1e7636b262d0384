import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { KdfParameters } from '../../shared/src/kdfPolicy.ts';
import { MadeInvite } from '../../shared/src/wire/companyApi.ts';
import { changePassword } from '../../web/src/lib/vault/credentials.ts';
import { freePort } from '../support/freePort.ts';
import { NodeBrowser, PASSWORD } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const refusal = (code: string): object => ({ name: 'RefusedError', code });
const wrongKey = 'A'.repeat(43);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ env: { TRUST_PROXY: '127.0.0.1,::1' } });
});
afterAll(() => server.remove());

/** A browser at this address, as a proxy in front would say. */
function browserAt(ip: string): NodeBrowser {
  const one = new NodeBrowser(server.origin);
  one.headers.set('x-forwarded-for', ip);
  return one;
}

let places = 0;
/** A browser where nobody has tried anything yet. */
const browser = (): NodeBrowser => browserAt(`198.51.${(places >> 8) & 255}.${places++ & 255}`);

let strangers = 0;
/** An address that nobody has registered or tried. */
const stranger = (): string => `stranger${strangers++}@hallwerk.example`;

/** A server of other settings for one test. */
async function ownServer(env: Record<string, string>): Promise<RunningServer> {
  const own = await startServer({ env });
  onTestFinished(() => own.remove());
  return own;
}

const token = (one: NodeBrowser): string => one.cookies.get('session') ?? '';

async function whoIs(sessionToken: string): Promise<number> {
  const thief = browser();
  thief.cookies.set('session', sessionToken);
  return (await thief.send('GET', '/api/account')).status;
}

describe('[T16] sessions', () => {
  it('gives a new token at every sign-in and never takes one that was planted', async () => {
    const { account } = await browser().register();
    const victim = browser();
    const planted = 'P'.repeat(43);
    victim.cookies.set('session', planted);
    await victim.signIn(account.address);
    const first = token(victim);
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(first).not.toBe(planted);
    expect(await whoIs(planted)).toBe(401);
    await victim.signIn(account.address);
    expect(token(victim)).not.toBe(first);
    expect(await whoIs(first)).toBe(401);
    expect(await whoIs(token(victim))).toBe(200);
  });

  it('ends a token at once when its owner signs out', async () => {
    const one = browser();
    await one.register();
    const stolen = token(one);
    expect(await whoIs(stolen)).toBe(200);
    await one.tools.api.signOut();
    expect(await whoIs(stolen)).toBe(401);
    expect(one.cookies.has('session')).toBe(false);
  });

  it('ends all tokens when the password changes, and gives the changer a new one', async () => {
    const one = browser();
    const registered = await one.register();
    const other = browser();
    await other.signIn(registered.account.address);
    const old = [token(one), token(other)];
    await changePassword(
      { present: PASSWORD, next: 'another long password' },
      registered,
      one.tools,
    );
    for (const dead of old) expect(await whoIs(dead)).toBe(401);
    expect(await whoIs(token(one))).toBe(200);
  });

  it('hides the cookie from scripts and keeps it to this site', async () => {
    const one = browser();
    const response = await one.send('POST', '/api/accounts', await one.draftRegistration());
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^session=[\w-]{43}; /);
    for (const part of ['HttpOnly', 'Path=/', 'SameSite=']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
  });

  it('sends `__Host-` and Secure when people come by https', async () => {
    const publicOrigin = 'https://meet.example.org';
    const port = await freePort();
    await ownServer({ PUBLIC_ORIGIN: publicOrigin, PORT: String(port) });
    const one = new NodeBrowser(`http://localhost:${port}`);
    one.headers.set('origin', publicOrigin);
    const response = await one.send('POST', '/api/accounts', await one.draftRegistration());
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-session=[\w-]{43}; /);
    for (const part of ['HttpOnly', 'Path=/', 'Secure']) expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
  });

  it.each([
    ['another site', 'https://evil.example'],
    ['a page without an origin', 'null'],
    ['a program that names none', undefined],
  ])('refuses changes that come from %s, also with a valid cookie', async (_who, origin) => {
    const one = browser();
    const { account } = await one.register();
    const headers = {
      cookie: one.cookieHeader(),
      'content-type': 'application/json',
      ...(origin !== undefined && { origin }),
    };
    const attempts = [
      { method: 'DELETE', path: '/api/session' },
      {
        method: 'PATCH',
        path: '/api/account',
        body: { firstName: 'E', lastName: 'V', language: 'en' },
      },
      {
        method: 'POST',
        path: '/api/session',
        body: { address: account.address, authKey: wrongKey },
      },
      { method: 'POST', path: '/api/company/invites', body: { role: 'admin' } },
    ];
    for (const { method, path, body } of attempts) {
      const response = await fetch(server.origin + path, {
        method,
        headers,
        ...(body && { body: JSON.stringify(body) }),
      });
      expect(response.status).toBe(403);
      expect(await response.json()).toEqual({ code: 'foreignOrigin' });
    }
    expect(await one.tools.api.account()).toEqual(account);
  });

  it('takes no form post, which other sites can send', async () => {
    const one = browser();
    await one.register();
    const response = await one.fetch('/api/account', {
      method: 'PATCH',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'firstName=E&lastName=V&language=en',
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect((await one.tools.api.account()).firstName).toBe('Mara');
  });
});

describe('[T18] guessing', () => {
  it('[R40] lets ten guesses at one account through from one place, then no right password either', async () => {
    const { account } = await browser().register();
    const { address } = account;
    const guess = { address, authKey: wrongKey };
    const answers: number[] = [];
    for (let one = 0; one < 15; one++) {
      const response = await browserAt('198.51.100.9').send('POST', '/api/session', guess);
      answers.push(response.status);
    }
    expect(answers.filter((status) => status === 401)).toHaveLength(10);
    expect(answers.filter((status) => status === 429)).toHaveLength(5);
    const again = browserAt('198.51.100.9').signIn(address);
    await expect(again).rejects.toMatchObject(refusal('tooMany'));
  });

  it('locks nobody out: who knows the password comes in while a stranger guesses from many places', async () => {
    const { account } = await browser().register();
    const { account: other } = await browser().register();
    const { address } = account;
    const body = { address, authKey: wrongKey };
    const guesses = Array.from({ length: 24 }, () => browser().send('POST', '/api/session', body));
    for (const response of await Promise.all(guesses)) expect(response.status).toBe(401);
    await browser().signIn(address);
    await browser().signIn(other.address);
  });

  it('lets ten of many simultaneous guesses from one place through', async () => {
    const address = stranger();
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        browserAt('198.51.100.10').send('POST', '/api/session', {
          address,
          authKey: wrongKey,
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(50);
  });

  it.each(['203.0.113.7', '2001:db8:1:2::'])(
    'lets ten guesses from one place (%s) through, whichever accounts they are for',
    async (place) => {
      const answers: number[] = [];
      for (let guess = 0; guess < 30; guess++) {
        // An IPv6 network is one place, however many addresses it has.
        const ip = place.endsWith('::') ? place + guess.toString(16) : place;
        const response = await browserAt(ip).send('POST', '/api/session', {
          address: `somebody${guess}@hallwerk.example`,
          authKey: wrongKey,
        });
        answers.push(response.status);
      }
      expect(answers.filter((status) => status === 401)).toHaveLength(10);
      expect(answers.filter((status) => status === 429)).toHaveLength(20);
    },
  );

  it('does not count those who know their password: a company signs in from one place', async () => {
    const { account } = await browserAt('192.0.2.1').register();
    for (let person = 0; person < 25; person++) {
      await browserAt('192.0.2.1').signIn(account.address);
    }
    expect(await browserAt('192.0.2.1').signIn(account.address)).toMatchObject({ account });
  });

  it('counts the kit on its own, so that guessing passwords locks nobody out of recovery', async () => {
    const { account } = await browser().register();
    const body = { address: account.address, authKey: wrongKey };
    for (let guess = 0; guess < 12; guess++) {
      await browser().send('POST', '/api/session', body);
    }
    const kit = await browser().send('POST', '/api/recovery/open', body);
    expect(kit.status).toBe(401);
  });
});

describe('[T18] enumeration', () => {
  it.each(['/api/session', '/api/recovery/open'])(
    'answers %s alike for a known and an unknown address',
    async (path) => {
      const { account } = await browser().register();
      const ask = async (address: string): Promise<unknown> => {
        const response = await browser().send('POST', path, {
          address,
          authKey: wrongKey,
        });
        const headers = [...response.headers].filter(([name]) => name !== 'date');
        return { status: response.status, body: await response.text(), headers };
      };
      const known = await ask(account.address);
      expect(known).toMatchObject({ status: 401, body: '{"code":"wrongCredentials"}' });
      expect(await ask(stranger())).toEqual(known);
    },
  );

  it('gives parameters for every address, always the same, of the same form', async () => {
    const { account } = await browser().register();
    const kdf = (address: string): Promise<KdfParameters> => browser().tools.api.prelogin(address);
    const known = await kdf(account.address);
    const address = stranger();
    const unknown = await kdf(address);
    expect(await kdf(account.address)).toEqual(known);
    expect(await kdf(` ${address.toUpperCase()}`)).toEqual(unknown);
    expect(await kdf(stranger())).not.toEqual(unknown);
    expect(unknown).toEqual({ ...known, salt: unknown.salt });
    expect(unknown.salt).toHaveLength(known.salt.length);
  });

  it('does the same work for both: neither answers in half of the time of the other', async () => {
    const time = async (address: string): Promise<number> => {
      const one = browser();
      const from = performance.now();
      await one.send('POST', '/api/session', { address, authKey: wrongKey });
      return performance.now() - from;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let person = 0; person < 3; person++) {
      const { account } = await browser().register();
      const address = stranger();
      for (let round = 0; round < 8; round++) {
        known.push(await time(account.address));
        unknown.push(await time(address));
      }
    }
    // The lower quartile: what else runs on this machine makes the others longer.
    const quartile = (times: number[]): number => times.toSorted((a, b) => a - b)[6] ?? 0;
    // Ratios, because the machine is shared; an answer without hashing comes in a twentieth.
    expect(quartile(unknown) / quartile(known)).toBeGreaterThan(0.5);
    expect(quartile(known) / quartile(unknown)).toBeGreaterThan(0.5);
    // Both did the work.
    expect(quartile(unknown)).toBeGreaterThan(10);
  });

  it('counts registrations that meet a taken address, so that nobody asks for a list', async () => {
    const { account } = await browserAt('192.0.2.2').register();
    const body = await browserAt('192.0.2.2').draftRegistration({ address: account.address });
    const answers: number[] = [];
    for (let guess = 0; guess < 14; guess++) {
      answers.push((await browserAt('192.0.2.2').send('POST', '/api/accounts', body)).status);
    }
    expect(answers).toEqual([...Array<number>(10).fill(409), ...Array<number>(4).fill(429)]);
  });
});

describe('who may register', () => {
  it('by invitation: the link works once, the first comer is admin, and invites organizers', async () => {
    const own = await ownServer({ REGISTRATION: 'invite' });
    const one = new NodeBrowser(own.origin);
    await expect(one.register()).rejects.toMatchObject(refusal('registrationClosed'));

    const invite = createCompany(own);
    expect(await one.tools.api.lookAtInvite(invite)).toEqual({
      accountName: 'Hallwerk Cooperative',
      role: 'admin',
    });
    const { account: admin } = await one.register({ invite, companyName: 'Hallwerk eG' });
    expect(admin).toMatchObject({
      role: 'admin',
      company: { accountName: 'Hallwerk Cooperative', companyName: 'Hallwerk eG' },
    });
    const late = new NodeBrowser(own.origin);
    await expect(late.register({ invite })).rejects.toMatchObject(refusal('inviteInvalid'));
    await expect(late.tools.api.lookAtInvite(invite)).rejects.toMatchObject(
      refusal('inviteInvalid'),
    );

    const answer = await one.send('POST', '/api/company/invites', { role: 'organizer' });
    const { token: second } = v.parse(MadeInvite, await answer.json());
    const organizer = new NodeBrowser(own.origin);
    const { account } = await organizer.register({ invite: second });
    // [R27] Who is not the admin has no such fields, and invites nobody.
    expect(account).toMatchObject({ role: 'organizer', company: null });
    expect((await organizer.send('POST', '/api/company/invites', { role: 'admin' })).status).toBe(
      403,
    );
    expect(
      (await organizer.send('PATCH', '/api/company', { accountName: 'E', companyName: null }))
        .status,
    ).toBe(403);
  });

  it('does not use an invitation up when the registration fails', async () => {
    const { account } = await browser().register();
    const invite = createCompany(server);
    const one = browser();
    await expect(one.register({ invite, address: account.address })).rejects.toMatchObject(
      refusal('addressTaken'),
    );
    await one.register({ invite });
    expect(one.cookies.has('session')).toBe(true);
  });

  it('closed: nobody, with or without an invitation', async () => {
    const own = await ownServer({ REGISTRATION: 'closed' });
    const one = new NodeBrowser(own.origin);
    await expect(one.register()).rejects.toMatchObject(refusal('registrationClosed'));
    await expect(one.register({ invite: 'I'.repeat(43) })).rejects.toMatchObject(
      refusal('registrationClosed'),
    );
  });
});

it('[R92] writes neither address, name, token nor key to its log', async () => {
  const one = browser();
  const { account } = await one.register({ firstName: 'Canarina', lastName: 'Logfree' });
  const stolen = token(one);
  await one.send('POST', '/api/session', { address: account.address, authKey: wrongKey });
  const log = JSON.stringify(server.log());
  expect(log).toContain('sign-in.refused');
  for (const secret of [
    account.address,
    'Canarina',
    'Logfree',
    stolen,
    wrongKey,
    account.accountId,
  ]) {
    expect(log).not.toContain(secret);
  }
});

function createCompany(own: RunningServer): string {
  const operator = fileURLToPath(new URL('../../server/src/operator.ts', import.meta.url));
  const printed = execFileSync(
    process.execPath,
    [operator, 'create-company', '--name', 'Hallwerk Cooperative'],
    { env: { PATH: process.env['PATH'], DATA_DIR: own.dataDir }, encoding: 'utf8' },
  );
  return /\/register#invite=([\w-]{43})$/m.exec(printed)?.[1] ?? 'not printed';
}
