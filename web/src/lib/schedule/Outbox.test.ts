import { RefusedError } from '@conclave/shared/RefusedError';
import { expect, it } from 'vitest';
import { newMailJobs } from '../mail/MailJob.ts';
import { meetingId, setting } from '../vault/testing/setting.ts';
import { calendarEntry } from './calendarEntry.ts';
import { uncertain, undelivered, type Mailing } from './mailings.ts';
import { Outbox, type Outgoing } from './Outbox.ts';
import type { Plan, PlanEntry } from './Plan.ts';
import { newSecret } from './Scheduler.ts';
import { FakeSender } from './testing/FakeSender.ts';
import { planOf } from './testing/planOf.ts';

const MINUTE_MS = 60_000;
const JONAS = 'jonas@lindau.example';
const ILSE = 'ilse@lindau.example';
const people = [JONAS, ILSE].map((address) => ({ address, name: '', mail: null }));

async function desk(part: Partial<Plan> = {}) {
  const vault = await (await setting()).open();
  const sender = new FakeSender();
  const clock = { now: Date.UTC(2026, 10, 23) };
  const outbox = new Outbox({ vault, sender, now: () => clock.now });
  const entry: PlanEntry = { id: newSecret(), plan: planOf({ people, ...part }) };
  await vault.put('plan', entry.id, entry.plan);
  const states = async (): Promise<Record<string, string | undefined>> => {
    const plan = await vault.get('plan', entry.id);
    return Object.fromEntries(
      (plan?.people ?? []).map(({ address, mail }) => [address, mail?.state]),
    );
  };
  return { vault, sender, clock, outbox, entry, states };
}

const outgoing = (entry: PlanEntry, part: Partial<Mailing> = {}): Outgoing => {
  const mailing: Mailing = { template: 'invitation', people, ...part };
  const place = { origin: 'https://meet.example', link: null };
  const content = {
    ...{ template: 'invitation' as const, language: 'en' as const, opens: false },
    entry: calendarEntry(entry, place),
  };
  return { mailing, content, meetingId };
};

it('[M-12] has the mails in the vault before the first of them leaves this browser', async () => {
  const { outbox, sender, entry, states } = await desk();
  let before: unknown;
  sender.during = async () => void (before = await states());
  await outbox.send(entry, [outgoing(entry)]);
  expect(before).toEqual({ [JONAS]: 'waiting', [ILSE]: 'waiting' });
  expect(await states()).toEqual({ [JONAS]: 'accepted', [ILSE]: 'accepted' });
});

it('[T27] a mail server that is down: failed, kept, and sent by trying again', async () => {
  const { outbox, sender, entry, states } = await desk();
  sender.state = (address) => (address === JONAS ? 'failed' : 'accepted');
  const { entry: after, why } = await outbox.send(entry, [outgoing(entry)]);
  expect([why, await states()]).toEqual([undefined, { [JONAS]: 'failed', [ILSE]: 'accepted' }]);
  expect(undelivered(after.plan).map(({ address }) => address)).toEqual([JONAS]);
  sender.state = () => 'accepted';
  await outbox.send(after, [outgoing(after, { people: undelivered(after.plan) })]);
  expect(sender.jobs.at(-1)?.recipients.map(({ address }) => address)).toEqual([JONAS]);
  expect(await states()).toEqual({ [JONAS]: 'accepted', [ILSE]: 'accepted' });
});

it('tells why the server refused a mailing', async () => {
  const { outbox, sender, entry } = await desk();
  sender.state = () => 'failed';
  sender.why = 'mailLimit';
  expect((await outbox.send(entry, [outgoing(entry)])).why).toBe('mailLimit');
});

it('[M-12] who may have the mail is not among those to try again, and is told apart', async () => {
  const { outbox, sender, entry } = await desk();
  sender.state = (address) => (address === JONAS ? 'unknown' : 'failed');
  const { plan } = (await outbox.send(entry, [outgoing(entry)])).entry;
  expect(undelivered(plan).map(({ address }) => address)).toEqual([ILSE]);
  expect(uncertain(plan).map(({ address }) => address)).toEqual([JONAS]);
});

it('[M-12] a browser that ends while it sends finds out afterwards, and sends nothing twice', async () => {
  const { outbox, sender, entry, vault, states } = await desk();
  sender.during = () => Promise.reject(new Error('the browser ended'));
  await expect(outbox.send(entry, [outgoing(entry)])).rejects.toThrow('ended');
  expect(await states()).toEqual({ [JONAS]: 'waiting', [ILSE]: 'waiting' });
  const plan = await vault.get('plan', entry.id);
  await outbox.followUp({ id: entry.id, plan: plan ?? entry.plan });
  expect(await states()).toEqual({ [JONAS]: 'accepted', [ILSE]: 'accepted' });
  expect(sender.jobs).toHaveLength(1);
});

it('[M-12] what never reached the server may be tried again, once that is certain', async () => {
  const { outbox, sender, entry, clock, states } = await desk();
  sender.state = () => 'unknown';
  sender.why = 'unreachable';
  const { entry: after } = await outbox.send(entry, [outgoing(entry)]);
  sender.reports.clear();
  expect(await outbox.followUp(after)).toBe(after);
  clock.now += 3 * MINUTE_MS;
  await outbox.followUp(after);
  expect(await states()).toEqual({ [JONAS]: 'failed', [ILSE]: 'failed' });
});

it('[M-12] what the server has forgotten stays uncertain', async () => {
  const { outbox, sender, entry, clock, states } = await desk();
  sender.state = (address) => (address === JONAS ? 'unknown' : 'waiting');
  const { entry: after } = await outbox.send(entry, [outgoing(entry)]);
  sender.reports.clear();
  clock.now += 3 * 24 * 60 * MINUTE_MS;
  await outbox.followUp(after);
  expect(await states()).toEqual({ [JONAS]: 'unknown', [ILSE]: 'unknown' });
});

it('of two mails to one person keeps the one that did not go out', async () => {
  const { outbox, sender, entry, states } = await desk();
  sender.state = (_, job) => (job === sender.jobs[0] ? 'failed' : 'accepted');
  const moved = outgoing(entry, { template: 'update', on: '2026-11-24T10:00' });
  await outbox.send(entry, [outgoing(entry), moved]);
  expect(sender.jobs).toHaveLength(2);
  expect(await states()).toEqual({ [JONAS]: 'failed', [ILSE]: 'failed' });
});

it('a person forgotten meanwhile does not come back', async () => {
  const { outbox, sender, entry, vault, states } = await desk();
  sender.during = async () => {
    await vault.update('plan', entry.id, (plan) => plan && { ...plan, people: [] });
  };
  await outbox.send(entry, [outgoing(entry)]);
  expect(await states()).toEqual({});
});

it('lets faults of its own rise', async () => {
  const { outbox, sender, entry } = await desk();
  sender.during = () => Promise.reject(new RefusedError('malformed'));
  await expect(outbox.send(entry, [outgoing(entry)])).rejects.toThrow(RefusedError);
});

it('[T27] cuts a thousand people into jobs that the relay takes, each person in one', () => {
  const crowd = Array.from({ length: 1_000 }, (_, at) => ({
    address: `p${at}@x.example`,
    name: null,
  }));
  const { content } = outgoing({ id: newSecret(), plan: planOf() });
  const jobs = newMailJobs({ meetingId, content, people: crowd });
  const addresses = jobs.flatMap(({ recipients }) => recipients.map(({ address }) => address));
  expect(jobs.map(({ recipients }) => recipients.length)).toEqual(Array(20).fill(50));
  expect(addresses).toEqual(crowd.map(({ address }) => address));
  expect(new Set(jobs.map(({ sendId }) => sendId)).size).toBe(20);
});
