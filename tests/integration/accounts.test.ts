import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changePassword, renewKit } from '../../web/src/lib/vault/credentials.ts';
import { recover } from '../../web/src/lib/vault/recover.ts';
import { findPostgres, createSchema } from '../support/postgres.ts';
import { postgresOfRun } from '../support/databases.ts';
import { NodeBrowser, PASSWORD } from '../support/NodeBrowser.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const refusal = (code: string): object => ({ name: 'RefusedError', code });

const databases = ['sqlite', 'postgres'] as const;
const canRun = (database: (typeof databases)[number]): boolean =>
  database === 'sqlite' || findPostgres() !== undefined || process.env['CI'] === 'true';

describe.each(databases.filter(canRun))('accounts on %s', (database) => {
  let server: RunningServer;
  let removeSchema = (): Promise<void> => Promise.resolve();
  beforeAll(async () => {
    if (database === 'sqlite') {
      server = await startServer();
      return;
    }
    const schema = await createSchema(await postgresOfRun());
    removeSchema = () => schema.remove();
    server = await startServer({ env: { DATABASE_URL: schema.url } });
  });
  afterAll(async () => {
    await server.remove();
    await removeSchema();
  });
  const browser = (): NodeBrowser => new NodeBrowser(server.origin);

  it('[R36] registers, signs out, signs in elsewhere and finds the vault as it was', async () => {
    const first = browser();
    const { account, vault } = await first.register({ address: ' Mara@Hallwerk.Example ' });
    expect(account).toMatchObject({ address: 'mara@hallwerk.example', role: 'admin' });
    await vault.put('contact', 'c1', { format: 1, name: 'Jonas', address: 'j@example.org' });
    await first.tools.api.signOut();
    await expect(first.tools.api.account()).rejects.toMatchObject(refusal('signedOut'));

    const second = await browser().signIn('mara@hallwerk.example');
    expect(await second.vault.list('contact')).toEqual([
      { id: 'c1', value: { format: 1, name: 'Jonas', address: 'j@example.org' } },
    ]);
    expect(second.vault.accountKeys.signing.publicKey).toEqual(vault.accountKeys.signing.publicKey);
  });

  it('keeps more items than one answer holds, and survives a restart', async () => {
    const one = browser();
    const { vault, account } = await one.register();
    const names = Array.from({ length: 105 }, (_, at) => `c${at}`);
    for (const name of names) {
      await vault.put('contact', name, { format: 1, name, address: 'a@example.org' });
    }
    await server.kill9();
    await server.restart();
    const again = await browser().signIn(account.address);
    const found = await again.vault.list('contact');
    expect(found.map(({ id }) => id).sort()).toEqual(names.toSorted());
  });

  it('lets one of two devices win, and the other merge', async () => {
    const { account } = await browser().register();
    const [a, b] = [
      await browser().signIn(account.address),
      await browser().signIn(account.address),
    ];
    const note = (name: string): { format: 1; name: string; address: string } => ({
      format: 1,
      name,
      address: 'a@example.org',
    });
    await Promise.all([
      a.vault.update('contact', 'c', (old) => note(`${old?.name ?? ''}x`)),
      b.vault.update('contact', 'c', (old) => note(`${old?.name ?? ''}x`)),
    ]);
    expect(await a.vault.get('contact', 'c')).toEqual(note('xx'));
  });

  it('changes the password: the kit stays valid, the old password and every other browser do not', async () => {
    const one = browser();
    const registered = await one.register();
    const { address } = registered.account;
    const other = browser();
    await other.signIn(address);
    await changePassword(
      { present: PASSWORD, next: 'another long password' },
      registered,
      one.tools,
    );

    await expect(other.tools.api.account()).rejects.toMatchObject(refusal('signedOut'));
    expect(await one.tools.api.account()).toEqual(registered.account);
    await expect(browser().signIn(address)).rejects.toMatchObject(refusal('wrongCredentials'));
    await browser().signIn(address, 'another long password');

    const { kitCode } = registered;
    await recover({ address, kitCode, password: 'a third long password' }, browser().tools);
    await browser().signIn(address, 'a third long password');
  });

  it('recovers with the kit: all browsers are signed out, the vault is whole', async () => {
    const one = browser();
    const { account, vault, kitCode } = await one.register();
    await vault.put('contact', 'c1', { format: 1, name: 'Jonas', address: 'j@example.org' });
    const { address } = account;
    const other = browser();
    const recovered = await recover(
      { address, kitCode, password: 'a new long password' },
      other.tools,
    );
    expect((await recovered.vault.list('contact')).map(({ id }) => id)).toEqual(['c1']);
    await expect(one.tools.api.account()).rejects.toMatchObject(refusal('signedOut'));
    await expect(browser().signIn(address)).rejects.toMatchObject(refusal('wrongCredentials'));
  });

  it('renews the kit: the former one opens nothing, the browser stays signed in', async () => {
    const one = browser();
    const registered = await one.register();
    const { address } = registered.account;
    const code = await renewKit(PASSWORD, registered, one.tools);
    await expect(
      recover(
        { address, kitCode: registered.kitCode, password: 'whatever it is' },
        browser().tools,
      ),
    ).rejects.toMatchObject(refusal('wrongCredentials'));
    expect(await one.tools.api.account()).toEqual(registered.account);
    await recover({ address, kitCode: code, password: 'a new long password' }, browser().tools);
  });

  it('changes neither password nor kit for whoever does not know the password', async () => {
    const one = browser();
    const registered = await one.register();
    const wrong = 'not the password';
    await expect(
      changePassword({ present: wrong, next: 'another long password' }, registered, one.tools),
    ).rejects.toMatchObject(refusal('wrongCredentials'));
    await expect(renewKit(wrong, registered, one.tools)).rejects.toMatchObject(
      refusal('wrongCredentials'),
    );
    await browser().signIn(registered.account.address);
  });

  it('[R38, R97] changes the profile and [R35] keeps the newest value only', async () => {
    const one = browser();
    await one.register({ firstName: 'Canary-before' });
    const change = { firstName: 'Mara', lastName: 'Weiß', language: 'de' } as const;
    expect(await one.tools.api.changeProfile(change)).toMatchObject(change);
    expect(await one.tools.api.account()).toMatchObject(change);
  });

  it('[R27] lets the admin name the account; [R28] the company name is optional', async () => {
    const one = browser();
    const { account } = await one.register();
    expect(account.company).toEqual({ accountName: null, companyName: null });
    await one.tools.api.changeCompany({ accountName: 'Ward C', companyName: null });
    expect((await one.tools.api.account()).company?.accountName).toBe('Ward C');
  });

  it('refuses a second account for an address, and writes nothing of it', async () => {
    const { account } = await browser().register();
    const { address } = account;
    const second = browser();
    await expect(
      second.register({ address, password: 'the password of somebody else' }),
    ).rejects.toMatchObject(refusal('addressTaken'));
    expect(second.cookies.size).toBe(0);
    await browser().signIn(address);
  });

  it.each(['firstName', 'lastName', 'address', 'language'] as const)(
    '[R29, R31] refuses to register without %s',
    async (field) => {
      const body = { ...(await browser().draftRegistration()), [field]: undefined };
      const response = await browser().send('POST', '/api/accounts', body);
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ code: 'malformed' });
    },
  );

  it.each([
    ['no terms', { termsVersion: undefined }],
    ['no agreement', { dpaVersion: null }],
    ['former terms', { termsVersion: '2020-01-01' }],
  ])('[R10] refuses %s with 422 and writes no row', async (_what, change) => {
    const body = await browser().draftRegistration();
    const response = await browser().send('POST', '/api/accounts', { ...body, ...change });
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({ code: 'termsRequired' });
    // Address and id are still free.
    expect((await browser().send('POST', '/api/accounts', body)).status).toBe(201);
  });

  it('[T24] takes no password derived below the floor', async () => {
    const body = await browser().draftRegistration();
    const kdf = { ...body.password.kdf, iterations: 1 };
    const weak = { ...body, password: { ...body.password, kdf } };
    expect((await browser().send('POST', '/api/accounts', weak)).status).toBe(400);
  });

  it('says who is here without calling it an error when nobody is', async () => {
    const one = browser();
    expect(await one.tools.api.whoIsHere()).toBeNull();
    const { account } = await one.register();
    expect(await one.tools.api.whoIsHere()).toEqual(account);
  });

  it('[T15] shows nobody the vault of somebody else', async () => {
    await browser().register();
    const paths = ['/api/vault', '/api/vault/items/contact', '/api/account', '/api/account/opener'];
    for (const path of paths) {
      const response = await browser().send('GET', path);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ code: 'signedOut' });
    }
  });

  it('commits all of a change or nothing', async () => {
    const one = browser();
    await one.register();
    const { version, sealedManifest } = await one.tools.api.head();
    const sealedItem = sealedManifest;
    const change = (expectedVersion: number): Promise<Response> =>
      one.send('POST', '/api/vault/changes', {
        expectedVersion,
        sealedManifest,
        puts: [{ kind: 'contact', id: 'c1', sealedItem }],
        deletes: [],
      });
    for (const wrong of [version + 1, version + 7]) {
      const response = await change(wrong);
      expect(response.status).toBe(409);
      expect(await response.json()).toEqual({ code: 'versionConflict' });
    }
    expect(await one.tools.api.items('contact')).toEqual([]);
    const answers = await Promise.all([change(version), change(version), change(version)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    expect(await one.tools.api.items('contact')).toEqual([
      { id: 'c1', version: version + 1, sealedItem },
    ]);
  });
});
