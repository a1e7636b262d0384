import { describe, expect, it } from 'vitest';
import type { FinalCommit, GroupPosition } from '../../server/src/keys/GroupPosition.ts';
import type { RoomStore } from '../../server/src/room/RoomStore.ts';
import { buildAccounts } from '../../server/src/accounts/buildAccounts.ts';
import type { Log } from '../../server/src/ops/Log.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { SessionStore } from '../../server/src/store/SessionStore.ts';
import { toBase64Url } from '../../shared/src/bytes.ts';
import type { MeetingId, SessionId } from '../../shared/src/ids.ts';
import { Secret } from '../../shared/src/Secret.ts';
import type { CreateMeeting } from '../../shared/src/wire/meetingApi.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { MemoryRoomStore, proofHashOf } from '../support/MemoryRoomStore.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import {
  newRequestId,
  newSessionId,
  newSigner,
  participantIdOf,
  random,
} from '../support/signers.ts';
import { testDesk } from '../support/testDesk.ts';
import { draftMeeting, type TestMeeting } from '../support/testMeeting.ts';
import { newHead } from '../support/TestMember.ts';

interface Setting {
  readonly store: RoomStore;
  readonly clock: ManualClock;
  create(change?: Partial<CreateMeeting>): Promise<TestMeeting>;
}

const silent = (): void => undefined;
const log: Log = { debug: silent, info: silent, warn: silent, error: silent, security: silent };

async function onDatabase(open: OpenDatabase): Promise<Setting> {
  const clock = new ManualClock();
  const database = await open(clock);
  const pepper = new Secret('p'.repeat(32));
  const accounts = buildAccounts({ database, clock, log, pepper, registration: 'open' });
  const draft = await new NodeBrowser('http://localhost').draftRegistration();
  await accounts.registrar.register(draft, '203.0.113.77');
  const meetings = new MeetingStore(database);
  const desk = testDesk({ store: meetings, clock });
  return {
    store: new SessionStore({ database, meetings, clock }),
    clock,
    async create(change) {
      const meeting = draftMeeting(change);
      await desk.create(draft.accountId, meeting.request);
      return meeting;
    },
  };
}

function inMemory(): Promise<Setting> {
  const clock = new ManualClock();
  const store = new MemoryRoomStore(() => clock.now());
  return Promise.resolve({
    store,
    clock,
    create(change) {
      const meeting = draftMeeting(change);
      store.create(meeting.request);
      return Promise.resolve(meeting);
    },
  });
}

function position(epoch: number, recordNumber = 1): GroupPosition {
  const leaves = new Map([
    [0, participantIdOf(newSigner())],
    [7, participantIdOf(newSigner())],
  ]);
  return { head: newHead(epoch), recordNumber, leaves };
}

function finalCommit(epoch: number, record: FinalCommit['record'] = null): FinalCommit {
  return {
    commitId: newRequestId(),
    epoch,
    commit: random(50),
    leaf: 7,
    removes: [3, 900],
    record,
  };
}

async function started(
  { store }: Setting,
  meetingId: MeetingId,
  change: Partial<Parameters<RoomStore['startSession']>[0]> = {},
): Promise<SessionId> {
  const sessionId = newSessionId();
  await store.startSession({
    meetingId,
    sessionId,
    position: position(0),
    record: null,
    openKeys: null,
    ...change,
  });
  return sessionId;
}

function contract(make: () => Promise<Setting>): void {
  it('a link is found by meeting and proof together', async () => {
    const setting = await make();
    const [one, other] = [await setting.create(), await setting.create()];
    const { store } = setting;
    const { copied, mailed } = one.proofs;
    expect(await store.link(one.meetingId, proofHashOf(copied))).toMatchObject({ kind: 'copied' });
    expect(await store.link(one.meetingId, proofHashOf(mailed))).toMatchObject({ kind: 'mailed' });
    expect(await store.link(other.meetingId, proofHashOf(copied))).toBeUndefined();
    expect(await store.link(one.meetingId, proofHashOf(random(32)))).toBeUndefined();
    const hashes = [copied, mailed].map((proof) => toBase64Url(proofHashOf(proof)));
    expect([...(await store.links(one.meetingId))].sort()).toEqual(hashes.sort());
  });

  it('a meeting has its newest record', async () => {
    const setting = await make();
    const { meetingId, host } = await setting.create();
    const record = { number: 2, record: random(30) };
    await started(setting, meetingId, { record });
    expect(await setting.store.meeting(meetingId)).toMatchObject({
      record,
      hostKey: host.publicKey,
    });
    expect(await setting.store.meeting(draftMeeting().meetingId)).toBeUndefined();
  });

  it('at most one session of a meeting runs, and an id is used once', async () => {
    const setting = await make();
    const { meetingId } = await setting.create();
    const sessionId = await started(setting, meetingId);
    await expect(started(setting, meetingId)).rejects.toThrow('sessionRunning');
    await setting.store.endSession(sessionId, 'ended');
    await expect(started(setting, meetingId, { sessionId })).rejects.toThrow('sessionRunning');
    await started(setting, meetingId);
  });

  it('a start that fails leaves no record', async () => {
    const setting = await make();
    const { meetingId } = await setting.create();
    await started(setting, meetingId);
    const record = { number: 2, record: random(30) };
    await expect(started(setting, meetingId, { record })).rejects.toThrow('sessionRunning');
    expect((await setting.store.meeting(meetingId))?.record.number).toBe(1);
  });

  it('a session comes back as it was: positions newest first, commits oldest first, with records', async () => {
    const setting = await make();
    const { meetingId } = await setting.create();
    const first = position(0);
    const sessionId = await started(setting, meetingId, { position: first });
    const journal = setting.store.journal(meetingId, sessionId);
    const second = position(1);
    const one = finalCommit(0);
    await journal.commitFinal({ positions: [second, first], commit: one, openKeys: null });
    const before = await setting.store.runningSession(meetingId);
    expect(before).toEqual({ sessionId, positions: [second, first], commits: [one] });
    const third = position(2, 2);
    const two = finalCommit(1, { number: 2, record: random(20) });
    await journal.commitFinal({ positions: [third], commit: two, openKeys: null });
    const after = await setting.store.runningSession(meetingId);
    expect(after).toEqual({ sessionId, positions: [third], commits: [one, two] });
  });

  it('going back to an earlier position drops the commits that left it', async () => {
    const setting = await make();
    const { meetingId } = await setting.create();
    const sessionId = await started(setting, meetingId);
    const journal = setting.store.journal(meetingId, sessionId);
    const kept = finalCommit(0);
    await journal.commitFinal({ positions: [position(1)], commit: kept, openKeys: null });
    for (const epoch of [1, 2]) {
      const commit = finalCommit(epoch);
      await journal.commitFinal({ positions: [position(epoch + 1)], commit, openKeys: null });
    }
    const instead = finalCommit(1);
    await journal.commitFinal({ positions: [position(2)], commit: instead, openKeys: null });
    const session = await setting.store.runningSession(meetingId);
    expect(session?.commits).toEqual([kept, instead]);
  });

  it('the last 64 commits are kept', async () => {
    const setting = await make();
    const { meetingId } = await setting.create();
    const sessionId = await started(setting, meetingId);
    const journal = setting.store.journal(meetingId, sessionId);
    for (let epoch = 0; epoch < 70; epoch++) {
      const commit = finalCommit(epoch);
      await journal.commitFinal({ positions: [position(epoch + 1)], commit, openKeys: null });
    }
    const { commits } = (await setting.store.runningSession(meetingId)) ?? { commits: [] };
    expect([commits.length, commits[0]?.epoch, commits.at(-1)?.epoch]).toEqual([64, 6, 69]);
  });

  it('a fresh head replaces the newest of the same epoch only', async () => {
    const setting = await make();
    const { meetingId } = await setting.create();
    const first = position(0);
    const sessionId = await started(setting, meetingId, { position: first });
    const journal = setting.store.journal(meetingId, sessionId);
    const head = newHead(0);
    await journal.headReplaced({ ...first, head });
    await journal.headReplaced({ ...first, head: newHead(5) });
    const session = await setting.store.runningSession(meetingId);
    expect(session?.positions).toEqual([{ ...first, head }]);
  });

  it('[V-10] open keys follow records', async () => {
    const setting = await make();
    const openKeys = random(40);
    const { meetingId } = await setting.create({ open: true });
    const sessionId = await started(setting, meetingId, { openKeys });
    expect(await setting.store.meeting(meetingId)).toMatchObject({ open: true, openKeys });
    const journal = setting.store.journal(meetingId, sessionId);
    await journal.commitFinal({ positions: [position(1)], commit: finalCommit(0), openKeys: null });
    expect(await setting.store.meeting(meetingId)).toMatchObject({ open: true, openKeys });
    const commit = finalCommit(1, { number: 2, record: random(9) });
    await journal.commitFinal({ positions: [position(2, 2)], commit, openKeys: null });
    expect(await setting.store.meeting(meetingId)).toMatchObject({ open: false, openKeys: null });
  });

  it('what has ended takes no commit and cannot be found', async () => {
    const setting = await make();
    const { meetingId } = await setting.create();
    const sessionId = await started(setting, meetingId);
    const journal = setting.store.journal(meetingId, sessionId);
    await setting.store.endSession(sessionId, 'expired');
    const step = { positions: [position(1)], commit: finalCommit(0), openKeys: null };
    await expect(journal.commitFinal(step)).rejects.toThrow('meetingEnded');
    expect(await setting.store.runningSession(meetingId)).toBeUndefined();
  });

  it('empty sessions are found by since when, and those that ended are not', async () => {
    const setting = await make();
    const { store, clock } = setting;
    const meetings = [await setting.create(), await setting.create(), await setting.create()];
    const ids = [];
    for (const { meetingId } of meetings) ids.push(await started(setting, meetingId));
    const [first, second, third] = ids;
    if (!first || !second || !third) throw new Error('no sessions');
    const now = clock.now();
    await store.setEmptySince(first, now - 10);
    await store.setEmptySince(second, now - 10);
    await store.setEmptySince(second, null);
    const found = async (before: number) =>
      (await store.emptySessions(before)).map((one) => one.sessionId);
    expect(await found(now - 10)).toEqual([first]);
    expect(await found(now - 11)).toEqual([]);
    await store.markAllEmpty(now);
    expect((await found(now)).sort()).toEqual([...ids].sort());
    await store.endSession(first, 'expired');
    expect(await found(now)).not.toContain(first);
  });

  it('[K-4] an id that was used is not used again, also when its session is forgotten', async () => {
    const setting = await make();
    const { meetingId } = await setting.create();
    const sessionId = await started(setting, meetingId);
    await setting.store.endSession(sessionId, 'ended');
    await setting.store.forgetEnded(setting.clock.now());
    await expect(started(setting, meetingId, { sessionId })).rejects.toThrow('sessionRunning');
    expect(await setting.store.runningSession(meetingId)).toBeUndefined();
    await started(setting, meetingId);
  });
}

describe('rooms in memory', () => contract(inMemory));
describeDatabases('rooms', (open) => contract(() => onDatabase(open)));
