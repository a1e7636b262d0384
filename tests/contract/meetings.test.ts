import { createHash, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { MeetingId, type AccountId } from '../../shared/src/ids.ts';
import { Secret } from '../../shared/src/Secret.ts';
import type { CreateMeeting, ReplaceLinks } from '../../shared/src/wire/meetingApi.ts';
import { buildAccounts } from '../../server/src/accounts/buildAccounts.ts';
import type { Meetings } from '../../server/src/meetings/Meetings.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { testDesk } from '../support/testDesk.ts';

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent, security: silent };

const random = (size: number): string => toBase64Url(randomBytes(size));

function newMeeting(): CreateMeeting {
  const hostKey = randomBytes(32);
  const digest = createHash('sha256').update(hostKey).digest();
  return {
    meetingId: v.parse(MeetingId, toBase64Url(digest.subarray(0, 16))),
    hostKey: toBase64Url(hostKey),
    open: false,
    links: [
      { kind: 'copied', version: 1, proofHash: random(32), sealedCard: random(300) },
      { kind: 'mailed', version: 1, proofHash: random(32), sealedCard: random(300) },
    ],
    record: { number: 1, record: random(400) },
    openKeys: null,
    asksConsent: false,
  };
}

interface Setting {
  readonly meetings: Meetings;
  readonly store: MeetingStore;
  readonly clock: ManualClock;
  readonly told: string[];
  readonly mara: AccountId;
  readonly jonas: AccountId;
}

async function setting(open: OpenDatabase): Promise<Setting> {
  const clock = new ManualClock();
  const database = await open(clock);
  const pepper = new Secret('p'.repeat(32));
  const accounts = buildAccounts({ database, clock, log, pepper, registration: 'open' });
  const register = async (): Promise<AccountId> => {
    const input = await new NodeBrowser('http://localhost').draftRegistration();
    await accounts.registrar.register(input, '203.0.113.77');
    return input.accountId;
  };
  const told: string[] = [];
  const live = {
    liveAmong: () => Promise.resolve(new Set<MeetingId>()),
    linksReplaced: (id: string) => told.push(`links ${id}`),
  };
  const store = new MeetingStore(database);
  const meetings = testDesk({ store, clock, live, told: (what) => void told.push(what) });
  return { meetings, store, clock, told, mara: await register(), jonas: await register() };
}

const refusal = (code: string): object => ({ name: 'RefusedError', code });

describeDatabases('meetings in the store', (open) => {
  it('[T15] answers a foreign meeting exactly as one that does not exist', async () => {
    const { meetings, store, told, mara, jonas } = await setting(open);
    const hers = newMeeting();
    await meetings.create(mara, hers);
    const unknown = newMeeting().meetingId;
    const { links, openKeys } = newMeeting();
    for (const id of [hers.meetingId, unknown]) {
      await expect(meetings.records(jonas, id)).rejects.toMatchObject(refusal('notFound'));
      await expect(meetings.delete(jonas, id)).rejects.toMatchObject(refusal('notFound'));
      await expect(
        meetings.replaceLinks(jonas, id, { open: true, links, openKeys, asksConsent: false }),
      ).rejects.toMatchObject(refusal('notFound'));
    }
    await expect(meetings.create(jonas, hers)).rejects.toMatchObject(refusal('notFound'));
    expect(await meetings.list(jonas)).toEqual({ meetings: [] });
    expect(await store.links(hers.meetingId)).toHaveLength(2);
    expect(told).toEqual([]);
  });

  it('[T19] takes an id only with the host key that it is the hash of', async () => {
    const { meetings, mara } = await setting(open);
    const swapped = { ...newMeeting(), hostKey: newMeeting().hostKey };
    await expect(meetings.create(mara, swapped)).rejects.toMatchObject(refusal('notAllowed'));
    expect(await meetings.list(mara)).toEqual({ meetings: [] });
  });

  it('refuses two links of one kind, and one proof for both', async () => {
    const { meetings, mara } = await setting(open);
    const meeting = newMeeting();
    const [copied, mailed] = meeting.links;
    if (copied === undefined || mailed === undefined) throw new Error('two links are made above');
    for (const links of [
      [copied, copied],
      [copied, { ...mailed, proofHash: copied.proofHash }],
    ]) {
      const request = { ...meeting, links };
      await expect(meetings.create(mara, request)).rejects.toMatchObject(refusal('malformed'));
    }
    expect(await meetings.list(mara)).toEqual({ meetings: [] });
  });

  it('changes nothing when a request is repeated, also with other content', async () => {
    const { meetings, store, clock, mara } = await setting(open);
    const meeting = newMeeting();
    await meetings.create(mara, meeting);
    clock.advance(1000);
    await meetings.create(mara, { ...newMeeting(), ...meeting, open: true });
    expect((await store.find(meeting.meetingId))?.open).toBe(false);
    expect((await meetings.list(mara)).meetings).toHaveLength(1);
  });

  it('lists the newest first and gives every record back byte for byte', async () => {
    const { meetings, store, clock, mara } = await setting(open);
    const [older, newer] = [newMeeting(), newMeeting()];
    await meetings.create(mara, older);
    clock.advance(1);
    await meetings.create(mara, newer);
    const { meetings: listed } = await meetings.list(mara);
    expect(listed.map(({ meetingId }) => meetingId)).toEqual([newer.meetingId, older.meetingId]);

    const second = randomBytes(500);
    await store.transaction((queries) =>
      store.addRecord(queries, older.meetingId, { number: 2, record: second }),
    );
    expect(await meetings.records(mara, older.meetingId)).toEqual({
      records: [older.record, { number: 2, record: toBase64Url(second) }],
    });
  });

  it('replaces links whole: the old ones are gone, and the room is told', async () => {
    const { meetings, store, told, mara } = await setting(open);
    const meeting = newMeeting();
    await meetings.create(mara, meeting);
    const link = { kind: 'copied', version: 2, proofHash: random(32), sealedCard: random(200) };
    const other: ReplaceLinks = {
      open: true,
      links: [{ ...link, kind: 'copied' }],
      openKeys: 'AA',
      asksConsent: false,
    };
    await meetings.replaceLinks(mara, meeting.meetingId, other);
    const [only, ...more] = await store.links(meeting.meetingId);
    expect(more).toEqual([]);
    expect(only?.version).toBe(2);
    expect(toBase64Url(only?.proofHash ?? new Uint8Array())).toBe(link.proofHash);
    expect(await store.find(meeting.meetingId)).toMatchObject({ open: true });
    expect(told).toEqual([`links ${meeting.meetingId}`]);
  });

  it('[R34] deletes a meeting with links and records, once', async () => {
    const { meetings, store, told, mara } = await setting(open);
    const meeting = newMeeting();
    await meetings.create(mara, meeting);
    await meetings.delete(mara, meeting.meetingId);
    expect(await store.find(meeting.meetingId)).toBeUndefined();
    expect(await store.links(meeting.meetingId)).toEqual([]);
    expect(await store.records(meeting.meetingId)).toEqual([]);
    await expect(meetings.delete(mara, meeting.meetingId)).rejects.toMatchObject(
      refusal('notFound'),
    );
    expect(told).toEqual([`deleted ${meeting.meetingId}`, `gone ${meeting.meetingId}`]);
  });
});
