import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { expect, it, onTestFinished } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { MeetingId, ParticipantId } from '../../shared/src/ids.ts';
import { RelayKeyId, SendId } from '../../shared/src/wire/mailApi.ts';
import type { SystemMail } from '../../shared/src/mail/SystemMail.ts';
import { SummaryId } from '../../shared/src/wire/summaryApi.ts';
import { KEY_DESTROYED_MS } from '../../server/src/mail/keyFolder.ts';
import { MailSweep } from '../../server/src/mail/MailSweep.ts';
import { RelayKeys } from '../../server/src/mail/relay/RelayKeys.ts';
import { TextSweep } from '../../server/src/accounts/secondFactor/TextSweep.ts';
import { steadyClock } from '../../server/src/ops/SteadyClock.ts';
import { buildRights } from '../../server/src/rights/buildRights.ts';
import { MailStore } from '../../server/src/store/MailStore.ts';
import { SummaryStore } from '../../server/src/store/SummaryStore.ts';
import { SummarySender } from '../../server/src/summary/SummarySender.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualTime } from '../support/ManualTime.ts';
import { RetentionWorld } from '../support/retentionWorld.ts';
import { newAccountIn } from '../support/storedAccount.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const id = (): string => toBase64Url(randomBytes(16));
const bytes = (size: number): Uint8Array => new Uint8Array(randomBytes(size));

/** A summary that waits for the end of its meeting, and what hands it over. */
async function setting(open: OpenDatabase) {
  const time = new ManualTime();
  const wrong = { byMs: 0 };
  const machine = { now: () => time.now() + wrong.byMs };
  const database = await open(time);
  const accountId = await newAccountIn(database, time);
  const meetingId = v.parse(MeetingId, id());
  const host = { host_key: bytes(32), open: 0, sealed_open_keys: null, ended_at: null } as const;
  await database.query
    .insertInto('meeting')
    .values({ id: meetingId, account_id: accountId, created_at: time.now(), ...host })
    .execute();
  const store = new SummaryStore(database);
  const steady = await steadyClock(database, machine, () => time.now());
  const sender = new SummarySender({
    texts: { letGo: () => Promise.resolve(), find: () => Promise.resolve(undefined) },
    ...{ store, clock: steady, sure: steady.sure, timers: time, failed: () => undefined },
    sends: {
      report: (_account, sendId) => Promise.resolve({ sendId, running: true, deliveries: [] }),
      send: () => Promise.reject(new Error('nothing is sent here')),
    },
  });
  const arm = async () => {
    const row = {
      ...{ id: v.parse(SummaryId, id()), meetingId, accessHash: bytes(32), sealedSelf: bytes(40) },
      ...{
        participantId: v.parse(ParticipantId, id()),
        state: 'armed' as const,
        createdAt: steady.now(),
      },
      ...{ sendId: v.parse(SendId, id()), keyId: v.parse(RelayKeyId, id()) },
      ...{ sealedOrder: 'sealed', shownUntil: null, waitsFor: null },
    } as const;
    const box = { recordNumber: 1, sealedKey: bytes(80) };
    await store.changing(meetingId, (queries) => store.insert(queries, row, box));
    return row.id;
  };
  const end = async (): Promise<void> => {
    const ended_at = steady.now();
    await database.query.updateTable('meeting').set({ ended_at }).execute();
  };
  return { time, wrong, database, accountId, meetingId, store, sender, steady, arm, end };
}

describeDatabases('[T29] a clock that jumps ahead and is set right', (open) => {
  it('[S-6] takes along no order that waits: only time that really passed does', async () => {
    const { time, wrong, store, sender, arm } = await setting(open);
    const one = await arm();
    wrong.byMs = 400 * DAY_MS;
    time.advance(HOUR_MS);
    await sender.sweep();
    expect(await store.find(one)).toMatchObject({ state: 'armed', sealedOrder: 'sealed' });
    time.advance(KEY_DESTROYED_MS - HOUR_MS);
    await sender.sweep();
    expect(await store.find(one)).toMatchObject({ state: 'lost', sealedOrder: null });
  });

  it('[S-7] keeps no summary that was prepared meanwhile from going out at the end', async () => {
    const { time, wrong, store, sender, arm, end } = await setting(open);
    wrong.byMs = 400 * DAY_MS;
    const one = await arm();
    wrong.byMs = 0;
    await sender.sweep();
    expect(await store.due(time.now(), 10)).toEqual([]);
    time.advance(HOUR_MS / 2);
    await end();
    await store.mendFuture(time.now());
    expect(await store.due(time.now(), 10)).toMatchObject([{ id: one, createdAt: time.now() }]);
  });

  it('[S-7] keeps none whose meeting ended meanwhile, too, nor one that was to be tried again', async () => {
    const { time, wrong, store, sender, arm, end } = await setting(open);
    wrong.byMs = 400 * DAY_MS;
    const one = await arm();
    await end();
    wrong.byMs = 0;
    await store.mendFuture(time.now());
    expect(await store.due(time.now(), 10)).toMatchObject([{ id: one }]);
    await store.setTryAt(one, time.now() + 400 * DAY_MS);
    await sender.sweep();
    expect(await store.due(time.now() + HOUR_MS / 2, 10)).toMatchObject([{ id: one }]);
  });

  it('[R84] leaves no date of its own: what it wrote goes as late as if it were written now', async () => {
    const time = new ManualTime();
    const database = await open(time);
    const world = new RetentionWorld({ database, time });
    const { accountId } = await world.organizer();
    const ahead = time.now() + 400 * DAY_MS;
    const own = { account_id: accountId };
    const browser = { ...own, browser_hash: 'b', seen_at: ahead };
    await world.insert('known_browser', browser);
    const right = time.now() + 6 * DAY_MS;
    const ends = { second: ahead + 1, third: ahead + 5, first: ahead, earlier: right };
    for (const [token_hash, expires_at] of Object.entries(ends)) {
      await world.insert('address_undo', {
        ...own,
        token_hash,
        address: 'a@b.example',
        expires_at,
      });
    }
    const { sweeper } = world.node();
    const { query } = database;
    // Once more at the same moment, as where the clock was set back: the order stays.
    for (let round = 0; round < 2; round++) {
      expect(await sweeper.sweep()).toBe(true);
      const seen = await query.selectFrom('known_browser').select('seen_at').execute();
      expect(seen).toEqual([{ seen_at: time.now() }]);
      const links = await query
        .selectFrom('address_undo')
        .select(['token_hash', 'expires_at'])
        .orderBy('expires_at')
        .execute();
      expect(links.map((link) => link.token_hash)).toEqual(['earlier', 'first', 'second', 'third']);
      expect(new Set(links.map((link) => link.expires_at)).size).toBe(4);
      expect(links[0]?.expires_at).toBe(right);
      expect(links[3]?.expires_at).toBeLessThan(time.now() + 7 * DAY_MS + 2 * HOUR_MS);
    }
  });

  it('[M-2, R65] takes along no key of the mail relay and no wish to get no mails', async () => {
    const { time, wrong, steady, database } = await setting(open);
    const keyFolder = join(mkdtempSync(join(tmpdir(), 'conclave-clock-')), 'keys');
    onTestFinished(() => rmSync(dirname(keyFolder), { recursive: true }));
    const keys = new RelayKeys({ folder: keyFolder, clock: steady.sure });
    const { keyId } = keys.current();
    const store = new MailStore(database);
    await store.stop('hash', steady.sure.now());
    const stops = database.query.selectFrom('mail_stop').select('address_hash');
    const sweep = new MailSweep({
      ...{ store, keyFolder, sure: steady.sure, timers: time },
      failed: (error) => expect.unreachable(String(error)),
    });
    wrong.byMs = 4_000 * DAY_MS;
    time.advance(HOUR_MS);
    await sweep.sweep();
    expect([keys.find(keyId)?.keyId, (await stops.execute()).length]).toEqual([keyId, 1]);
    time.advance(KEY_DESTROYED_MS - HOUR_MS);
    await sweep.sweep();
    expect(readdirSync(keyFolder)).toEqual([]);
  });

  it('[R119] has no text forgotten before its day is over', async () => {
    const { time, wrong, steady } = await setting(open);
    const begun = time.now();
    const asked: number[] = [];
    const sweep = new TextSweep({
      texts: { sweep: (now) => Promise.resolve(void asked.push(now)) },
      ...{ sure: steady.sure, timers: time },
      failed: (error) => expect.unreachable(String(error)),
    });
    sweep.start();
    wrong.byMs = 400 * DAY_MS;
    await time.pass(HOUR_MS);
    await sweep.close();
    expect(asked).toEqual([begun, begun + HOUR_MS]);
  });

  it('[R107] uses no reminder up', async () => {
    const { time, wrong, steady, database, accountId, meetingId } = await setting(open);
    const mails: SystemMail[] = [];
    const { requests, sweep } = buildRights({
      ...{ database, clock: steady, sure: steady.sure, timers: time },
      versions: { terms: '1', dpa: '1', policy: '1', policyFrom: 0 },
      mailer: { send: () => undefined },
      deliver: (mail) => Promise.resolve(mails.push(mail) > 0),
      failed: (error) => expect.unreachable(String(error)),
    });
    const request = { sealedRequest: toBase64Url(bytes(40)), receiptHash: toBase64Url(bytes(32)) };
    await requests.hand({ id: meetingId, accountId }, request, {
      ...{ link: 'copied 1', address: '198.51.100.1' },
    });
    wrong.byMs = 400 * DAY_MS;
    await sweep.sweep();
    expect(mails).toEqual([]);
    wrong.byMs = 0;
    time.advance(20 * DAY_MS);
    await sweep.sweep();
    expect(mails).toHaveLength(1);
  });

  it('is by the sure clock as far as time really passed, and right again with it', async () => {
    const { time, wrong, steady } = await setting(open);
    const start = time.now();
    wrong.byMs = 40 * DAY_MS;
    time.advance(HOUR_MS);
    expect(steady.now()).toBe(start + 40 * DAY_MS + HOUR_MS);
    expect(steady.sure.now()).toBe(start + HOUR_MS);
    wrong.byMs = 0;
    expect(steady.sure.now()).toBe(time.now());
    wrong.byMs = 40 * DAY_MS;
    steady.trust(time.now() + wrong.byMs);
    expect(steady.sure.now()).toBe(start + 40 * DAY_MS + HOUR_MS);
  });
});
