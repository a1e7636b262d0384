import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sql, type Database } from '../../server/src/store/Database.ts';
import { encodeRemoves } from '../../server/src/store/leafTable.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { migrate } from '../../server/src/store/migrate.ts';
import { openPostgres } from '../../server/src/store/postgres/openPostgres.ts';
import { SessionStore } from '../../server/src/store/SessionStore.ts';
import { isOutcomeUnknown, isUnavailable } from '../../server/src/store/StoreError.ts';
import { Secret } from '../../shared/src/Secret.ts';
import { PATIENCE, postgresOfRun } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { createSchema, findPostgres } from '../support/postgres.ts';
import {
  newRequestId,
  newSessionId,
  newSigner,
  participantIdOf,
  random,
} from '../support/signers.ts';
import { newAccountIn } from '../support/storedAccount.ts';
import { testKeys } from '../support/testKeys.ts';
import { draftMeeting } from '../support/testMeeting.ts';
import { newHead } from '../support/TestMember.ts';

const missing = findPostgres() === undefined && process.env['CI'] !== 'true';

/** A way to Postgres that breaks when a statement is seen: after it was carried out, or before it arrives. */
interface Way {
  readonly url: string;
  breakAt: { readonly text: string; readonly arrives: boolean } | undefined;
}

async function wayTo(url: string): Promise<Way> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => [client, upstream].forEach((one) => one.destroy()));
    }
    let isBroken = false;
    client.on('data', (bytes: Buffer) => {
      const seen = way.breakAt !== undefined && bytes.includes(way.breakAt.text);
      if (seen) isBroken = true;
      if (seen && way.breakAt?.arrives !== true) client.destroy();
      else upstream.write(bytes);
      if (seen) way.breakAt = undefined;
    });
    upstream.on('data', (bytes: Buffer) => {
      if (isBroken) client.destroy();
      else client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const here = new URL(url);
  here.hostname = '127.0.0.1';
  here.port = String(address.port);
  const way: Way = { url: here.href, breakAt: undefined };
  return way;
}

function opened(url: string): Database {
  const database = openPostgres({
    ...{ url: new Secret(url), keys: testKeys(), ...PATIENCE },
    onBroken: () => undefined,
  });
  onTestFinished(() => database.close());
  return database;
}

async function setting() {
  const schema = await createSchema(await postgresOfRun());
  onTestFinished(() => schema.remove());
  const clock = new ManualClock();
  const direct = opened(schema.url);
  await migrate(direct, clock);
  const { meetingId, host } = draftMeeting();
  const account_id = await newAccountIn(direct, clock);
  const fixed = { id: meetingId, account_id, host_key: host.publicKey, open: 0 as const };
  await direct.query
    .insertInto('meeting')
    .values({ ...fixed, sealed_open_keys: null, created_at: 0, ended_at: null })
    .execute();
  const way = await wayTo(schema.url);
  const database = opened(way.url);
  const store = new SessionStore({ database, meetings: new MeetingStore(database), clock });
  const sessionId = newSessionId();
  const leaves = new Map([[0, participantIdOf(newSigner())]]);
  const position = (epoch: number) => ({ head: newHead(epoch), recordNumber: 1, leaves });
  const session = { meetingId, sessionId, position: position(0), record: null, openKeys: null };
  const commit = {
    ...{ epoch: 0, commitId: newRequestId(), commit: random(20), leaf: 0, removes: [] },
    record: null,
  };
  const step = { positions: [position(1)], commit, openKeys: null };
  const journal = store.journal(meetingId, sessionId);
  return { way, direct, store, session, commit, step, journal, sessionId, meetingId };
}

async function faultOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('nothing was lost');
}

describe.skipIf(missing)('[T02] answers of Postgres that get lost', () => {
  it('leave open what was done only when a commit was asked for, and then it can be asked', async () => {
    const { way, store, session, commit, step, journal, meetingId } = await setting();
    await store.startSession(session);
    way.breakAt = { text: 'insert into "session_commit"', arrives: true };
    const certain = await faultOf(journal.commitFinal(step));
    expect([isUnavailable(certain), isOutcomeUnknown(certain)]).toEqual([true, false]);
    expect(await journal.isFinal(commit)).toBe(false);
    way.breakAt = { text: 'commit\0', arrives: false };
    expect(isOutcomeUnknown(await faultOf(journal.commitFinal(step)))).toBe(true);
    expect(await journal.isFinal(commit)).toBe(false);
    way.breakAt = { text: 'commit\0', arrives: true };
    const open = await faultOf(journal.commitFinal(step));
    expect([isUnavailable(open), isOutcomeUnknown(open)]).toEqual([true, true]);
    expect(await journal.isFinal(commit)).toBe(true);
    expect((await store.runningSession(meetingId))?.commits).toEqual([commit]);
  });

  it('of a start leave a session that can be found', async () => {
    const { way, store, session, meetingId, sessionId } = await setting();
    way.breakAt = { text: 'commit\0', arrives: true };
    expect(isOutcomeUnknown(await faultOf(store.startSession(session)))).toBe(true);
    expect(await store.runningSession(meetingId)).toMatchObject({ sessionId });
  });

  it('are asked for behind a commit that is still on its way', async () => {
    const { direct, store, session, commit, journal, sessionId } = await setting();
    await store.startSession(session);
    const { asked } = await direct.transaction(async (queries) => {
      await queries
        .selectFrom('session')
        .select('id')
        .where('id', '=', sessionId)
        .forShare()
        .execute();
      const asked = journal.isFinal(commit);
      await expect
        .poll(async () => {
          const { rows } = await sql<{ count: number }>`
            select count(*) as count from pg_stat_activity
            where pg_backend_pid() = any(pg_blocking_pids(pid))
          `.execute(queries);
          return rows[0]?.count;
        })
        .toBe(1);
      const { epoch, commitId, leaf } = commit;
      await queries
        .insertInto('session_commit')
        .values({
          ...{ session_id: sessionId, epoch, commit_id: commitId, mls_commit: commit.commit },
          ...{ leaf, removes: encodeRemoves([]), record_number: null },
        })
        .execute();
      return { asked };
    });
    expect(await asked).toBe(true);
  });
});
