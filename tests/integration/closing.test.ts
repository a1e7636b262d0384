import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MadeInvite } from '../../shared/src/wire/companyApi.ts';
import { keysFromPassword } from '../../web/src/lib/vault/passwordKeys.ts';
import { mailsTo } from '../support/devMails.ts';
import { NodeBrowser, PASSWORD } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { createMeeting } from '../support/testMeeting.ts';

const DAY_MS = 24 * 3_600_000;
const refusal = (code: string): object => ({ name: 'RefusedError', code });

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
}, 60_000);
afterAll(() => server.remove(), 60_000);

/** Somebody registered, with what their password proves. */
async function organizer(invite: string | null = null): Promise<{
  one: NodeBrowser;
  address: string;
  authKey: string;
}> {
  const one = new NodeBrowser(server.origin);
  const { address } = (await one.register({ invite })).account;
  const kdf = await one.tools.api.prelogin(address);
  const proof = { password: PASSWORD, address, kdf };
  const { authKey } = await keysFromPassword(proof, one.tools.argon2);
  return { one, address, authKey };
}

const closesAt = async (one: NodeBrowser): Promise<number | null> =>
  (await one.tools.api.account()).closesAt;

describe('[R81] closing an account', () => {
  it('says first what goes with it', async () => {
    const { one } = await organizer();
    await createMeeting(one);
    await createMeeting(one);
    const { days, ...goes } = await one.tools.api.closurePreview();
    expect(goes).toEqual({ meetings: 2, files: 0, withCompany: true });
    expect(days).toBeGreaterThan(0);
  });

  it('[R85, R99] needs the password; within seven days everything is kept by asking for it', async () => {
    const { one, address, authKey } = await organizer();
    const { api } = one.tools;
    await expect(api.close('A'.repeat(43))).rejects.toMatchObject(refusal('wrongCredentials'));
    expect(await closesAt(one)).toBe(null);
    const before = Date.now();
    const at = await api.close(authKey);
    expect(at).toBeGreaterThan(before);
    expect(at).toBeLessThanOrEqual(Date.now() + 7 * DAY_MS);
    expect(await closesAt(one)).toBe(at);
    // That about the registration may come after it.
    const mails = await mailsTo(server.origin, address, 2);
    const mail = mails.find(({ subject }) => subject === 'Your account is about to be deleted');
    expect(mail?.text).toContain('/account');
    // Asking again puts nothing off, and meanwhile everything works.
    expect(await api.close(authKey)).toBe(at);
    await createMeeting(one);
    await api.keep();
    expect(await closesAt(one)).toBe(null);
  });

  it('leaves nobody without an admin', async () => {
    const boss = await organizer();
    const made = await boss.one.send('POST', '/api/company/invites', { role: 'organizer' });
    const { token } = v.parse(MadeInvite, await made.json());
    const colleague = await organizer(token);
    const { api } = boss.one.tools;
    expect((await api.closurePreview()).withCompany).toBe(false);
    await expect(api.close(boss.authKey)).rejects.toMatchObject(refusal('lastAdmin'));
    expect(await closesAt(boss.one)).toBe(null);
    expect(await colleague.one.tools.api.close(colleague.authKey)).toBeGreaterThan(0);
  });

  it('is nobody else’s to ask for', async () => {
    const stranger = new NodeBrowser(server.origin);
    for (const method of ['GET', 'POST', 'DELETE']) {
      const body = method === 'POST' ? { authKey: 'A'.repeat(43) } : undefined;
      expect((await stranger.send(method, '/api/account/closure', body)).status).toBe(401);
    }
  });
});
