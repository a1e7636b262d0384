import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { MeetingId, ParticipantId } from '../../shared/src/ids.ts';
import { RelayKeyId, SendId } from '../../shared/src/wire/mailApi.ts';
import { SummaryId } from '../../shared/src/wire/summaryApi.ts';
import { SummaryStore, type SummaryRow } from '../../server/src/store/SummaryStore.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { newAccountIn } from '../support/storedAccount.ts';

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
  return { ...{ clock, database, store, meetingId, accountId, row, insert, end } };
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
    expect(await store.newestBoxes(meetingId)).toEqual(new Map([[one.id, 3]]));
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
    await store.changing(meetingId, (queries) => store.revoke(queries, sent.id));
    expect(await store.find(sent.id)).toMatchObject({ state: 'revoked' });
    expect(await store.boxes(sent.id)).toEqual([]);
  });

  it('[S-10] is due once more when the organizer says so, as long as the order is there', async () => {
    const { store, clock, meetingId, row, insert, end } = await setting(open);
    const one = await insert(row());
    await end(clock.now());
    await store.settle(one.id, 'sent');
    await store.changing(meetingId, (queries) => store.armAgain(queries, one));
    expect(await store.due(clock.now(), 10)).toHaveLength(1);
    await store.settle(one.id, 'sent');
    await store.dropOrders(clock.now());
    await store.changing(meetingId, (queries) => store.armAgain(queries, one));
    expect((await store.find(one.id))?.state).toBe('sent');
  });

  it('[R57] goes with its meeting', async () => {
    const { store, database, row, insert } = await setting(open);
    const one = await insert(row());
    await database.query.deleteFrom('meeting').execute();
    expect(await store.find(one.id)).toBeUndefined();
    expect(await store.boxes(one.id)).toEqual([]);
  });
});
