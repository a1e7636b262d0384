import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import { readNotice } from '@conclave/shared/consent/ConsentNotice';
import type { MeetingId } from '@conclave/shared/ids';
import type { CreateMeeting, ReplaceLinks } from '@conclave/shared/wire/meetingApi';
import type { SealedHost } from '@conclave/shared/wire/deputyApi';
import type { MeetingSchedule, SeriesTables } from '@conclave/shared/wire/scheduleApi';
import { expect, it } from 'vitest';
import { hostLinkKeys, openHost } from '../deputies/hostLink.ts';
import { meetingId, setting } from '../vault/testing/setting.ts';
import type { Plan, PlanEntry } from './Plan.ts';
import { newSecret, newSeries, planLinks, Scheduler } from './Scheduler.ts';
import { openTable, rowOf, type SeriesRow } from './seriesTable.ts';
import { planOf, weekly } from './testing/planOf.ts';

/** A server that keeps what it is told. */
class FakeServer {
  readonly meetings = new Map<string, { endedAt: number | null; live: boolean }>();
  readonly records = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly times = new Map<string, MeetingSchedule>();
  readonly tables = new Map<string, SeriesTables>();
  readonly replaced: ReplaceLinks[] = [];
  readonly given = new Map<string, readonly SealedHost[]>();
  readonly asks = new Map<string, boolean>();
  readonly ends = new Map<string, { chat: { generation: number; position: number } }>();
  down = false;
  longest: number | null = null;

  create(request: CreateMeeting): Promise<void> {
    if (this.down) return Promise.reject(new Error('down'));
    this.meetings.set(request.meetingId, { endedAt: null, live: false });
    this.asks.set(request.meetingId, request.asksConsent);
    this.records.set(request.meetingId, fromBase64Url(request.record.record));
    return Promise.resolve();
  }
}

async function desk(now = Date.UTC(2026, 10, 23)) {
  const server = new FakeServer();
  const vault = await (await setting()).open();
  const clock = { now };
  /** A text that changes with every look at it. */
  let version = 0;
  const scheduler = new Scheduler({
    vault,
    meetings: {
      create: (request) => server.create(request),
      replaceLinks: (id, request) => {
        server.asks.set(id, request.asksConsent);
        return Promise.resolve(void server.replaced.push(request));
      },
      newestRecord: (id) => Promise.resolve(server.records.get(id) ?? new Uint8Array()),
    },
    documentEnds: (id) => Promise.resolve(server.ends.get(id) ?? {}),
    schedule: {
      plan: (id: MeetingId, times: MeetingSchedule) =>
        Promise.resolve(void server.times.set(id, times)),
      putSeries: (id: string, tables: SeriesTables) =>
        Promise.resolve(void server.tables.set(id, tables)),
      deleteSeries: (id: string) => Promise.resolve(void server.tables.delete(id)),
    },
    deputies: {
      put({ linkId }, { keys, fresh }) {
        if (fresh || server.given.has(linkId)) server.given.set(linkId, keys);
        return Promise.resolve();
      },
      drop({ linkId }) {
        if (server.down) return Promise.reject(new Error('down'));
        return Promise.resolve(void server.given.delete(linkId));
      },
    },
    deleteMeeting: async (id) => {
      server.meetings.delete(id);
      await vault.update('meeting', id, () => undefined);
    },
    served: () => Promise.resolve(server.meetings),
    organizer: { organizer: 'Mara Feldhaus', company: '' },
    longestKeep: () => Promise.resolve(server.longest),
    notice: ({ name, withMails }) =>
      Promise.resolve(
        JSON.stringify({
          ...{ ...notice, templateId: name, version: (version += 1) },
          ...(withMails && { inMails: { en: 'It stands in mails.' } }),
        }),
      ),
    now: () => clock.now,
  });
  const hosts = async () =>
    (await vault.list('meeting'))
      .map(({ value }) => value)
      .toSorted((a, b) => (a.time?.startsAt ?? 0) - (b.time?.startsAt ?? 0));
  return { server, vault, scheduler, clock, hosts };
}

const statements = { live: 'Seen.', archive: 'Kept.', summary: 'Sent.' };
const notice = {
  ...{ format: 1, purposes: ['live'] },
  controller: { name: 'Hallwerk', address: '', contact: '', dpo: '', authority: '' },
  texts: { en: { intro: 'Health may come up.', statements, details: 'Kept with the meeting.' } },
};

const entryOf = (plan: Plan): PlanEntry => ({ id: newSecret(), plan });

it('[M-2] makes one meeting for a plan, its key in the vault first, and tells the server its times only', async () => {
  const { server, scheduler, hosts, vault } = await desk();
  const entry = entryOf(planOf({ keepDays: 30 }));
  await scheduler.save(entry);
  const [host] = await hosts();
  const time = { startsAt: Date.UTC(2026, 10, 24, 9), endsAt: Date.UTC(2026, 10, 24, 10) };
  expect(host).toMatchObject({ time, plan: { id: entry.id, on: '2026-11-24T10:00' } });
  expect([...server.times]).toEqual([[host?.meetingId, { ...time, keepDays: 30 }]]);
  expect(await vault.get('plan', entry.id)).toEqual(entry.plan);
});

it('moves the meeting of a plan and keeps its links; the card is renewed', async () => {
  const { server, scheduler, hosts } = await desk();
  const entry = entryOf(planOf());
  await scheduler.save(entry);
  const [before] = await hosts();
  await scheduler.save({ ...entry, plan: { ...entry.plan, start: '2026-11-26T14:00' } });
  const [after, ...others] = await hosts();
  expect(others).toEqual([]);
  expect(after?.links).toEqual(before?.links);
  expect(after?.cardVersion).toBe(2);
  expect(after?.time?.startsAt).toBe(Date.UTC(2026, 10, 26, 13));
  expect(server.replaced).toHaveLength(1);
  await scheduler.arrange({ ...entry, plan: { ...entry.plan, start: '2026-11-26T14:00' } });
  expect(server.replaced).toHaveLength(1);
});

it('gives every occurrence of a series keys of its own, and its link the one of the moment', async () => {
  const { server, scheduler, hosts, clock } = await desk();
  const series = newSeries();
  const entry = entryOf(planOf({ repeat: { ...weekly, weekdays: [1] }, series }));
  await scheduler.save(entry);
  const made = await hosts();
  expect(made.map(({ plan }) => plan?.on)).toEqual([
    '2026-11-24T10:00',
    '2026-12-01T10:00',
    '2026-12-08T10:00',
    '2026-12-15T10:00',
  ]);
  expect(new Set(made.map(({ hostKey }) => hostKey)).size).toBe(4);
  const rows = async (kind: 'copied' | 'mailed'): Promise<SeriesRow[]> => {
    const sealed = fromBase64Url(server.tables.get(series.id)?.[kind] ?? '');
    return (
      (await openTable(series.id, { kind, secret: fromBase64Url(series[kind]) }, sealed)) ?? []
    );
  };
  const mailed = await rows('mailed');
  expect(mailed.map(({ meetingId }) => meetingId)).toEqual(made.map(({ meetingId }) => meetingId));
  expect(mailed[0]?.code).not.toBe((await rows('copied'))[0]?.code);
  // A day later the first one is over: another is made, and the link leads to the second.
  clock.now = Date.UTC(2026, 10, 25);
  await scheduler.arrange(entry);
  expect((await hosts()).at(-1)?.plan?.on).toBe('2026-12-22T10:00');
  expect(rowOf(await rows('copied'), clock.now)?.meetingId).toBe(made[1]?.meetingId);
  expect((await planLinks(entry.plan, undefined)).mailed).toMatch(/^\/series\/[\w-]{22}#/u);
});

it('[C-3] refuses a table of another series, kind or link', async () => {
  const { server, scheduler } = await desk();
  const series = newSeries();
  await scheduler.save(entryOf(planOf({ repeat: { ...weekly, weekdays: [1] }, series })));
  const sealed = fromBase64Url(server.tables.get(series.id)?.mailed ?? '');
  const secret = fromBase64Url(series.mailed);
  const others = [
    openTable(newSeries().id, { kind: 'mailed', secret }, sealed),
    openTable(series.id, { kind: 'copied', secret }, sealed),
    openTable(series.id, { kind: 'mailed', secret: fromBase64Url(newSecret()) }, sealed),
  ];
  expect(await Promise.all(others)).toEqual([undefined, undefined, undefined]);
});

it('cancels one day of a series and keeps the meetings of the others', async () => {
  const { scheduler, hosts } = await desk();
  const plan = planOf({ repeat: { ...weekly, weekdays: [1] }, series: newSeries() });
  const entry = entryOf(plan);
  await scheduler.save(entry);
  const before = await hosts();
  const changes = [
    { kind: 'cancelled', on: '2026-12-01T10:00' },
    { kind: 'moved', on: '2026-12-08T10:00', start: '2026-12-09T15:30', minutes: 30 },
  ] as const;
  await scheduler.save({ ...entry, plan: { ...plan, changes: [...changes] } });
  const after = await hosts();
  expect(after.map(({ plan: place }) => place?.on)).toEqual([
    '2026-11-24T10:00',
    '2026-12-08T10:00',
    '2026-12-15T10:00',
    '2026-12-22T10:00',
  ]);
  expect(after[1]?.meetingId).toBe(before[2]?.meetingId);
  expect(after[1]?.time?.startsAt).toBe(Date.UTC(2026, 11, 9, 14, 30));
});

it('[R57] removes what was never held, and leaves what was held among the past meetings', async () => {
  const { server, scheduler, hosts, vault, clock } = await desk();
  const plan = planOf({ repeat: { ...weekly, weekdays: [1] }, series: newSeries() });
  const entry = entryOf(plan);
  await scheduler.save(entry);
  const [first] = await hosts();
  server.meetings.set(first?.meetingId ?? '', { endedAt: clock.now, live: false });
  await scheduler.remove(entry);
  expect((await hosts()).map(({ meetingId, plan: place }) => [meetingId, place])).toEqual([
    [first?.meetingId, undefined],
  ]);
  expect([server.tables.size, await vault.get('plan', entry.id)]).toEqual([0, undefined]);
});

it('begins anew where the server was down, and forgets keys that nobody was shown', async () => {
  const { server, scheduler, hosts, clock } = await desk();
  const entry = entryOf(planOf());
  server.down = true;
  await expect(scheduler.save(entry)).rejects.toThrow('down');
  server.down = false;
  clock.now += 120_000;
  await scheduler.save(entry);
  expect((await hosts()).map(({ meetingId }) => meetingId)).toEqual([...server.meetings.keys()]);
});

it('[R68] asks for consent with the text that was chosen, and keeps its version until another is chosen', async () => {
  const { server, scheduler, hosts } = await desk();
  const entry = entryOf(planOf({ consent: 'neutral' }));
  const withText = (consent: string | null) => ({ ...entry, plan: { ...entry.plan, consent } });
  const cardOf = async () => {
    const [host] = await hosts();
    const { templateId, version } = readNotice(host?.text.notice ?? '') ?? {};
    return { templateId, version, asks: server.asks.get(host?.meetingId ?? '') };
  };
  await scheduler.save(entry);
  expect(await cardOf()).toEqual({ templateId: 'neutral', version: 1, asks: true });
  await scheduler.save({ ...entry, plan: { ...entry.plan, topic: 'Another topic' } });
  expect(await cardOf()).toEqual({ templateId: 'neutral', version: 1, asks: true });
  await scheduler.save(withText('staff'));
  expect(await cardOf()).toEqual({ templateId: 'staff', version: 2, asks: true });
  await scheduler.save(withText(null));
  expect(await cardOf()).toEqual({ templateId: undefined, version: undefined, asks: false });
});

it('[G-15, G-18] a meeting that begins to ask says where its documents stood, and keeps saying it', async () => {
  const { server, scheduler, hosts } = await desk();
  const entry = entryOf(planOf({ consent: null }));
  const withText = (consent: string | null) => ({ ...entry, plan: { ...entry.plan, consent } });
  const asksFrom = async () => {
    const [host] = await hosts();
    return readNotice(host?.text.notice ?? '')?.asksFrom;
  };
  await scheduler.save(entry);
  const [host] = await hosts();
  const stand = (position: number): unknown =>
    server.ends.set(host?.meetingId ?? '', { chat: { generation: 1, position } });
  stand(7);
  await scheduler.save(withText('neutral'));
  const seven = { chat: { generation: 1, position: 7 } };
  expect(await asksFrom()).toEqual(seven);
  stand(9);
  await scheduler.save(withText('neutral'));
  await scheduler.save(withText('staff'));
  expect(await asksFrom()).toEqual(seven);
  await scheduler.save(withText(null));
  expect(await asksFrom()).toBeUndefined();
  await scheduler.save(withText('staff'));
  expect(await asksFrom()).toEqual({ chat: { generation: 1, position: 9 } });
});

it('[S-16] a level that puts words into mails is asked for anew, and comes to no meeting that somebody was in', async () => {
  const { server, scheduler, hosts } = await desk();
  const entry = entryOf(planOf({ consent: 'neutral' }));
  const withLevel = (summary: Plan['summary'], topic = 'Shifts') =>
    scheduler.save({ ...entry, plan: { ...entry.plan, summary, topic } });
  const cardOf = async () => {
    const [host] = await hosts();
    const { version, inMails } = readNotice(host?.text.notice ?? '') ?? {};
    return { version, mails: inMails !== undefined, level: host?.text.summary };
  };
  await withLevel('sealed');
  expect(await cardOf()).toEqual({ version: 1, mails: false, level: 'sealed' });
  await withLevel('content');
  expect(await cardOf()).toEqual({ version: 2, mails: true, level: 'content' });
  await withLevel('content', 'Another topic');
  expect(await cardOf()).toEqual({ version: 2, mails: true, level: 'content' });
  await withLevel('sealed');
  expect(await cardOf()).toEqual({ version: 3, mails: false, level: 'sealed' });
  const [host] = await hosts();
  for (const was of [
    { endedAt: null, live: true },
    { endedAt: 1, live: false },
  ]) {
    server.meetings.set(host?.meetingId ?? '', was);
    await withLevel('content');
    expect(await cardOf()).toEqual({ version: 3, mails: false, level: 'sealed' });
  }
});

/** A host link that was copied once, with nothing under it yet. */
async function made(server: FakeServer, secret: string) {
  const keys = await hostLinkKeys(secret);
  if (keys === undefined) throw new TypeError('no secret');
  server.given.set(keys.linkId, []);
  return keys;
}

it('[H-2] a link that nobody copied, or that was given up, is not made by looking after the plan', async () => {
  const { server, scheduler } = await desk();
  const entry = entryOf(planOf({ deputies: [{ name: 'Ines', secret: newSecret() }] }));
  await scheduler.save(entry);
  await scheduler.arrange(entry);
  expect([...server.given]).toEqual([]);
});

it('[H-2] who is taken off while the server is down stays in the vault, until the link is taken back', async () => {
  const { server, scheduler, vault } = await desk();
  const secret = newSecret();
  await made(server, secret);
  const plan = planOf({ deputies: [{ name: 'Ines', secret }] });
  const entry = entryOf(plan);
  await scheduler.save(entry);
  const without = { ...entry, plan: { ...plan, deputies: [] } };
  server.down = true;
  await expect(scheduler.save(without)).rejects.toThrow('down');
  expect((await vault.get('plan', entry.id))?.deputies).toEqual(plan.deputies);
  server.down = false;
  await scheduler.save(without);
  expect([...server.given]).toEqual([]);
  expect((await vault.get('plan', entry.id))?.deputies).toEqual([]);
});

it('[H-2] seals the keys of every meeting to come to its deputies, and no longer to who is taken off', async () => {
  const { server, scheduler, hosts } = await desk();
  const secret = newSecret();
  const plan = planOf({
    repeat: { ...weekly, weekdays: [1] },
    series: newSeries(),
    deputies: [{ name: 'Ines', secret }],
  });
  const entry = entryOf(plan);
  const keys = await made(server, secret);
  await scheduler.save(entry);
  const open = async () =>
    Promise.all((server.given.get(keys.linkId) ?? []).map((one) => openHost(keys, one)));
  const own = await hosts();
  expect(own).toHaveLength(4);
  const given = await open();
  expect(given.map((one) => one?.hostSeed)).toEqual(own.map(({ hostSeed }) => hostSeed));
  // The organizer's own notes and plan stay the organizer's.
  expect(given.map((one) => [one?.notesKey, one?.plan])).toEqual(
    own.map(() => [undefined, undefined]),
  );
  await scheduler.save({ ...entry, plan: { ...plan, topic: 'Another' } });
  expect((await open()).map((one) => one?.text.topic)).toEqual(own.map(() => 'Another'));
  await scheduler.save({ ...entry, plan: { ...plan, deputies: [] } });
  expect([...server.given]).toEqual([]);
});

it('[H-2] what another link, another meeting or a change of one bit would open stays closed', async () => {
  const { server, scheduler } = await desk();
  const [secret, other] = [newSecret(), newSecret()];
  const deputies = [secret, other].map((one) => ({ name: one.slice(0, 4), secret: one }));
  for (const one of [secret, other]) await made(server, one);
  await scheduler.save(entryOf(planOf({ deputies })));
  const [keys, foreign] = [await hostLinkKeys(secret), await hostLinkKeys(other)];
  const [one] = server.given.get(keys?.linkId ?? '') ?? [];
  if (keys === undefined || foreign === undefined || one === undefined) throw new TypeError('none');
  expect((await openHost(keys, one))?.meetingId).toBe(one.meetingId);
  expect(await openHost(foreign, one)).toBeUndefined();
  expect(await openHost(keys, { ...one, meetingId })).toBeUndefined();
  const bytes = fromBase64Url(one.sealedHost);
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  expect(await openHost(keys, { ...one, sealedHost: toBase64Url(bytes) })).toBeUndefined();
  expect(await hostLinkKeys('no secret')).toBeUndefined();
});

it('[R58] a plan from before the company’s rule is held to it', async () => {
  const { server, scheduler } = await desk();
  server.longest = 14;
  await scheduler.save(entryOf(planOf({ keepDays: 30 })));
  await scheduler.save(entryOf(planOf({ keepDays: 7 })));
  expect([...server.times.values()].map(({ keepDays }) => keepDays)).toEqual([14, 7]);
});
