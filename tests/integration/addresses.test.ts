import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AddressLink } from '../../shared/src/wire/addressApi.ts';
import { changeAddress } from '../../web/src/lib/vault/credentials.ts';
import { keysFromPassword } from '../../web/src/lib/vault/passwordKeys.ts';
import { recover } from '../../web/src/lib/vault/recover.ts';
import type { Registered } from '../../web/src/lib/vault/register.ts';
import { mailsTo as mailsAt } from '../support/devMails.ts';
import { NodeBrowser, PASSWORD } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const refusal = (code: string): object => ({ name: 'RefusedError', code });
const NEVER_MAILED = 'x'.repeat(43);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ env: { TRUST_PROXY: '127.0.0.1,::1' } });
}, 60_000);
afterAll(() => server.remove(), 60_000);

let places = 0;
/** A browser where nobody has tried anything yet. */
function browser(): NodeBrowser {
  const one = new NodeBrowser(server.origin);
  one.headers.set('x-forwarded-for', `198.51.100.${places++}`);
  return one;
}

let people = 0;
const newAddress = (): string => `somebody${++people}@lindau-textil.example`;

const mailsTo = (address: string, count?: number): ReturnType<typeof mailsAt> =>
  mailsAt(server.origin, address, count);

/** The token in the newest mail to an address. */
async function mailedToken(address: string, count = 1): Promise<string> {
  const [newest] = await mailsTo(address, count);
  return /\/confirm#token=([\w-]{43})/.exec(newest?.text ?? '')?.[1] ?? '';
}

const isVerified = async (one: NodeBrowser): Promise<boolean> =>
  (await one.tools.api.account()).verified;

/** Somebody registered, and what the mailbox got. */
async function registered(): Promise<{ one: NodeBrowser; owner: Registered; token: string }> {
  const one = browser();
  const owner = await one.register();
  return { one, owner, token: await mailedToken(owner.account.address) };
}

async function askChange({ one, owner }: { one: NodeBrowser; owner: Registered }, to: string) {
  const kdf = await one.tools.api.prelogin(owner.account.address);
  const { address } = owner.account;
  const { authKey } = await keysFromPassword(
    { password: PASSWORD, address, kdf },
    one.tools.argon2,
  );
  return one.send('POST', '/api/account/address', { address: to, authKey });
}

/** An account that has changed its address, with the token that its former mailbox got. */
async function changed(): Promise<{
  one: NodeBrowser;
  owner: Registered;
  address: string;
  undo: string;
}> {
  const { one, owner, token: own } = await registered();
  await one.tools.api.useLink('verify', own);
  const address = newAddress();
  expect((await askChange({ one, owner }, address)).status).toBe(204);
  const token = await mailedToken(address);
  await changeAddress({ password: PASSWORD, address, token }, owner, one.tools);
  return { one, owner, address, undo: await mailedToken(owner.account.address, 2) };
}

describe('an address', () => {
  it('[T15, R66] that was not proven mails nobody: no invitation, and no colleague', async () => {
    const one = browser();
    await one.register();
    expect(await isVerified(one)).toBe(false);
    const invite = { role: 'organizer', address: newAddress() };
    const answer = await one.send('POST', '/api/company/invites', invite);
    expect([answer.status, await answer.text()]).toEqual([403, '{"code":"addressUnverified"}']);
    expect((await one.send('POST', '/api/company/invites', { role: 'organizer' })).status).toBe(
      201,
    );
  });

  it('is proven by a link that works once, and that looking at leaves alone', async () => {
    const { one, owner, token } = await registered();
    const { api } = browser().tools;
    for (let looks = 0; looks < 3; looks++) {
      expect(await api.lookAtLink(token)).toEqual({
        does: 'verify',
        address: owner.account.address,
      });
    }
    expect(await isVerified(one)).toBe(false);
    // Proven by whoever has the mailbox: that browser need not be signed in.
    await api.useLink('verify', token);
    expect(await isVerified(one)).toBe(true);
    await expect(api.useLink('verify', token)).rejects.toMatchObject(refusal('notFound'));
    await expect(api.lookAtLink(token)).rejects.toMatchObject(refusal('notFound'));
  });

  it('says by being proven that mail arrives, and lets a stranger who reads it do nothing else', async () => {
    // Somebody mistyped: the mail is read by whoever has that mailbox, who is nobody to this account.
    const { owner, token } = await registered();
    const stranger = browser();
    const looked = await stranger.send('POST', '/api/address/look', { token });
    expect(await looked.json()).toEqual({ does: 'verify', address: owner.account.address });
    const used = await stranger.send('POST', '/api/address/verify', { token });
    expect([used.status, await used.text(), used.headers.getSetCookie()]).toEqual([204, '', []]);
    expect(stranger.cookies.size).toBe(0);
    for (const path of ['/api/account', '/api/vault', '/api/account/opener', '/api/meetings']) {
      expect((await stranger.send('GET', path)).status, path).toBe(401);
    }
    const { address } = owner.account;
    const proof = { address, authKey: 'A'.repeat(43), step: null, link: token };
    expect((await stranger.send('POST', '/api/recovery/open', proof)).status).toBe(401);
  });

  it('is not to be guessed: 256 bits, of one spelling, sixty tries a minute', async () => {
    const one = browser();
    for (const token of ['', 'x'.repeat(42), 'x'.repeat(44), '*'.repeat(43), null, 7]) {
      expect((await one.send('POST', '/api/address/verify', { token })).status).toBe(400);
    }
    const tries = Array.from({ length: 61 }, () =>
      one.send('POST', '/api/address/verify', { token: NEVER_MAILED }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
    expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(60);
  });

  it('is mailed another link on asking, and the former one ends', async () => {
    const { one, owner, token } = await registered();
    await one.tools.api.askVerification();
    const second = await mailedToken(owner.account.address, 2);
    expect(second).not.toBe(token);
    await expect(one.tools.api.useLink('verify', token)).rejects.toMatchObject(refusal('notFound'));
    await one.tools.api.useLink('verify', second);
    expect(await isVerified(one)).toBe(true);
  });

  it('a link serves for nothing else than it was mailed for', async () => {
    const { one, owner, token } = await registered();
    const { api } = one.tools;
    await expect(api.useLink('undo', token)).rejects.toMatchObject(refusal('notFound'));
    await expect(
      changeAddress({ password: PASSWORD, address: newAddress(), token }, owner, one.tools),
    ).rejects.toMatchObject(refusal('notFound'));
    await expect(api.useLink('verify', NEVER_MAILED)).rejects.toMatchObject(refusal('notFound'));
    // What refused has not used it up.
    await api.useLink('verify', token);
  });
});

describe('changing the address', () => {
  it('needs the password, and changes nothing before the new mailbox was read', async () => {
    const { one, owner } = await registered();
    const address = newAddress();
    const wrong = await one.send('POST', '/api/account/address', {
      address,
      authKey: 'A'.repeat(43),
    });
    expect(await wrong.text()).toBe('{"code":"wrongCredentials"}');
    await askChange({ one, owner }, address);
    const token = await mailedToken(address);
    expect((await one.tools.api.account()).address).toBe(owner.account.address);
    await expect(
      changeAddress({ password: 'something else entirely', address, token }, owner, one.tools),
    ).rejects.toMatchObject(refusal('wrongCredentials'));
    expect((await one.tools.api.account()).address).toBe(owner.account.address);
  });

  it('[T16] gives the same vault a new sign-in name, and ends all sign-ins', async () => {
    const { one, owner } = await registered();
    const elsewhere = browser();
    await elsewhere.signIn(owner.account.address);
    const address = newAddress();
    await askChange({ one, owner }, address);
    const token = await mailedToken(address);
    const before = one.cookieHeader();
    await changeAddress({ password: PASSWORD, address, token }, owner, one.tools);
    expect((await elsewhere.send('GET', '/api/account')).status).toBe(401);
    expect(one.cookieHeader()).not.toBe(before);
    expect(await one.tools.api.account()).toMatchObject({ address, verified: true });
    const { account, vault } = await browser().signIn(address);
    expect(account.accountId).toBe(owner.account.accountId);
    expect(await vault.get('settings', 'self')).toEqual(await owner.vault.get('settings', 'self'));
    await expect(browser().signIn(owner.account.address)).rejects.toMatchObject(
      refusal('wrongCredentials'),
    );
  });

  it('a link to another account’s new address changes nobody else', async () => {
    const { one, owner } = await registered();
    const address = newAddress();
    await askChange({ one, owner }, address);
    const token = await mailedToken(address);
    const eve = browser();
    const other = await eve.register();
    await expect(
      changeAddress({ password: PASSWORD, address, token }, other, eve.tools),
    ).rejects.toMatchObject(refusal('notFound'));
    expect((await eve.tools.api.account()).address).toBe(other.account.address);
  });

  it('[T18] says nothing of whether an address has an account; its owner is told by mail', async () => {
    const { owner: victim } = await registered();
    const asking = await registered();
    const taken = await askChange(asking, victim.account.address);
    const free = await askChange(asking, newAddress());
    expect([taken.status, await taken.text()]).toEqual([free.status, await free.text()]);
    const [mail] = await mailsTo(victim.account.address, 2);
    expect(mail?.subject).toBe('You have an account already');
    expect(mail?.text).not.toContain('token=');
  });
});

describe('the former address', () => {
  it('is told, and takes the change back: whoever made it is out and cannot sign in', async () => {
    const { one, owner, address, undo } = await changed();
    const former = owner.account.address;
    const { api } = browser().tools;
    expect(await api.lookAtLink(undo)).toEqual({ does: 'undo', address: former });
    await api.useLink('undo', undo);
    expect((await one.send('GET', '/api/account')).status).toBe(401);
    for (const name of [former, address]) {
      await expect(browser().signIn(name)).rejects.toMatchObject(refusal('wrongCredentials'));
    }
    await expect(api.useLink('undo', undo)).rejects.toMatchObject(refusal('notFound'));
    const back = browser();
    const password = 'quite another one for later';
    const kitCode = owner.kitCode;
    const opened = await recover({ address: former, kitCode, password }, back.tools);
    expect(opened.account).toMatchObject({ address: former, accountId: owner.account.accountId });
    await browser().signIn(former, password);
    const [told] = await mailsTo(address, 2);
    expect(told?.subject).toBe('A change of address was taken back');
  });

  it('[V-21] is told without a link where nobody had proven it, and is free for its owner', async () => {
    const { one, owner } = await registered();
    const { address: theirs } = owner.account;
    const second = newAddress();
    await askChange({ one, owner }, second);
    const token = await mailedToken(second);
    await changeAddress({ password: PASSWORD, address: second, token }, owner, one.tools);
    const [told] = await mailsTo(theirs, 2);
    expect(told?.subject).toBe('The address of your account was changed');
    expect(told?.text).not.toContain('token=');
    expect(told?.text).not.toContain('Take it back');
    await browser().register({ address: theirs });
  });

  it('[V-13] goes to nobody else meanwhile', async () => {
    const { owner } = await changed();
    const { address } = owner.account;
    await expect(browser().register({ address })).rejects.toMatchObject(refusal('addressTaken'));
    const other = await registered();
    await askChange(other, address);
    const [newest] = await mailsTo(address, 3);
    expect(newest?.text).not.toContain('token=');
  });

  it('[T16] is not entered by who kept what proved the password before', async () => {
    const { owner, address, undo } = await changed();
    const { api, argon2 } = browser().tools;
    const kdf = await api.prelogin(address);
    const { authKey } = await keysFromPassword({ password: PASSWORD, address, kdf }, argon2);
    await api.useLink('undo', undo);
    for (const name of [owner.account.address, address]) {
      const proof = { address: name, authKey, step: null };
      await expect(browser().tools.api.signIn(proof)).rejects.toMatchObject(
        refusal('wrongCredentials'),
      );
    }
  });

  it('comes back also after an address in between took the next change back', async () => {
    const { one, owner, address, undo } = await changed();
    const second = newAddress();
    const now = { one, owner: { ...owner, account: { ...owner.account, address } } };
    await askChange(now, second);
    const token = await mailedToken(second);
    await changeAddress({ password: PASSWORD, address: second, token }, now.owner, one.tools);
    await browser().tools.api.useLink('undo', await mailedToken(address, 2));
    await browser().tools.api.useLink('undo', undo);
    const back = browser();
    const password = 'quite another one for later';
    const former = owner.account.address;
    const opened = await recover({ address: former, kitCode: owner.kitCode, password }, back.tools);
    expect(opened.account.address).toBe(former);
  });

  it('takes back what came after it as well', async () => {
    const { one, owner, address, undo } = await changed();
    const second = newAddress();
    const now = { one, owner: { ...owner, account: { ...owner.account, address } } };
    await askChange(now, second);
    const token = await mailedToken(second);
    await changeAddress({ password: PASSWORD, address: second, token }, now.owner, one.tools);
    const later = await mailedToken(address, 2);
    await browser().tools.api.useLink('undo', undo);
    // The address in between has no say any more.
    await expect(browser().tools.api.useLink('undo', later)).rejects.toMatchObject(
      refusal('notFound'),
    );
  });
});

describe('owners are told by mail', () => {
  it('[V-22] of a sign-in in another browser, and not in one that signed in before', async () => {
    const { one, owner } = await registered();
    const { address } = owner.account;
    await one.tools.api.signOut();
    await one.signIn(address);
    const other = browser();
    await other.signIn(address);
    await other.tools.api.signOut();
    await other.signIn(address);
    const mails = await mailsTo(address, 2);
    expect(mails.map(({ subject }) => subject)).toEqual([
      'A new sign-in to your account',
      'Confirm your address',
    ]);
    // [R22] What no program in the page can delete goes by asking; then it is a new browser again.
    expect((await other.send('DELETE', '/api/browser')).status).toBe(204);
    expect(other.cookies.has('browser')).toBe(false);
    await other.signIn(address);
    await mailsTo(address, 3);
  });

  it('of a new password, wherever it was set', async () => {
    const { owner } = await registered();
    const { address } = owner.account;
    const kitCode = owner.kitCode;
    await recover({ address, kitCode, password: 'quite another one' }, browser().tools);
    const [mail] = await mailsTo(address, 2);
    expect(mail?.subject).toBe('Your password was changed');
  });
});

it('a link is not in the database as it was mailed', async () => {
  const { token } = await registered();
  const files = readdirSync(server.dataDir).filter((name) => name.startsWith('conclave.db'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    expect(readFileSync(join(server.dataDir, name)).includes(token)).toBe(false);
  }
  v.parse(AddressLink, await browser().tools.api.lookAtLink(token));
});
