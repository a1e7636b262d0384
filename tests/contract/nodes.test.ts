import { describe, expect, it } from 'vitest';
import { buildAccounts } from '../../server/src/accounts/buildAccounts.ts';
import { leastLoaded } from '../../server/src/nodes/leastLoaded.ts';
import type { RoomStore } from '../../server/src/room/RoomStore.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { NodeStore, type NodeEntry } from '../../server/src/store/NodeStore.ts';
import { SessionStore } from '../../server/src/store/SessionStore.ts';
import type { MeetingId } from '../../shared/src/ids.ts';
import { Secret } from '../../shared/src/Secret.ts';
import { openTestPostgres } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { findPostgres } from '../support/postgres.ts';
import {
  newRequestId,
  newSessionId,
  newSigner,
  participantIdOf,
  random,
} from '../support/signers.ts';
import { silentLog } from '../support/silentLog.ts';
import { testDesk } from '../support/testDesk.ts';
import { draftMeeting } from '../support/testMeeting.ts';
import { newHead } from '../support/TestMember.ts';

const missing = findPostgres() === undefined && process.env['CI'] !== 'true';
const unavailable = { name: 'RefusedError', code: 'unavailable' };

interface World {
  /** Nodes that renew in time. */
  readonly nodes: NodeStore;
  /** Those whose lease is over as soon as it begins. */
  readonly late: NodeStore;
  readonly sessions: SessionStore;
  readonly meetingId: MeetingId;
}

async function world(...names: string[]): Promise<World> {
  const clock = new ManualClock();
  const database = await openTestPostgres(clock);
  const pepper = new Secret('p'.repeat(32));
  const accounts = buildAccounts({ database, clock, log: silentLog, pepper, registration: 'open' });
  const draft = await new NodeBrowser('http://localhost').draftRegistration();
  await accounts.registrar.register(draft, '203.0.113.77');
  const meetings = new MeetingStore(database);
  const { meetingId, request } = draftMeeting();
  await testDesk({ store: meetings, clock }).create(draft.accountId, request);
  const nodes = new NodeStore(database, 60_000);
  for (const name of names) await nodes.register(node(name), true);
  const sessions = new SessionStore({ database, meetings, clock });
  return { nodes, late: new NodeStore(database, -1), sessions, meetingId };
}

function node(name: string, run = `run of ${name}`): Parameters<NodeStore['register']>[0] {
  return { run, name, url: null, cores: 2 };
}

const load = { rooms: 0, members: 0, busy: 0 };

async function started(store: RoomStore, meetingId: MeetingId): Promise<RoomStore> {
  const leaves = new Map([[0, participantIdOf(newSigner())]]);
  const position = { head: newHead(0), recordNumber: 1, leaves };
  const sessionId = newSessionId();
  await store.startSession({ meetingId, sessionId, position, record: null, openKeys: null });
  return store;
}

describe.skipIf(missing)('rooms of several nodes in the store', () => {
  it('are one node’s until it gives them back', async () => {
    const { nodes, meetingId } = await world('a', 'b');
    const hold = await nodes.take(meetingId, 'run of a');
    expect(hold).toMatch(/^[\w-]{16}$/);
    expect(await nodes.take(meetingId, 'run of b')).toBeUndefined();
    expect((await nodes.holder(meetingId))?.name).toBe('a');
    await nodes.release(meetingId, 'another hold');
    expect(await nodes.take(meetingId, 'run of b')).toBeUndefined();
    await nodes.release(meetingId, hold ?? '');
    expect(await nodes.take(meetingId, 'run of b')).toBeDefined();
  });

  it('of ten nodes that want one at once, one gets it', async () => {
    const names = Array.from({ length: 10 }, (_, at) => `n${at}`);
    const { nodes, meetingId } = await world(...names);
    const got = await Promise.all(names.map((name) => nodes.take(meetingId, `run of ${name}`)));
    expect(got.filter((hold) => hold !== undefined)).toHaveLength(1);
  });

  it('are free when the lease of their node is over, and it never comes back to life', async () => {
    const { nodes, late, meetingId } = await world('a', 'b');
    await nodes.take(meetingId, 'run of a');
    expect(await nodes.buryExpired()).toBe(0);
    expect(await late.beat('run of a', load)).toEqual({ isDraining: false });
    expect(await nodes.buryExpired()).toBe(1);
    expect(await nodes.take(meetingId, 'run of b')).toBeDefined();
    expect(await nodes.beat('run of a', load)).toBeUndefined();
    expect(await nodes.take(meetingId, 'run of a')).toBeUndefined();
  });

  it('are free at once when a newer process has the node’s name', async () => {
    const { nodes, meetingId } = await world('a', 'b');
    await nodes.take(meetingId, 'run of a');
    expect(await nodes.register(node('a', 'second run'), false)).toBe(false);
    expect(await nodes.register(node('a', 'second run'), true)).toBe(true);
    expect(await nodes.beat('run of a', load)).toBeUndefined();
    expect(await nodes.take(meetingId, 'run of b')).toBeDefined();
  });

  it('[T01] take nothing from who had them before: not a start, not a commit, not an end', async () => {
    const { nodes, sessions, meetingId } = await world('a', 'b');
    const hold = (await nodes.take(meetingId, 'run of a')) ?? '';
    const before = await started(sessions.under({ hold }), meetingId);
    await nodes.leave('run of a');
    const next = (await nodes.take(meetingId, 'run of b')) ?? '';
    const { sessionId, positions } = (await before.runningSession(meetingId)) ?? {};
    if (sessionId === undefined || positions?.[0] === undefined) throw new Error('no session');
    const [newest] = positions;
    const commit = {
      epoch: 0,
      commitId: newRequestId(),
      commit: random(200),
      leaf: 0,
      removes: [],
      record: null,
    };
    const step = { positions: [{ ...newest, head: newHead(1) }, newest], commit, openKeys: null };
    const late = before.journal(meetingId, sessionId);
    await expect(late.commitFinal(step)).rejects.toMatchObject(unavailable);
    await expect(late.headReplaced(newest)).rejects.toMatchObject(unavailable);
    await expect(before.endSession(sessionId, 'ended')).rejects.toMatchObject(unavailable);
    await expect(started(before, meetingId)).rejects.toMatchObject(unavailable);
    await before.setEmptySince(sessionId, 1);
    expect(await sessions.emptySessions(2)).toEqual([]);
    const own = sessions.under({ hold: next });
    await own.journal(meetingId, sessionId).commitFinal(step);
    expect((await own.runningSession(meetingId))?.positions[0]?.head.epoch).toBe(1);
  });

  it('mark sessions as empty only where no node has the room', async () => {
    const { nodes, sessions, meetingId } = await world('a');
    const hold = (await nodes.take(meetingId, 'run of a')) ?? '';
    await started(sessions.under({ hold }), meetingId);
    await sessions.markAllEmpty(1);
    expect(await sessions.emptySessions(2)).toEqual([]);
    expect(await nodes.liveElsewhere([meetingId], 'run of b')).toEqual([meetingId]);
    expect(await nodes.liveElsewhere([meetingId], 'run of a')).toEqual([]);
    await nodes.leave('run of a');
    await sessions.markAllEmpty(1);
    expect(await sessions.emptySessions(2)).toHaveLength(1);
  });
});

describe('the node for a new room', () => {
  const entry = (name: string, change: Partial<NodeEntry> = {}): NodeEntry => ({
    ...node(name),
    ...load,
    taken: 0,
    isDraining: false,
    isAlive: true,
    ...change,
  });
  const chosen = (...nodes: NodeEntry[]): string | undefined => leastLoaded(nodes)?.name;

  it('has the fewest people for each core', () => {
    expect(chosen(entry('a', { members: 10 }), entry('b', { members: 9 }))).toBe('b');
    expect(chosen(entry('a', { members: 10, cores: 8 }), entry('b', { members: 9 }))).toBe('a');
    expect(chosen()).toBeUndefined();
  });

  it('is not one whose machine is busy, while another is not', () => {
    expect(chosen(entry('a', { busy: 950 }), entry('b', { members: 3 }))).toBe('b');
  });

  it('is another one when rooms were just sent to it, or taken since it spoke', () => {
    const spoke = { rooms: 2, members: 20 };
    const nodes = [
      entry('a', { ...spoke, taken: 2 }),
      entry('b', { rooms: 3, taken: 3, members: 25 }),
    ];
    expect(leastLoaded(nodes)?.name).toBe('a');
    expect(leastLoaded(nodes, new Map([['run of a', 1]]))?.name).toBe('b');
    expect(chosen(entry('a', { ...spoke, taken: 3 }), ...nodes.slice(1))).toBe('b');
  });
});
