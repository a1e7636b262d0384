import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { MeetingId, ParticipantId, SessionId } from '../../shared/src/ids.ts';
import { RelayKeyId, SendId } from '../../shared/src/wire/mailApi.ts';
import { SummaryId } from '../../shared/src/wire/summaryApi.ts';
import { TEXT_WAIT_MS } from '../../shared/src/wire/summaryTextApi.ts';
import { ConsentStore } from '../../server/src/store/ConsentStore.ts';
import type { MailDay } from '../../server/src/store/mailDay.ts';
import { MailStore } from '../../server/src/store/MailStore.ts';
import type { SummaryRow } from '../../server/src/store/SummaryRow.ts';
import { closeSummaries, SummaryStore } from '../../server/src/store/SummaryStore.ts';
import { forgetTexts, SummaryTextStore } from '../../server/src/store/SummaryTextStore.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { newAccountIn } from '../support/storedAccount.ts';

const DAY_MS = 24 * 3_600_000;
const id = (): string => toBase64Url(randomBytes(16));
const bytes = (size: number): Uint8Array => new Uint8Array(randomBytes(size));

async function setting(open: OpenDatabase) {
  const clock = new ManualClock();
  const database = await open(clock);
  const accountId = await newAccountIn(database, clock);
  const meetingId = v.parse(MeetingId, id());
  await database.query
    .insertInto('meeting')
    .values({
      ...{ id: meetingId, account_id: accountId, host_key: bytes(32), open: 0 },
      ...{ sealed_open_keys: null, created_at: clock.now(), ended_at: null },
    })
    .execute();
  const store = new SummaryStore(database);
  const texts = new SummaryTextStore(database);
  const row = (change: Partial<SummaryRow> = {}): SummaryRow => ({
    id: v.parse(SummaryId, id()),
    meetingId,
    participantId: v.parse(ParticipantId, id()),
    accessHash: bytes(32),
    sealedSelf: bytes(40),
    state: 'armed',
    createdAt: clock.now(),
    sendId: v.parse(SendId, id()),
    keyId: v.parse(RelayKeyId, id()),
    sealedOrder: 'sealed',
    shownUntil: null,
    waitsFor: null,
    ...change,
  });
  const insert = async (one: SummaryRow): Promise<SummaryRow> => {
    const box = { recordNumber: 1, sealedKey: bytes(80) };
    await store.changing(meetingId, (queries) => store.insert(queries, one, box));
    return one;
  };
  const end = async (at: number | null): Promise<void> => {
    await database.query.updateTable('meeting').set({ ended_at: at }).execute();
  };
  const day = (): MailDay => {
    const now = clock.now();
    return { accountId, now, since: now - DAY_MS, limit: 3 };
  };
  return { ...{ clock, database, store, texts, meetingId, accountId, row, insert, end, day } };
}

describeDatabases('the store of summaries', (open) => {
  it('[S-7] finds what is due: armed, of a meeting that ended after it was prepared, at its time', async () => {
    const { store, clock, accountId, row, insert, end } = await setting(open);
    const one = await insert(row());
    expect(await store.due(clock.now(), 10)).toEqual([]);
    await end(clock.now());
    expect(await store.due(clock.now(), 10)).toMatchObject([{ id: one.id, accountId }]);
    await store.setTryAt(one.id, clock.now() + 1_000);
    expect(await store.due(clock.now(), 10)).toEqual([]);
    clock.advance(1_000);
    expect(await store.due(clock.now(), 10)).toHaveLength(1);
    await end(clock.now() - 5_000);
    expect(await store.due(clock.now(), 10)).toEqual([]);
    await end(clock.now());
    await store.settle(one.id, 'sent');
    await store.settle(one.id, 'lost');
    expect(await store.due(clock.now(), 10)).toEqual([]);
    expect((await store.find(one.id))?.state).toBe('sent');
  });

  it('[S-5] keeps the first box of each record, and says which is the newest', async () => {
    const { store, meetingId, row, insert } = await setting(open);
    const one = await insert(row());
    const [first, second] = [bytes(80), bytes(80)];
    const box = { summaryId: one.id, recordNumber: 3 };
    await store.changing(meetingId, (queries) =>
      store.addBoxes(queries, [{ ...box, sealedKey: first }]),
    );
    await store.changing(meetingId, (queries) =>
      store.addBoxes(queries, [{ ...box, sealedKey: second }]),
    );
    const boxes = await store.boxes(one.id);
    expect(boxes.map(({ recordNumber }) => recordNumber)).toEqual([1, 3]);
    expect(toBase64Url(boxes[1]?.sealedKey ?? new Uint8Array())).toBe(toBase64Url(first));
    expect(await store.listed({ meetingId }, 0)).toMatchObject([{ id: one.id, newestBox: 3 }]);
  });

  it('[S-6, S-9] forgets orders with their key, and boxes with what is revoked', async () => {
    const { store, clock, meetingId, row, insert } = await setting(open);
    const [armed, sent] = [await insert(row()), await insert(row())];
    await store.settle(sent.id, 'sent');
    await store.dropOrders(clock.now() - 1);
    expect((await store.find(sent.id))?.sealedOrder).toBe('sealed');
    await store.dropOrders(clock.now());
    expect(await store.find(armed.id)).toMatchObject({ state: 'lost', sealedOrder: null });
    expect(await store.find(sent.id)).toMatchObject({ state: 'sent', sealedOrder: null });
    await store.changing(meetingId, (queries) => store.revoke(queries, sent, clock.now()));
    expect(await store.find(sent.id)).toMatchObject({ state: 'revoked' });
    expect(await store.boxes(sent.id)).toEqual([]);
  });

  it('[S-10] is due once more when the organizer says so, as long as the order is there', async () => {
    const { store, clock, meetingId, row, insert, end, day } = await setting(open);
    const one = await insert(row());
    await end(clock.now());
    await store.settle(one.id, 'sent');
    await store.changing(meetingId, (queries) => store.armAgain(queries, one, day()));
    expect(await store.due(clock.now(), 10)).toHaveLength(1);
    await store.settle(one.id, 'sent');
    await store.dropOrders(clock.now());
    await store.changing(meetingId, (queries) => store.armAgain(queries, one, day()));
    expect((await store.find(one.id))?.state).toBe('sent');
  });

  it('[M-8, R66] counts what is sent again, from then on, and says no when the day is used up', async () => {
    const { store, database, clock, accountId, meetingId, row, insert, day } = await setting(open);
    const mails = new MailStore(database);
    const one = await insert(row());
    const start = { sendId: one.sendId, recipients: [one.id], busyUntil: 0 };
    await mails.begin({ ...start, ...day() });
    await store.settle(one.id, 'sent');
    const again = (): Promise<boolean> =>
      store.changing(meetingId, (queries) => store.armAgain(queries, one, day()));
    clock.advance(DAY_MS - 1);
    expect([await again(), await again(), await again()]).toEqual([true, true, false]);
    const other = { sendId: v.parse(SendId, id()), recipients: [v.parse(SummaryId, id())] };
    expect(await mails.begin({ ...start, ...other, ...day() })).toMatchObject({ begins: false });
    clock.advance(DAY_MS);
    expect(await mails.begin({ ...start, ...other, ...day() })).toMatchObject({ begins: true });
    expect(await again()).toBe(true);
    expect(accountId).toBe(day().accountId);
  });

  it('[S-9] what is taken back or revoked is tried by nobody, however far its sending has come', async () => {
    const { store, database, clock, meetingId, row, insert, day } = await setting(open);
    const mails = new MailStore(database);
    const begin = (one: SummaryRow): ReturnType<MailStore['begin']> =>
      mails.begin({ sendId: one.sendId, recipients: [one.id], busyUntil: 0, ...day(), limit: 9 });
    const tried = (one: SummaryRow): Promise<boolean> =>
      mails.mayTry({ sendId: one.sendId, id: one.id }, { stopHash: 'nobody', busyUntil: 0 });
    const ways = {
      revoked: (one: SummaryRow) =>
        store.changing(meetingId, (queries) => store.revoke(queries, one, clock.now())),
      dropped: (one: SummaryRow) =>
        store.changing(meetingId, (queries) => store.delete(queries, [one], clock.now())),
    };
    for (const takeBack of Object.values(ways)) {
      const [before, under, out] = [await insert(row()), await insert(row()), await insert(row())];
      await takeBack(before);
      expect(await begin(before)).toEqual({ begins: true, due: [] });
      expect(await tried(before)).toBe(false);
      await begin(under);
      await takeBack(under);
      expect(await tried(under)).toBe(false);
      await begin(out);
      expect(await tried(out)).toBe(true);
      await takeBack(out);
      await mails.settle(out.sendId, { id: out.id, state: 'accepted' });
      const report = await mails.report({ sendId: out.sendId, accountId: day().accountId }, 1);
      expect(report?.deliveries).toMatchObject([{ state: 'accepted' }]);
    }
  });

  it('[S-13] a session that begins closes what was prepared before it, and that is due although it runs', async () => {
    const { store, clock, meetingId, row, insert } = await setting(open);
    const one = await insert(row());
    clock.advance(1_000);
    const at = clock.now();
    await store.changing(meetingId, (queries) => closeSummaries(queries, meetingId, at));
    clock.advance(1_000);
    const later = await insert(row());
    await store.changing(meetingId, (queries) => closeSummaries(queries, meetingId, clock.now()));
    expect((await store.find(one.id))?.shownUntil).toBe(at);
    expect((await store.find(later.id))?.shownUntil).toBe(clock.now());
    expect(await store.due(clock.now(), 10)).toHaveLength(2);
  });

  it('[S-18] a text is there for those who wait for it, and goes with the last of them or with its key', async () => {
    const { store, texts, database, clock, meetingId, row, insert, end } = await setting(open);
    const sessionId = v.parse(SessionId, id());
    const [waits, alone] = [await insert(row({ waitsFor: sessionId })), await insert(row())];
    await end(clock.now());
    const due = async (): Promise<unknown[]> =>
      (await store.due(clock.now(), 10)).map(({ id: summaryId, text }) => [summaryId, text]);
    expect(await due()).toEqual([[alone.id, null]]);
    const until = clock.now() + TEXT_WAIT_MS;
    expect(await texts.waiting(meetingId, clock.now())).toEqual({ sessionId, people: 1, until });
    const sealed = { keyId: v.parse(RelayKeyId, id()), sealedText: 'sealed' };
    const put = (): Promise<void> =>
      store.changing(meetingId, (queries) =>
        texts.insert(queries, { ...sealed, meetingId, sessionId, createdAt: clock.now() }),
      );
    await put();
    await texts.letGo(clock.now() - 1);
    await store.settle(alone.id, 'sent');
    expect(await due()).toEqual([[waits.id, sealed]]);
    expect(await texts.waiting(meetingId, clock.now())).toBeUndefined();
    await store.changing(meetingId, (queries) => forgetTexts(queries, meetingId));
    expect(await due()).toEqual([]);
    await put();
    await texts.letGo(clock.now());
    expect(await due()).toEqual([]);
    await put();
    await store.settle(waits.id, 'sent');
    await texts.letGo(clock.now() - 1);
    expect(await database.query.selectFrom('summary_text').selectAll().execute()).toEqual([]);
  });

  it('[S-19] an answer that comes while a text is taken is after it, and takes it away', async () => {
    const { store, texts, database, clock, meetingId, accountId } = await setting(open);
    const consents = new ConsentStore(database);
    const row = { meetingId, sessionId: v.parse(SessionId, id()) };
    const sealed = { keyId: v.parse(RelayKeyId, id()), sealedText: 'sealed' };
    const known = { commitment: bytes(32), recordedAt: clock.now(), head: bytes(32) };
    const consent = {
      ...{ meetingId, participantId: v.parse(ParticipantId, id()), mayProduce: false },
      ...{ sealedRecord: bytes(40), link: 'copied 1' },
    };
    const answer = (position: number): Promise<void> =>
      consents.appending(accountId, (queries) => {
        const step = { ...known, commitment: bytes(32), position };
        return consents.append(queries, accountId, { step, consent: { ...consent, position } });
      });
    await answer(7);
    const meanwhile = await store.changing(meetingId, async (queries) => {
      const answered = answer(9);
      // On Postgres it goes meanwhile as far as it can.
      for (let reading = 0; reading < 20; reading += 1) {
        expect(await consents.newestOf(meetingId, queries)).toBe(7);
      }
      await texts.insert(queries, { ...row, ...sealed, createdAt: clock.now() });
      return { answered };
    });
    await meanwhile.answered;
    expect(await texts.find(row)).toBeUndefined();
    expect(await consents.newestOf(meetingId, database.query)).toBe(9);
  });

  it('[S-18] nobody waits longer than twelve hours, for another session, or than the key lasts', async () => {
    const { store, clock, meetingId, row, insert, end } = await setting(open);
    const waitsFor = v.parse(SessionId, id());
    const count = async (): Promise<number> => (await store.due(clock.now(), 10)).length;
    await insert(row({ waitsFor }));
    await end(clock.now());
    clock.advance(TEXT_WAIT_MS - 1);
    expect(await count()).toBe(0);
    clock.advance(1);
    expect(await count()).toBe(1);
    await insert(row({ waitsFor }));
    await end(clock.now());
    expect(await count()).toBe(0);
    await store.changing(meetingId, (queries) => closeSummaries(queries, meetingId, clock.now()));
    expect(await count()).toBe(2);
  });

  it('lists all of a meeting by one question', async () => {
    const { database, clock, meetingId, row, insert } = await setting(open);
    for (let count = 0; count < 3; count++) await insert(row());
    let asked = 0;
    const counted = new Proxy(database, {
      get(target, key) {
        if (key === 'query') asked += 1;
        return key === 'query' ? target.query : undefined;
      },
    });
    const store = new SummaryStore(counted);
    expect(await store.listed({ meetingId }, clock.now())).toHaveLength(3);
    expect(asked).toBe(1);
  });

  it('[R57] goes with its meeting', async () => {
    const { store, database, row, insert } = await setting(open);
    const one = await insert(row());
    await database.query.deleteFrom('meeting').execute();
    expect(await store.find(one.id)).toBeUndefined();
    expect(await store.boxes(one.id)).toEqual([]);
  });
});
