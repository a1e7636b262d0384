import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { RefusedError } from '../../shared/src/RefusedError.ts';
import { MadeInvite } from '../../shared/src/wire/companyApi.ts';
import { MeetingList } from '../../shared/src/wire/meetingApi.ts';
import { REMOVAL_MS } from '../../server/src/companies/Members.ts';
import { MeetingApi } from '../../web/src/lib/call/MeetingApi.ts';
import { giveKeys } from '../../web/src/lib/deputies/giveKeys.ts';
import { DeputyApi } from '../../web/src/lib/deputies/DeputyApi.ts';
import { adopt, heldLinks, heldMeeting } from '../../web/src/lib/deputies/heldMeetings.ts';
import { hostLinkKeys } from '../../web/src/lib/deputies/hostLink.ts';
import type { HostMeeting } from '../../web/src/lib/e2ee/host/HostMeeting.ts';
import { replaceLinks } from '../../web/src/lib/e2ee/host/replaceLinks.ts';
import { ScheduleApi } from '../../web/src/lib/schedule/ScheduleApi.ts';
import { newSecret, Scheduler } from '../../web/src/lib/schedule/Scheduler.ts';
import { planOf } from '../../web/src/lib/schedule/testing/planOf.ts';
import { HttpApi } from '../../web/src/lib/vault/HttpApi.ts';
import type { Vault } from '../../web/src/lib/vault/Vault.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { RealTab } from '../support/RealTab.ts';
import { startServer, type RunningServer } from '../support/server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.remove());

/** Somebody at the desk: signed in, with the vault open. */
interface Sitting {
  readonly browser: NodeBrowser;
  readonly vault: Vault;
  readonly accountId: string;
  readonly http: HttpApi;
  readonly deputies: DeputyApi;
  readonly meetings: MeetingApi;
  readonly served: () => Promise<ReadonlyMap<string, { endedAt: number | null; live: boolean }>>;
}

async function sitDown(invite: string | null = null): Promise<Sitting> {
  const browser = new NodeBrowser(server.origin);
  const { account, vault } = await browser.register({ invite });
  const http = new HttpApi({ fetch: browser.fetch, onSignedOut: () => undefined });
  return {
    ...{ browser, vault, http, accountId: account.accountId },
    deputies: new DeputyApi(http),
    meetings: new MeetingApi(http),
    async served() {
      const ask = { method: 'GET', path: '/api/meetings' } as const;
      const { meetings } = await http.ask(ask, MeetingList);
      return new Map(meetings.map((meeting) => [meeting.meetingId, meeting]));
    },
  };
}

async function colleagueOf({ http }: Sitting): Promise<Sitting> {
  const body = { role: 'organizer', address: null };
  const ask = { method: 'POST', path: '/api/company/invites', body } as const;
  return sitDown((await http.ask(ask, MadeInvite)).token);
}

/** Plans a meeting with one deputy; returns the secret of the host link and the meeting. */
async function plan(by: Sitting): Promise<{ secret: string; host: HostMeeting }> {
  const { vault, meetings, deputies, served, http } = by;
  const scheduler = new Scheduler({
    ...{ vault, meetings, deputies, served },
    schedule: new ScheduleApi(http),
    deleteMeeting: () => Promise.reject(new Error('nothing is deleted here')),
    organizer: { organizer: 'Ines Albrecht', company: 'Hallwerk' },
    notice: () => Promise.resolve(''),
    documentEnds: () => Promise.resolve({}),
    longestKeep: () => Promise.resolve(null),
    now: () => Date.now(),
  });
  const secret = newSecret();
  // The server gives no keys of meetings that are over by its own clock.
  const start = new Date(Date.now() + 48 * 3_600_000).toISOString().slice(0, 16);
  const content = planOf({ start, deputies: [{ name: 'Jonas', secret }] });
  const [made] = await scheduler.save({ id: newSecret(), plan: content });
  if (made === undefined) throw new TypeError('no meeting was made');
  // As whoever copies the link does.
  await giveKeys(secret, [made.host], { api: deputies, fresh: true });
  return { secret, host: made.host };
}

/** As the page of a host link does it. */
async function accept(secret: string, { vault, deputies }: Sitting): Promise<void> {
  const keys = await hostLinkKeys(secret);
  if (keys === undefined) throw new TypeError('no secret');
  await vault.update('deputy', keys.linkId, () => ({ format: 1, secret }));
  expect(await deputies.open(keys, true)).toBeDefined();
}

/** What the desk does whenever it is looked at: returns the meetings that became own ones. */
async function look({ vault, deputies, served }: Sitting): Promise<string[]> {
  const adopted = await adopt(await heldLinks(vault, deputies), await served(), vault);
  return adopted.map(({ meetingId }) => meetingId);
}

async function lead(host: HostMeeting | undefined): Promise<string | undefined> {
  if (host === undefined) throw new TypeError('no keys');
  const tab = await RealTab.open(server.origin, { meeting: { hostMeeting: host }, host });
  onTestFinished(() => expect(tab.faults).toEqual([]));
  await tab.inside('Jonas');
  const role = tab.agent.view.self?.role;
  tab.shut();
  return role;
}

/** The week in which a removal can be taken back is over, and the server has looked at what is due. */
async function letTheWeekPass(accountId: string): Promise<void> {
  const database = new DatabaseSync(join(server.dataDir, 'conclave.db'), { timeout: 20_000 });
  database
    .prepare('update account set removed_at = removed_at - ? where id = ?')
    .run(REMOVAL_MS, accountId);
  database.close();
  await server.restart();
}

it('[H-1] [H-3] a colleague leads with the keys of a host link, and has them among the own once the organizer is gone', async () => {
  const admin = await sitDown();
  const ines = await colleagueOf(admin);
  const jonas = await colleagueOf(admin);
  const { secret, host } = await plan(ines);
  const { meetingId } = host;
  await accept(secret, jonas);
  const held = await heldMeeting(meetingId, jonas.vault, jonas.deputies);
  expect(held?.hostSeed).toBe(host.hostSeed);
  expect(await lead(held)).toBe('host');
  // As long as Ines is there the meeting is hers: nothing is taken over, and its links stay as they are.
  expect(await look(jonas)).toEqual([]);
  expect(await jonas.vault.get('meeting', meetingId)).toBeUndefined();
  const renewed = async (own: HostMeeting): Promise<HostMeeting> => {
    const newest = await jonas.meetings.newestRecord(meetingId);
    const { hostMeeting, request } = await replaceLinks(own, newest, { links: 'fresh' });
    await jonas.meetings.replaceLinks(meetingId, request);
    return hostMeeting;
  };
  await expect(jonas.meetings.newestRecord(meetingId)).rejects.toThrow(RefusedError);

  const path = `/api/company/members/${ines.accountId}`;
  expect((await admin.browser.send('PATCH', path, { to: 'removed' })).status).toBe(204);
  expect(await look(jonas)).toEqual([]);
  await letTheWeekPass(ines.accountId);
  await vi.waitFor(async () => expect(await look(jonas)).toEqual([meetingId]), {
    timeout: 30_000,
    interval: 100,
  });
  const own = await jonas.vault.get('meeting', meetingId);
  expect(own).toEqual(held);
  if (own === undefined) throw new TypeError('not in the vault');
  expect(await lead(await renewed(own))).toBe('host');
  // Another browser of the account finds them too, and a second look changes nothing.
  expect(await look(jonas)).toEqual([meetingId]);
  expect(await jonas.vault.get('meeting', meetingId)).toEqual(held);
}, 90_000);

it('[H-3] who is of another company leads with given keys, but takes nothing over', async () => {
  const admin = await sitDown();
  const [ines, stranger] = [await colleagueOf(admin), await sitDown()];
  const { secret, host } = await plan(ines);
  await accept(secret, stranger);
  expect((await heldMeeting(host.meetingId, stranger.vault, stranger.deputies))?.hostSeed).toBe(
    host.hostSeed,
  );
  const path = `/api/company/members/${ines.accountId}`;
  expect((await admin.browser.send('PATCH', path, { to: 'removed' })).status).toBe(204);
  await letTheWeekPass(ines.accountId);
  await vi.waitFor(
    async () =>
      expect(await heldLinks(stranger.vault, stranger.deputies)).toMatchObject([{ hosts: [] }]),
    { timeout: 30_000, interval: 100 },
  );
  expect(await look(stranger)).toEqual([]);
  expect(await stranger.vault.list('meeting')).toEqual([]);
}, 90_000);
