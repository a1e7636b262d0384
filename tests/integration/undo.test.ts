import { Secret as TotpSecret, TOTP } from 'otpauth';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ChangeStep, FactorConfirmed, TotpOffer } from '../../shared/src/wire/secondFactorApi.ts';
import { changeAddress, renewKit } from '../../web/src/lib/vault/credentials.ts';
import { keysFromPassword } from '../../web/src/lib/vault/passwordKeys.ts';
import { recover, recoverByLink } from '../../web/src/lib/vault/recover.ts';
import type { Registered } from '../../web/src/lib/vault/register.ts';
import { mailsTo as mailsAt } from '../support/devMails.ts';
import { NodeBrowser, PASSWORD, quickArgon2 } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const refusal = (code: string): object => ({ name: 'RefusedError', code });
const NEXT = 'quite another one for later';
const DAY_MS = 24 * 3_600_000;

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ env: { TRUST_PROXY: '127.0.0.1,::1' } });
}, 60_000);
afterAll(() => server.remove(), 60_000);

let places = 0;
function browser(): NodeBrowser {
  const one = new NodeBrowser(server.origin);
  one.headers.set('x-forwarded-for', `198.51.100.${places++}`);
  return one;
}

let people = 0;
const newAddress = (): string => `person${++people}@nordlicht.example`;
const mailsTo = (address: string, count?: number): ReturnType<typeof mailsAt> =>
  mailsAt(server.origin, address, count);

/** The token in the mail with such a subject. */
async function linkIn(address: string, subject: string, count = 1): Promise<string> {
  // Mails of one moment arrive in any order.
  const mail = await vi.waitFor(
    async () => {
      const found = (await mailsTo(address, count)).find((one) => one.subject === subject);
      if (found === undefined) throw new Error(`no mail: ${subject}`);
      return found;
    },
    { timeout: 40_000, interval: 20 },
  );
  return /\/confirm#token=([\w-]{43})/.exec(mail.text)?.[1] ?? '';
}

const CONFIRM = 'Confirm your address';
const CHANGED = 'The address of your account was changed';
const KIT = 'Your recovery kit was renewed';
const FACTOR = 'The second step of signing in was changed';
const SIGN_IN = 'A new sign-in to your account';

interface Somebody {
  readonly one: NodeBrowser;
  readonly owner: Registered;
}

async function somebody(): Promise<Somebody> {
  const one = browser();
  const address = newAddress();
  const owner = await one.register({ address });
  await one.tools.api.useLink('verify', await linkIn(address, CONFIRM));
  return { one, owner };
}

async function authKeyOf({ one, owner }: Somebody): Promise<string> {
  const { address } = owner.account;
  const kdf = await one.tools.api.prelogin(address);
  return (await keysFromPassword({ password: PASSWORD, address, kdf }, quickArgon2)).authKey;
}

/** Gives the account another address; returns it as it is then. */
async function moved(who: Somebody): Promise<Somebody> {
  const address = newAddress();
  const authKey = await authKeyOf(who);
  await who.one.tools.api.askAddressChange({ address, authKey });
  const token = await linkIn(address, CONFIRM);
  await changeAddress({ password: PASSWORD, address, token }, who.owner, who.one.tools);
  return { ...who, owner: { ...who.owner, account: { ...who.owner.account, address } } };
}

async function post<S extends v.GenericSchema>(
  one: NodeBrowser,
  [path, body]: [string, unknown],
  reply: S,
): Promise<v.InferOutput<S>> {
  const response = await one.send('POST', path, body);
  expect(response.ok, await response.clone().text()).toBe(true);
  return v.parse(reply, await response.json());
}

/** Sets up an app; returns its secret. */
async function withApp(who: Somebody): Promise<string> {
  const base = '/api/account/second-factor';
  const authKey = await authKeyOf(who);
  const { ticket } = await post(who.one, [`${base}/step`, { authKey }], ChangeStep);
  const { secret } = await post(who.one, [`${base}/totp`, { ticket }], TotpOffer);
  const code = codeOf(secret);
  await post(who.one, [`${base}/totp/confirm`, { code }], FactorConfirmed);
  return secret;
}

/** `next`: of the half minute that comes, which counts already when the present one was used, and still when that is over. */
function codeOf(secret: string, which: 'present' | 'next' = 'present'): string {
  const timestamp = Date.now() + (which === 'next' ? 30_000 : 0);
  return new TOTP({ secret: TotpSecret.fromBase32(secret) }).generate({ timestamp });
}

describe('[V-21] the former address takes back also', () => {
  it('a recovery kit made since: it opens nothing, and that of before does', async () => {
    const before = await somebody();
    const former = before.owner.account.address;
    const now = await moved(before);
    const theirs = await renewKit(PASSWORD, now.owner, now.one.tools);
    await browser().tools.api.useLink('undo', await linkIn(former, CHANGED, 2));
    for (const address of [former, now.owner.account.address]) {
      const taken = recover({ address, kitCode: theirs, password: NEXT }, browser().tools);
      await expect(taken).rejects.toMatchObject(refusal('wrongCredentials'));
    }
    const back = browser();
    const { kitCode, account } = before.owner;
    const opened = await recover({ address: former, kitCode, password: NEXT }, back.tools);
    expect(opened.account).toMatchObject({ address: former, accountId: account.accountId });
    // From now on everything goes its usual way: sign-in, another kit, that kit.
    const again = browser();
    const signedIn = await again.signIn(former, NEXT);
    const newest = await renewKit(NEXT, signedIn, again.tools);
    const last = { address: former, kitCode: newest, password: PASSWORD };
    expect((await recover(last, browser().tools)).account.address).toBe(former);
    const worn = recover({ address: former, kitCode, password: NEXT }, browser().tools);
    await expect(worn).rejects.toMatchObject(refusal('wrongCredentials'));
  });

  it('a recovery kit made just before, by the link in the mail about that kit', async () => {
    const before = await somebody();
    const { account, kitCode } = before.owner;
    const theirs = await renewKit(PASSWORD, before.owner, before.one.tools);
    const undo = await linkIn(account.address, KIT, 2);
    const { api } = browser().tools;
    expect(await api.lookAtLink(undo)).toEqual({ does: 'restore', address: account.address });
    await moved(before);
    expect(await api.lookAtLink(undo)).toEqual({ does: 'undo', address: account.address });
    await api.useLink('undo', undo);
    const taken = { address: account.address, kitCode: theirs, password: NEXT };
    await expect(recover(taken, browser().tools)).rejects.toMatchObject(
      refusal('wrongCredentials'),
    );
    const own = { address: account.address, kitCode, password: NEXT };
    expect((await recover(own, browser().tools)).account.address).toBe(account.address);
  });

  it('a second factor set up since: the owner is not asked for it', async () => {
    const before = await somebody();
    const former = before.owner.account.address;
    const now = await moved(before);
    await withApp(now);
    await browser().tools.api.useLink('undo', await linkIn(former, CHANGED, 2));
    const { kitCode } = before.owner;
    await recover({ address: former, kitCode, password: NEXT }, browser().tools);
    await browser().signIn(former, NEXT);
  });

  it('the end of a second factor: that of before is asked for again', async () => {
    const before = await somebody();
    const { address: former } = before.owner.account;
    const secret = await withApp(before);
    const now = await moved(before);
    const base = '/api/account/second-factor';
    const step = await post(
      now.one,
      [`${base}/step`, { authKey: await authKeyOf(now) }],
      ChangeStep,
    );
    const { ticket } = step;
    await now.one.send('POST', '/api/second-step', {
      ticket,
      way: 'totp',
      code: codeOf(secret, 'next'),
    });
    expect((await now.one.send('POST', `${base}/off`, { ticket, kind: 'totp' })).status).toBe(204);
    await browser().tools.api.useLink('undo', await linkIn(former, CHANGED, 3));
    const { kitCode } = before.owner;
    const asked = recover({ address: former, kitCode, password: NEXT }, browser().tools);
    await expect(asked).rejects.toMatchObject(refusal('stepOver'));
  });

  it('a second factor by the link in the mail about it, address or not', async () => {
    const who = await somebody();
    const { address } = who.owner.account;
    await withApp(who);
    await browser().tools.api.useLink('undo', await linkIn(address, FACTOR, 2));
    expect((await who.one.send('GET', '/api/account')).status).toBe(401);
    const { kitCode } = who.owner;
    await recover({ address, kitCode, password: NEXT }, browser().tools);
  });

  it('[R81] a closing that began since, which could not have outrun it', async () => {
    const before = await somebody();
    const former = before.owner.account.address;
    const asked = Date.now();
    const now = await moved(before);
    const closesAt = await now.one.tools.api.close(await authKeyOf(now));
    expect(closesAt).toBeGreaterThanOrEqual(asked + 7 * DAY_MS);
    expect(closesAt).toBeLessThanOrEqual(Date.now() + 7 * DAY_MS);
    const told = (await mailsTo(former, 3)).map(({ subject }) => subject);
    expect(told).toContain('Your account is about to be deleted');
    await browser().tools.api.useLink('undo', await linkIn(former, CHANGED));
    const { kitCode } = before.owner;
    const back = await recover({ address: former, kitCode, password: NEXT }, browser().tools);
    expect(back.account.closesAt).toBe(null);
  });
});

describe('[V-21] the password of before a change that was taken back', () => {
  it('sets another one with the link that was used, once, and opens nothing without it', async () => {
    const before = await somebody();
    const former = before.owner.account.address;
    const now = await moved(before);
    await renewKit(PASSWORD, now.owner, now.one.tools);
    const link = await linkIn(former, CHANGED, 2);
    const way = { address: former, former: PASSWORD, link, password: NEXT };
    // Before it is used it is no way in: only who takes the change back has it.
    await expect(recoverByLink(way, browser().tools)).rejects.toMatchObject(
      refusal('wrongCredentials'),
    );
    await browser().tools.api.useLink('undo', link);
    await expect(browser().signIn(former)).rejects.toMatchObject(refusal('wrongCredentials'));
    const wrong = { ...way, former: 'something else entirely' };
    await expect(recoverByLink(wrong, browser().tools)).rejects.toThrow();
    const stranger = await somebody();
    const foreign = { ...way, address: stranger.owner.account.address };
    await expect(recoverByLink(foreign, browser().tools)).rejects.toThrow();
    const opened = await recoverByLink(way, browser().tools);
    expect(opened.account.address).toBe(former);
    expect(await opened.vault.get('settings', 'self')).toBeDefined();
    await browser().signIn(former, NEXT);
    const twice = { ...way, former: NEXT, password: PASSWORD };
    await expect(recoverByLink(twice, browser().tools)).rejects.toMatchObject(
      refusal('wrongCredentials'),
    );
    // The kit of before opens it as well, and not that of since.
    const { kitCode } = before.owner;
    await recover({ address: former, kitCode, password: PASSWORD }, browser().tools);
  });
});

describe('[V-22] of what changed hears', () => {
  it('the former address, too, and without a link: it has one', async () => {
    const before = await somebody();
    const former = before.owner.account.address;
    const now = await moved(before);
    await renewKit(PASSWORD, now.owner, now.one.tools);
    await browser().signIn(now.owner.account.address);
    await withApp(now);
    const mails = await mailsTo(former, 5);
    const told = mails.filter(({ subject }) => [KIT, FACTOR, SIGN_IN].includes(subject));
    expect(told).toHaveLength(3);
    for (const { text } of told) {
      expect(text).not.toContain('token=');
      expect(text).toContain(CHANGED);
    }
    expect(await linkIn(now.owner.account.address, KIT, 4)).toMatch(/^[\w-]{43}$/u);
  });
});
