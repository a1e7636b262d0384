import { MeetingId } from '@conclave/shared/ids';
import { HostLinkId, type PutHostLink } from '@conclave/shared/wire/deputyApi';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import type { GivenLink } from '../deputies/DeputyApi.ts';
import { hostLinkKeys } from '../deputies/hostLink.ts';
import type { Person } from '../people/Person.ts';
import { meeting, setting } from '../vault/testing/setting.ts';
import { Outbox } from './Outbox.ts';
import type { PlanEntry } from './Plan.ts';
import { NothingAheadError, PlanTooLargeError, Planner } from './Planner.ts';
import { newSecret, newSeries } from './Scheduler.ts';
import { FakeSender } from './testing/FakeSender.ts';
import { planOf, weekly } from './testing/planOf.ts';

const JONAS = { address: 'jonas@lindau.example', name: 'Jonas Okafor' };
const ILSE = { address: 'ilse@lindau.example', name: '' };
const SERIES = { repeat: { ...weekly, weekdays: [1] }, series: newSeries() };

/** A server that keeps which meetings are under which link. */
class FakeHostLinks {
  readonly given = new Map<string, readonly string[]>();
  readonly deputies = new Map<string, string>();
  expiresAt = Date.UTC(2026, 10, 30);

  list(): Promise<GivenLink[]> {
    const { expiresAt, deputies } = this;
    const ids = [...this.given.keys()].map((linkId) => v.parse(HostLinkId, linkId));
    return Promise.resolve(
      ids.map((linkId) => ({ linkId, expiresAt, deputy: deputies.get(linkId) ?? null })),
    );
  }

  put({ linkId }: { linkId: string }, { keys, fresh }: PutHostLink): Promise<void> {
    if (fresh || this.given.has(linkId)) {
      this.given.set(
        linkId,
        keys.map(({ meetingId }) => meetingId),
      );
    }
    return Promise.resolve();
  }

  drop({ linkId }: { linkId: string }): Promise<void> {
    return Promise.resolve(void this.given.delete(linkId));
  }
}

/** A planner whose meetings are made by nobody: what it mails and keeps is looked at. */
async function desk() {
  const vault = await (await setting()).open();
  const sender = new FakeSender();
  const now = (): number => Date.UTC(2026, 10, 23);
  const removed: string[] = [];
  const agendas: (readonly string[])[] = [];
  const written: Person[] = [];
  const host = meeting('Shift plan');
  const hosts = [host];
  const links = new FakeHostLinks();
  const planner = new Planner({
    vault,
    scheduler: {
      async save({ id, plan }) {
        await vault.update('plan', id, () => plan);
        return [{ host, occurrence: { ...occurrence }, isNew: true }];
      },
      arrange: () => Promise.resolve([]),
      known: () => Promise.resolve(hosts),
      async remove({ id }) {
        removed.push(id);
        await vault.update('plan', id, () => undefined);
      },
    },
    outbox: new Outbox({ vault, sender, now }),
    deputies: links,
    book: () => {
      const wroteTo = (people: readonly Person[]): Promise<void> =>
        Promise.resolve(void written.push(...people));
      return Promise.resolve({ wroteTo });
    },
    writeAgenda: (_, points) => Promise.resolve(void agendas.push(points)),
    origin: 'https://meet.example',
    now,
  });
  const told = (): string[] =>
    sender.jobs.map(({ content, recipients }) =>
      [content.template, ...recipients.map(({ address }) => address)].join(' '),
    );
  /** A plan with both invited. */
  const planned = async (part: Parameters<typeof planOf>[0] = {}): Promise<PlanEntry> => {
    const { entry, mailings } = planner.draft(planOf(part), [JONAS, ILSE]);
    const { entry: saved } = await planner.save(entry, mailings);
    sender.jobs.length = 0;
    return saved;
  };
  return { vault, sender, planner, removed, agendas, written, told, planned, hosts, links };
}

const occurrence = {
  ...{ on: '2026-11-24T10:00', start: '2026-11-24T10:00', minutes: 60, moved: false },
  ...{ startsAt: Date.UTC(2026, 10, 24, 9), endsAt: Date.UTC(2026, 10, 24, 10) },
};

it('[R32, R66] mails what was asked for, and whoever was written to stands in the address book', async () => {
  const { planner, told, written, agendas } = await desk();
  const { entry, mailings } = planner.draft(planOf({ agenda: ' Hours \n\nHolidays' }), [JONAS]);
  await planner.save(entry, []);
  expect(told()).toEqual([]);
  expect(written).toEqual([]);
  const { entry: saved } = await planner.save(entry, mailings);
  expect(told()).toEqual([`invitation ${JONAS.address}`]);
  expect(saved.plan.people[0]?.mail).toMatchObject({ template: 'invitation', state: 'accepted' });
  expect(written).toEqual([JONAS]);
  expect(agendas).toEqual([
    ['Hours', 'Holidays'],
    ['Hours', 'Holidays'],
  ]);
});

it('[R49] raises the sequence with what is told, and with nothing else', async () => {
  const { planner, planned, told } = await desk();
  const before = await planned();
  const quiet = planner.draft({ ...before.plan, agenda: 'More' }, [JONAS, ILSE], before);
  expect([quiet.mailings, quiet.entry.plan.sequence]).toEqual([[], 0]);
  const { entry, mailings } = planner.draft(
    { ...before.plan, start: '2026-11-25T10:00' },
    [JONAS],
    before,
  );
  await planner.save(entry, mailings);
  expect(told()).toEqual([`update ${JONAS.address}`, `cancellation ${ILSE.address}`]);
  expect(entry.plan.sequence).toBe(1);
});

it('[T27] a cancellation that the mail server did not take stays to be tried again, and then is gone', async () => {
  const { planner, planned, sender, removed } = await desk();
  const before = await planned();
  sender.state = (address) => (address === ILSE.address ? 'failed' : 'accepted');
  const { entry: left } = await planner.cancel(before, true);
  expect(left?.plan.people).toMatchObject([{ address: ILSE.address, mail: { state: 'failed' } }]);
  expect([left?.plan.cancelledAt === null, removed]).toEqual([false, []]);
  sender.state = () => 'accepted';
  const after = await planner.resend(left ?? before, left?.plan.people ?? []);
  expect([after.entry, removed]).toEqual([undefined, [before.id]]);
});

it('cancels without a word when nobody is to be told', async () => {
  const { planner, planned, told, removed } = await desk();
  const before = await planned();
  expect((await planner.cancel(before, false)).entry).toBeUndefined();
  expect([told(), removed]).toEqual([[], [before.id]]);
});

it('[R49] one day of a series is moved or cancelled by itself, under the time that it had', async () => {
  const { planner, planned, sender, told } = await desk();
  const before = await planned(SERIES);
  const move = { kind: 'moved', on: '2026-12-01T10:00', start: '2026-12-02T14:00', minutes: 30 };
  const { entry } = await planner.changeDay(before, { ...move, kind: 'moved' }, true);
  const { entry: after } = await planner.changeDay(
    entry,
    { kind: 'cancelled', on: '2026-12-08T10:00' },
    true,
  );
  expect(told().map((line) => line.split(' ')[0])).toEqual(['update', 'cancellation']);
  expect(sender.jobs.map(({ content }) => content.entry)).toMatchObject([
    { occurrence: Date.UTC(2026, 11, 1, 9), start: Date.UTC(2026, 11, 2, 13), repeats: null },
    { occurrence: Date.UTC(2026, 11, 8, 9), link: null, repeats: null },
  ]);
  // The rest of the series stands: nobody was told that all of it is off.
  expect(after.plan.people.map(({ mail }) => mail?.template)).toEqual(['update', 'update']);
  expect(after.plan.sequence).toBe(2);
});

it('[R30] sends again to one person, and to nobody else', async () => {
  const { planner, planned, told } = await desk();
  const before = await planned();
  await planner.resend(before, [JONAS]);
  expect(told()).toEqual([`invitation ${JONAS.address}`]);
});

it('[T27] refuses more than fits into a vault item before anything is written', async () => {
  const { planner, vault } = await desk();
  const people = Array.from({ length: 50 }, (_, at) => ({
    address: `${String(at)}${'a'.repeat(50)}@${'b'.repeat(60)}.${'c'.repeat(60)}.example`,
    name: 'ü'.repeat(100),
  }));
  const wish = planOf({ agenda: '„“'.repeat(1_000) });
  expect(() => planner.draft(wish, people)).toThrow(PlanTooLargeError);
  expect(await vault.list('plan')).toEqual([]);
});

/** A plan with one deputy, and the times of its meetings on some days of November. */
async function withDeputy(days: readonly number[]) {
  const world = await desk();
  world.hosts.splice(0);
  for (const day of days) {
    const id = v.parse(MeetingId, `${String(day)}MMMMMMMMMMMMMMMMMMMA`);
    const time = { startsAt: Date.UTC(2026, 10, day, 9), endsAt: Date.UTC(2026, 10, day, 10) };
    world.hosts.push({ ...meeting('Shift plan'), meetingId: id, time });
  }
  const secret = newSecret();
  const entry = await world.planned({ ...SERIES, deputies: [{ name: 'Ines', secret }] });
  return { ...world, entry, secret };
}

const secretIn = (link: string): string => link.split('#')[1] ?? '';
const linkIdOf = async (link: string): Promise<string> =>
  (await hostLinkKeys(secretIn(link)))?.linkId ?? '';

it('[H-1] a host link gives the keys of what is not over, and of nothing past', async () => {
  const { planner, links, entry, secret } = await withDeputy([16, 22, 24, 30]);
  const { link } = await planner.hostLink(entry, secret);
  const given = links.given.get(await linkIdOf(link)) ?? [];
  expect(given.map((meetingId) => meetingId.slice(0, 2))).toEqual(['24', '30']);
});

it('[H-1] there is no host link to a plan of which everything is over', async () => {
  const { planner, links, entry, secret } = await withDeputy([16, 22]);
  await expect(planner.hostLink(entry, secret)).rejects.toThrow(NothingAheadError);
  expect(links.given.size).toBe(0);
});

it('[H-2] a host link that was used up or given up is not made again: another takes its place', async () => {
  const { planner, links, entry, secret, vault } = await withDeputy([24]);
  const first = await planner.hostLink(entry, secret);
  const id = await linkIdOf(first.link);
  const again = await planner.hostLink(first.entry, secretIn(first.link));
  expect(again).toEqual(first);
  links.deputies.set(id, 'Ines');
  links.expiresAt = 0;
  expect((await planner.hostLink(first.entry, secretIn(first.link))).link).toBe(first.link);
  // Ines gives it up: what lies in her messages stays dead.
  links.given.delete(id);
  const second = await planner.hostLink(first.entry, secretIn(first.link));
  expect(second.link).not.toBe(first.link);
  expect([...links.given.keys()]).toEqual([await linkIdOf(second.link)]);
  expect(second.entry.plan.deputies).toEqual([{ name: 'Ines', secret: secretIn(second.link) }]);
  expect(await vault.get('plan', entry.id)).toEqual(second.entry.plan);
  // Its week is over, and nobody came.
  const third = await planner.hostLink(second.entry, secretIn(second.link));
  expect([...links.given.keys()]).toEqual([await linkIdOf(third.link)]);
  // A page that has not heard of it makes no third one.
  await expect(planner.hostLink(second.entry, secretIn(second.link))).rejects.toMatchObject({
    code: 'versionConflict',
  });
});
