import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import type { AccountId } from '../../shared/src/ids.ts';
import { RecipientId, SendId } from '../../shared/src/wire/mailApi.ts';
import { MailStore, type SendStart } from '../../server/src/store/MailStore.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { newAccountIn } from '../support/storedAccount.ts';
import { ManualClock } from '../support/ManualClock.ts';

const id = (): string => toBase64Url(randomBytes(16));
const newRecipient = () => v.parse(RecipientId, id());
const HASH = toBase64Url(randomBytes(32));
const MINUTE_MS = 60_000;

interface Setting {
  readonly store: MailStore;
  readonly clock: ManualClock;
  readonly mara: AccountId;
  readonly jonas: AccountId;
  readonly start: (change?: Partial<SendStart>) => SendStart;
}

async function setting(open: OpenDatabase): Promise<Setting> {
  const clock = new ManualClock();
  const database = await open(clock);
  const [mara, jonas] = [await newAccountIn(database, clock), await newAccountIn(database, clock)];
  const start = (change: Partial<SendStart> = {}): SendStart => ({
    sendId: v.parse(SendId, id()),
    accountId: mara,
    recipients: [newRecipient(), newRecipient()],
    now: clock.now(),
    busyUntil: clock.now() + MINUTE_MS,
    limit: 10,
    since: clock.now() - 24 * 60 * MINUTE_MS,
    ...change,
  });
  return { store: new MailStore(database), clock, mara, jonas, start };
}

describeDatabases('the store of mailings', (open) => {
  it('[M-5] begins a mailing once, and goes on only when nobody works on it', async () => {
    const { store, clock, start } = await setting(open);
    const send = start();
    expect(await store.begin(send)).toEqual({ begins: true, due: send.recipients });
    expect(await store.begin(send)).toEqual({ begins: false, because: 'busy' });
    clock.advance(MINUTE_MS);
    const again = { ...send, now: clock.now(), busyUntil: clock.now() + MINUTE_MS };
    const due = [...send.recipients].sort();
    expect(await store.begin(again)).toEqual({ begins: true, due });
  });

  it('[M-5] tries nobody twice, and not again whoever was being tried when it broke off', async () => {
    const { store, start, mara } = await setting(open);
    const send = start();
    const [first, second] = send.recipients;
    if (!first || !second) throw new Error('no recipients');
    await store.begin(send);
    const at = { stopHash: HASH, busyUntil: send.busyUntil };
    expect(await store.mayTry({ sendId: send.sendId, id: first }, at)).toBe(true);
    expect(await store.mayTry({ sendId: send.sendId, id: first }, at)).toBe(false);
    await store.finish(send.sendId);
    const report = await store.report({ sendId: send.sendId, accountId: mara }, send.now);
    expect(report?.running).toBe(false);
    expect(new Map(report?.deliveries.map((one) => [one.id, one.state]))).toEqual(
      new Map([
        [first, 'unknown'],
        [second, 'failed'],
      ]),
    );
    expect(await store.begin(send)).toEqual({ begins: true, due: [second] });
  });

  it('[M-6] keeps what became of each, and a final word stays', async () => {
    const { store, start, mara } = await setting(open);
    const send = start({ recipients: [newRecipient()] });
    const [only] = send.recipients;
    if (!only) throw new Error('no recipient');
    await store.begin(send);
    const at = { stopHash: HASH, busyUntil: send.busyUntil };
    await store.mayTry({ sendId: send.sendId, id: only }, at);
    await store.settle(send.sendId, { id: only, state: 'accepted' });
    await store.settle(send.sendId, { id: only, state: 'failed' });
    const report = await store.report({ sendId: send.sendId, accountId: mara }, send.now);
    expect(report).toEqual({ running: true, deliveries: [{ id: only, state: 'accepted' }] });
  });

  it('[T15] is nobody else’s to see or to go on with, nor with other people in it', async () => {
    const { store, clock, start, jonas } = await setting(open);
    const send = start();
    await store.begin(send);
    await store.finish(send.sendId);
    expect(await store.begin({ ...send, accountId: jonas })).toEqual({
      begins: false,
      because: 'foreign',
    });
    const others = { ...send, recipients: [newRecipient(), newRecipient()] };
    expect(await store.begin(others)).toEqual({ begins: false, because: 'foreign' });
    expect(await store.report({ sendId: send.sendId, accountId: jonas }, clock.now())).toBe(
      undefined,
    );
    expect(await store.begin(send)).toMatchObject({ begins: true });
  });

  it('[R66] counts the recipients of a day per account', async () => {
    const { store, start, jonas } = await setting(open);
    expect(await store.begin(start({ limit: 3 }))).toMatchObject({ begins: true });
    const beyond = await store.begin(start({ limit: 3 }));
    expect(beyond).toEqual({ begins: false, because: 'limit' });
    expect(await store.begin(start({ limit: 3, accountId: jonas }))).toMatchObject({
      begins: true,
    });
    const tomorrow = start({ limit: 3, since: start().now });
    expect(await store.begin(tomorrow)).toMatchObject({ begins: true });
  });

  it('[R66] counts them also where several servers begin mailings of one account at once', async () => {
    const { store, start } = await setting(open);
    const many = Array.from({ length: 8 }, () => start({ limit: 5 }));
    const begun = await Promise.all(many.map((one) => store.begin(one)));
    expect(begun.filter(({ begins }) => begins)).toHaveLength(2);
    const refused = begun.filter(({ begins }) => !begins);
    expect(refused).toEqual(refused.map(() => ({ begins: false, because: 'limit' })));
  });

  it('[M-5] begins one mailing once, whichever server is asked to at the same time', async () => {
    const { store, start } = await setting(open);
    const send = start();
    const begun = await Promise.all(Array.from({ length: 8 }, () => store.begin(send)));
    expect(begun.filter(({ begins }) => begins)).toHaveLength(1);
    const refused = begun.filter(({ begins }) => !begins);
    expect(refused).toEqual(refused.map(() => ({ begins: false, because: 'busy' })));
  });

  it('[R65] stops an address, lets it go again, and forgets both in time', async () => {
    const { store, clock, start } = await setting(open);
    const tried = async (): Promise<boolean> => {
      const send = start({ recipients: [newRecipient()] });
      const [only] = send.recipients;
      if (!only) throw new Error('no recipient');
      await store.begin(send);
      const at = { stopHash: HASH, busyUntil: send.busyUntil };
      return store.mayTry({ sendId: send.sendId, id: only }, at);
    };
    await store.stop(HASH, clock.now());
    await store.stop(HASH, clock.now() + 1);
    expect(await tried()).toBe(false);
    await store.unstop(HASH);
    expect(await tried()).toBe(true);
    await store.stop(HASH, clock.now());
    await store.forget({ begunAt: 0, stoppedAt: clock.now() });
    expect(await tried()).toBe(true);
  });

  it('[R83] forgets mailings in time, with what became of them', async () => {
    const { store, start, mara } = await setting(open);
    const send = start();
    await store.begin(send);
    await store.forget({ begunAt: send.now - 1, stoppedAt: 0 });
    expect(await store.report({ sendId: send.sendId, accountId: mara }, send.now)).toBeDefined();
    await store.forget({ begunAt: send.now, stoppedAt: 0 });
    expect(await store.report({ sendId: send.sendId, accountId: mara }, send.now)).toBe(undefined);
  });
});
