import { expect, it } from 'vitest';
import type { Person } from '../people/Person.ts';
import { meeting, setting } from '../vault/testing/setting.ts';
import { Outbox } from './Outbox.ts';
import type { PlanEntry } from './Plan.ts';
import { PlanTooLargeError, Planner } from './Planner.ts';
import { newSeries } from './Scheduler.ts';
import { FakeSender } from './testing/FakeSender.ts';
import { planOf, weekly } from './testing/planOf.ts';

const JONAS = { address: 'jonas@lindau.example', name: 'Jonas Okafor' };
const ILSE = { address: 'ilse@lindau.example', name: '' };
const SERIES = { repeat: { ...weekly, weekdays: [1] }, series: newSeries() };

/** A planner whose meetings are made by nobody: what it mails and keeps is looked at. */
async function desk() {
  const vault = await (await setting()).open();
  const sender = new FakeSender();
  const now = (): number => Date.UTC(2026, 10, 23);
  const removed: string[] = [];
  const agendas: (readonly string[])[] = [];
  const written: Person[] = [];
  const host = meeting('Shift plan');
  const planner = new Planner({
    vault,
    scheduler: {
      async save({ id, plan }) {
        await vault.update('plan', id, () => plan);
        return [{ host, occurrence: { ...occurrence }, isNew: true }];
      },
      arrange: () => Promise.resolve([]),
      known: () => Promise.resolve([host]),
      async remove({ id }) {
        removed.push(id);
        await vault.update('plan', id, () => undefined);
      },
    },
    outbox: new Outbox({ vault, sender, now }),
    deputies: { list: () => Promise.resolve([]), put: () => Promise.resolve() },
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
  return { vault, sender, planner, removed, agendas, written, told, planned };
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
