import { expect, it } from 'vitest';
import type { AccountId } from '../../shared/src/ids.ts';
import { Secret } from '../../shared/src/Secret.ts';
import { defaultCompanyPolicy } from '../../shared/src/wire/companyApi.ts';
import { buildAccounts, type Accounts } from '../../server/src/accounts/buildAccounts.ts';
import { buildCompanies, type CompanyParts } from '../../server/src/companies/buildCompanies.ts';
import type { Admin } from '../../server/src/companies/CompanyCallers.ts';
import { REMOVAL_MS } from '../../server/src/companies/Members.ts';
import { LAPSE_MS } from '../../server/src/companies/standing.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import type { Database } from '../../server/src/store/Database.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { testDesk } from '../support/testDesk.ts';
import { draftMeeting } from '../support/testMeeting.ts';

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent, security: silent };

const DAY_MS = 24 * 3_600_000;

interface Person extends Admin {
  readonly token: string;
  readonly proof: { address: string; authKey: string; ip: string };
}

interface Setting extends CompanyParts {
  readonly accounts: Accounts;
  readonly database: Database;
  readonly clock: ManualClock;
  /** Into the company of somebody, or with a company of one's own. */
  readonly register: (by?: Admin, role?: 'admin' | 'organizer') => Promise<Person>;
}

async function setting(open: OpenDatabase): Promise<Setting> {
  const clock = new ManualClock();
  const database = await open(clock);
  const pepper = new Secret('p'.repeat(32));
  const accounts = buildAccounts({ database, clock, log, pepper, registration: 'open' });
  const { signIns, registrar } = accounts;
  const parts = buildCompanies({ database, clock, signIns, mailer: undefined });
  const ip = '203.0.113.77';
  return {
    ...{ ...parts, accounts, database, clock },
    async register(by, role = 'organizer') {
      const invite = by ? (await parts.companies.invite(by, role)).token : null;
      const input = await new NodeBrowser('http://localhost').draftRegistration({ invite });
      const token = await registrar.register(input, ip);
      const call = { cookie: () => token };
      const { accountId } = await signIns.requireAccount(call);
      const { companyId } = await parts.callers.ofAccount(accountId);
      const proof = { address: input.address, authKey: input.password.authKey, ip };
      return { accountId, companyId, token, proof };
    },
  };
}

const refusal = (code: string): object => ({ name: 'RefusedError', code });

describeDatabases('companies in the store', (open) => {
  it('signs a suspended organizer out at once, and in only after being reinstated', async () => {
    const { accounts, members, register } = await setting(open);
    const admin = await register();
    const organizer = await register(admin);
    const ended: string[] = [];
    accounts.signIns.onEnded((ids) => ended.push(...ids));
    await members.change(admin, organizer.accountId, { to: 'suspended' });
    expect(await accounts.signIns.ofToken(organizer.token)).toBeUndefined();
    expect(ended).toHaveLength(1);
    await expect(accounts.login.prove('password', organizer.proof)).rejects.toMatchObject(
      refusal('suspended'),
    );
    // [T18] Whoever does not know the password learns nothing of it.
    const wrong = { ...organizer.proof, authKey: admin.proof.authKey };
    await expect(accounts.login.prove('password', wrong)).rejects.toMatchObject(
      refusal('wrongCredentials'),
    );
    await members.change(admin, organizer.accountId, { to: 'active' });
    expect(await accounts.login.prove('password', organizer.proof)).toMatchObject({
      accountId: organizer.accountId,
    });
  });

  it('holds back a sign-in that was begun while its account was being suspended', async () => {
    const { accounts, members, register } = await setting(open);
    const admin = await register();
    const organizer = await register(admin);
    await members.change(admin, organizer.accountId, { to: 'suspended' });
    const late = await accounts.signIns.start(organizer.accountId);
    expect(await accounts.signIns.ofToken(late)).toBeUndefined();
  });

  it('never loses its last admin, also when two take each other’s role at once', async () => {
    const { members, register } = await setting(open);
    const one = await register();
    const leave = [
      { to: 'suspended' },
      { to: 'removed' },
      { to: 'role', role: 'organizer' },
    ] as const;
    for (const change of leave) {
      await expect(members.change(one, one.accountId, change)).rejects.toMatchObject(
        refusal('lastAdmin'),
      );
    }
    const other = await register(one, 'admin');
    const step = { to: 'role', role: 'organizer' } as const;
    const both = await Promise.allSettled([
      members.change(one, other.accountId, step),
      members.change(other, one.accountId, step),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const roles = (await members.list(one)).map(({ role }) => role);
    expect(roles.sort()).toEqual(['admin', 'organizer']);
  });

  it('[T15] answers for members, invitations and texts of others as for none at all', async () => {
    const { members, companies, texts, register } = await setting(open);
    const admin = await register();
    const stranger = await register();
    const { inviteId, token } = await companies.invite(stranger, 'organizer');
    const text = await texts.add(stranger, WORDING);
    const notFound = refusal('notFound');
    const { accountId } = stranger;
    const change = members.change(admin, accountId, { to: 'suspended' });
    await expect(change).rejects.toMatchObject(notFound);
    await expect(members.belongings(admin, accountId)).rejects.toMatchObject(notFound);
    await expect(companies.takeBack(admin, inviteId)).rejects.toMatchObject(notFound);
    await expect(texts.history(admin, text.textId)).rejects.toMatchObject(notFound);
    await expect(texts.retire(admin, text.textId, true)).rejects.toMatchObject(notFound);
    const version = { ...NEXT, expectedVersion: 1 };
    await expect(texts.write(admin, text.textId, version)).rejects.toMatchObject(notFound);
    expect(await members.list(admin)).toHaveLength(1);
    expect(await companies.invites(admin)).toEqual([]);
    expect(await texts.list(admin)).toEqual([]);
    expect(await companies.look(token)).toMatchObject({ role: 'organizer' });
  });

  it('takes an invitation back: its link leads nowhere from then on', async () => {
    const { companies, register } = await setting(open);
    const admin = await register();
    const { inviteId, token } = await companies.invite(admin, 'organizer');
    expect(await companies.invites(admin)).toMatchObject([{ inviteId, role: 'organizer' }]);
    await companies.takeBack(admin, inviteId);
    await expect(companies.look(token)).rejects.toMatchObject(refusal('inviteInvalid'));
    expect(await companies.invites(admin)).toEqual([]);
  });

  it('changes a policy only from the version that was looked at', async () => {
    const { policies, register } = await setting(open);
    const admin = await register();
    expect(await policies.inForce(admin)).toMatchObject({
      version: 0,
      policy: defaultCompanyPolicy,
      standing: { state: 'active', paidUntil: null },
    });
    const policy = { ...defaultCompanyPolicy, doors: ['guarded' as const] };
    const changes = [1, 2, 3].map(() => policies.change(admin, { expectedVersion: 0, policy }));
    const done = await Promise.allSettled(changes);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await policies.inForce(admin)).toMatchObject({ version: 1, policy });
    const { accountId } = admin;
    await expect(policies.requireMayHold(accountId, { open: true })).rejects.toMatchObject(
      refusal('policyForbids'),
    );
    await expect(policies.requireMayHold(accountId, { open: false })).resolves.toBeUndefined();
  });

  it('[R78, R79] lapses to the moment, and is whole again when it is paid for', async () => {
    const { policies, companies, clock, register } = await setting(open);
    const { accountId, companyId } = await register();
    const until = clock.now() + DAY_MS;
    expect(await companies.setPaidUntil(companyId, until)).toBe(true);
    clock.advance(DAY_MS - 1);
    await expect(policies.requireActive(accountId)).resolves.toBeUndefined();
    clock.advance(1);
    await expect(policies.requireActive(accountId)).rejects.toMatchObject(refusal('lapsed'));
    expect((await policies.inForce({ accountId, companyId })).standing).toEqual({
      state: 'lapsed',
      since: until,
      deletedAt: until + LAPSE_MS,
    });
    await companies.setPaidUntil(companyId, null);
    await expect(policies.requireActive(accountId)).resolves.toBeUndefined();
    expect(await companies.setPaidUntil('nobody', null)).toBe(false);
  });

  it('[R68] keeps every version of a text as it was written', async () => {
    const { texts, register } = await setting(open);
    const admin = await register();
    const { textId } = await texts.add(admin, WORDING);
    await texts.write(admin, textId, { ...NEXT, expectedVersion: 1 });
    await texts.write(admin, textId, { ...NEXT, language: 'de', expectedVersion: 0 });
    const again = texts.write(admin, textId, { ...WORDING, expectedVersion: 1 });
    await expect(again).rejects.toMatchObject(refusal('versionConflict'));
    const history = await texts.history(admin, textId);
    expect(history.map(({ language, version, wording }) => [language, version, wording])).toEqual([
      ['de', 1, NEXT.wording],
      ['en', 1, WORDING.wording],
      ['en', 2, NEXT.wording],
    ]);
    expect(new Set(history.map(({ hash }) => hash)).size).toBe(3);
    const [text] = await texts.list(admin);
    expect(text?.newest.map(({ language, version }) => [language, version])).toEqual([
      ['de', 1],
      ['en', 2],
    ]);
    await texts.retire(admin, textId, true);
    expect((await texts.list(admin))[0]?.retiredAt).not.toBeNull();
    expect(await texts.history(admin, textId)).toHaveLength(3);
  });

  it('notes every act of an admin, and notices when an old entry was changed', async () => {
    const { audit, members, companies, database, register } = await setting(open);
    const admin = await register();
    const organizer = await register(admin);
    await members.change(admin, organizer.accountId, { to: 'suspended' });
    await members.change(admin, organizer.accountId, { to: 'role', role: 'admin' });
    await companies.rename(admin, { accountName: 'Hallwerk', companyName: null });
    const page = await audit.page(admin.companyId);
    expect(page.entries.map(({ number, act, detail }) => [number, act, detail])).toEqual([
      [4, 'companyRenamed', null],
      [3, 'roleChanged', 'admin'],
      [2, 'memberSuspended', null],
      [1, 'inviteMade', 'organizer'],
    ]);
    expect(page).toMatchObject({ intact: true, more: false });
    expect(page.entries.every(({ actor }) => actor === admin.accountId)).toBe(true);
    const entries = database.query.updateTable('audit_entry').set({ detail: 'organizer' });
    await entries.where('number', '=', 3).execute();
    expect((await audit.page(admin.companyId)).intact).toBe(false);
  });

  it('counts what a company uses, and nothing of others', async () => {
    const { usage, members, clock, database, register } = await setting(open);
    const admin = await register();
    const organizer = await register(admin);
    const stranger = await register();
    const desk = testDesk({ store: new MeetingStore(database), clock });
    for (const { accountId } of [admin, organizer, stranger]) {
      await desk.create(accountId, draftMeeting().request);
    }
    await members.change(admin, organizer.accountId, { to: 'removed' });
    const figures = await usage.of(admin);
    expect(figures).toMatchObject({ organizers: 0, admins: 1, suspended: 1, meetings: 2 });
    expect(figures.months).toHaveLength(12);
    expect(figures.months.at(-1)?.meetings).toBe(2);
    expect(figures).toMatchObject({ fileBytes: 0, documentBytes: 0 });
  });

  it('says until when a removal can be taken back, and what goes with it', async () => {
    const { members, clock, database, register } = await setting(open);
    const admin = await register();
    const { accountId } = await register(admin);
    const desk = testDesk({ store: new MeetingStore(database), clock });
    await desk.create(accountId, draftMeeting().request);
    expect(await members.belongings(admin, accountId)).toEqual({
      meetings: 1,
      files: 0,
      passOn: 0,
    });
    await members.change(admin, accountId, { to: 'removed' });
    const standingOf = async (id: AccountId) =>
      (await members.list(admin)).find((member) => member.accountId === id)?.standing;
    const deletedAt = clock.now() + REMOVAL_MS;
    expect(await standingOf(accountId)).toEqual({ state: 'removed', deletedAt });
    await members.change(admin, accountId, { to: 'active' });
    expect(await standingOf(accountId)).toEqual({ state: 'active' });
  });
});

const statements = { live: 'Seen and heard.', archive: 'Kept.', summary: 'Mailed.' };
const WORDING = {
  name: 'Staff matters',
  language: 'en',
  wording: { intro: 'We talk about health.', statements, details: 'For a year.' },
} as const;

const NEXT = {
  language: 'en',
  wording: { intro: 'We talk about health and pay.', statements, details: 'For a year.' },
} as const;
