import { Secret as TotpSecret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import * as v from 'valibot';
import { ChangeStep, FactorConfirmed, TotpOffer } from '../../shared/src/wire/secondFactorApi.ts';
import { SignInList } from '../../shared/src/wire/signInsApi.ts';
import { recover } from '../../web/src/lib/vault/recover.ts';
import { keysFromPassword } from '../../web/src/lib/vault/passwordKeys.ts';
import { NodeBrowser, PASSWORD, quickArgon2 } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { startTextProvider, textSettings, type TextProvider } from '../support/textProvider.ts';

const refusal = (code: string): object => ({ name: 'RefusedError', code });
const NUMBER = '+49 151 2345-6789';

let provider: TextProvider;
let server: RunningServer;
beforeAll(async () => {
  provider = await startTextProvider();
  server = await startServer({
    env: { TRUST_PROXY: '127.0.0.1,::1', ...textSettings(provider) },
  });
});
afterAll(async () => {
  await server.remove();
  await provider.close();
});
beforeEach(() => {
  provider.fault = undefined;
});

let places = 0;
function browser(): NodeBrowser {
  const one = new NodeBrowser(server.origin);
  one.headers.set('x-forwarded-for', `198.51.100.${places++}`);
  return one;
}

/** The answer to a request that must work. */
async function post<S extends v.GenericSchema>(
  one: NodeBrowser,
  path: string,
  { body, reply }: { body: unknown; reply: S },
): Promise<v.InferOutput<S>> {
  const response = await one.send('POST', path, body);
  expect(response.ok, await response.clone().text()).toBe(true);
  return v.parse(reply, await response.json());
}

async function proven(one: NodeBrowser, address: string): Promise<string> {
  const kdf = await one.tools.api.prelogin(address);
  const { authKey } = await keysFromPassword({ password: PASSWORD, address, kdf }, quickArgon2);
  const path = '/api/account/second-factor/step';
  return (await post(one, path, { body: { authKey }, reply: ChangeStep })).ticket;
}

/** `next`: of the half minute that comes, which counts already when the present one was used, and still when that is over. */
const totp = (secret: string, which: 'present' | 'next' = 'present'): string =>
  new TOTP({ secret: TotpSecret.fromBase32(secret) }).generate({
    timestamp: Date.now() + (which === 'next' ? 30_000 : 0),
  });

async function withTotp(): Promise<{
  one: NodeBrowser;
  address: string;
  kitCode: string;
  secret: string;
  codes: readonly string[];
}> {
  const one = browser();
  const { account, kitCode } = await one.register();
  const { address } = account;
  const ticket = await proven(one, address);
  const base = '/api/account/second-factor/totp';
  const { secret } = await post(one, base, { body: { ticket }, reply: TotpOffer });
  const body = { code: totp(secret) };
  const confirmed = await post(one, `${base}/confirm`, { body, reply: FactorConfirmed });
  return { one, address, kitCode, secret, codes: confirmed.backupCodes ?? [] };
}

/** Every path of the account's own, as a browser with this cookie or none would ask. */
const OWN = [
  '/api/account',
  '/api/account/opener',
  '/api/vault',
  '/api/vault/items/meeting',
  '/api/meetings',
  '/api/account/sign-ins',
  '/api/account/second-factor',
];

it('[T17] after the password alone the ticket opens nothing, in whichever place it is shown', async () => {
  const { address } = await withTotp();
  const thief = browser();
  let ticket = '';
  thief.secondStep = (step) => {
    ticket = step.ticket;
    expect(step.ways).toEqual(['totp', 'backup']);
    return Promise.reject(new TypeError('stolen'));
  };
  await expect(thief.signIn(address)).rejects.toThrow('stolen');
  expect(thief.cookies.size).toBe(0);
  thief.cookies.set('session', ticket);
  for (const path of OWN) expect((await thief.send('GET', path)).status, path).toBe(401);
});

it('[R116] signs in with the code of an app, and with one from paper once', async () => {
  const { address, secret, codes } = await withTotp();
  const other = browser();
  other.secondStep = async ({ ticket }) => {
    const body = { ticket, way: 'totp', code: totp(secret, 'next') };
    expect((await other.send('POST', '/api/second-step', body)).status).toBe(204);
    return ticket;
  };
  expect((await other.signIn(address)).account.address).toBe(address);

  const paper = browser();
  const answers: number[] = [];
  paper.secondStep = async ({ ticket }) => {
    const body = { ticket, way: 'backup', code: codes[3] };
    answers.push((await paper.send('POST', '/api/second-step', body)).status);
    return ticket;
  };
  await paper.signIn(address);
  await expect(paper.signIn(address)).rejects.toMatchObject(refusal('stepOver'));
  expect(answers).toEqual([204, 401]);
});

it('[R117] has the provider send number and code, told to keep neither, and nothing else', async () => {
  const one = browser();
  const { account } = await one.register();
  const { address } = account;
  const ticket = await proven(one, address);
  const path = '/api/account/second-factor/sms';
  expect((await one.send('POST', path, { ticket, number: NUMBER })).status).toBe(200);
  const confirm = { code: provider.lastCode() };
  expect((await one.send('POST', `${path}/confirm`, confirm)).status).toBe(200);
  expect(provider.texts.at(-1)?.fields).toEqual({
    To: '+4915123456789',
    From: '+4930555000',
    Body: `${provider.lastCode()} - Conclave`,
    ContentRetention: 'discard',
    AddressRetention: 'obfuscate',
  });
  const log = JSON.stringify(server.log());
  expect(log).not.toContain('15123456789');
  expect(log).not.toContain(provider.lastCode());

  // [R119] Off: the number is gone, here and there.
  const off = await proven(one, address);
  const text = await one.send('POST', '/api/second-step/sms', { ticket: off });
  expect(text.status).toBe(429);
});

it('[T17] with the provider down, or refusing the number, it says so and nothing is set up', async () => {
  const one = browser();
  const { account } = await one.register();
  const ticket = await proven(one, account.address);
  const path = '/api/account/second-factor/sms';
  provider.fault = { status: 503, code: 20503 };
  const down = await one.send('POST', path, { ticket, number: '+49 151 0000001' });
  expect([down.status, await down.json()]).toEqual([503, { code: 'unavailable' }]);
  const two = browser();
  const { account: second } = await two.register();
  provider.fault = { status: 400, code: 21211 };
  const body = { ticket: await proven(two, second.address), number: '+49 151 0000002' };
  const refused = await two.send('POST', path, body);
  expect([refused.status, await refused.json()]).toEqual([422, { code: 'numberRefused' }]);
});

it.each(['0151 2345678', '+0 151 234', '12345', '+49', '+49 151 23456; drop', '+'.repeat(41)])(
  '[T17] takes no number that is none (%s)',
  async (number) => {
    const one = browser();
    const ticket = 'A'.repeat(43);
    const path = '/api/account/second-factor/sms';
    await one.register();
    expect((await one.send('POST', path, { ticket, number })).status).toBe(400);
  },
);

it('asks for the second proof after the kit, and then sets the password', async () => {
  const { address, kitCode, secret } = await withTotp();
  const forgotten = { address, kitCode, password: 'a third long password' };
  const thief = browser();
  await expect(recover(forgotten, thief.tools)).rejects.toMatchObject(refusal('stepOver'));
  const own = browser();
  own.secondStep = async ({ ticket }) => {
    await own.send('POST', '/api/second-step', { ticket, way: 'totp', code: totp(secret, 'next') });
    return ticket;
  };
  expect((await recover(forgotten, own.tools)).account.address).toBe(address);
});

it('[T16] lists sign-ins with a coarse device and a network, and ends one or all others at once', async () => {
  const one = browser();
  one.headers.set('x-forwarded-for', '203.0.113.77');
  one.headers.set('user-agent', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0');
  const { account } = await one.register();
  const others = [browser(), browser(), browser()];
  for (const other of others) await other.signIn(account.address);
  const list = async (): Promise<SignInList['signIns']> =>
    v.parse(SignInList, await (await one.send('GET', '/api/account/sign-ins')).json()).signIns;
  const signIns = await list();
  expect(signIns).toHaveLength(4);
  const here = signIns.filter((signIn) => signIn.here);
  expect(here).toMatchObject([
    { device: { browser: 'firefox', system: 'linux' }, network: '203.0.113.0' },
  ]);
  expect(JSON.stringify(signIns)).not.toContain('203.0.113.77');

  const [first] = signIns.filter((signIn) => !signIn.here);
  const stranger = browser();
  await stranger.register();
  const path = `/api/account/sign-ins/${first?.id ?? ''}`;
  expect((await stranger.send('DELETE', path)).status).toBe(404);
  expect((await one.send('DELETE', path)).status).toBe(204);
  const statuses = async (): Promise<number[]> =>
    Promise.all(others.map(async (other) => (await other.send('GET', '/api/account')).status));
  expect((await statuses()).toSorted()).toEqual([200, 200, 401]);
  expect((await one.send('DELETE', '/api/account/sign-ins')).status).toBe(204);
  expect(await statuses()).toEqual([401, 401, 401]);
  expect(await list()).toMatchObject([{ here: true }]);
  expect((await stranger.send('GET', '/api/account')).status).toBe(200);
  // What names a sign-in is not one.
  stranger.cookies.set('session', first?.id ?? '');
  expect((await stranger.send('GET', '/api/account')).status).toBe(401);
});
