import type { MailContent } from '@conclave/shared/mail/MailOrder';
import type { Person } from '../people/Person.ts';
import { occurrences } from './occurrences.ts';
import type { Delivery, Invitee, Plan } from './Plan.ts';
import type { WallTime } from './time/wallTime.ts';

type Changed = Extract<MailContent, { template: 'update' }>['changes'];

/** One mail to some people. */
export interface Mailing {
  readonly template: Delivery['template'];
  readonly people: readonly Person[];
  /** One occurrence of a series instead of the whole. */
  readonly on?: WallTime;
  readonly changes?: Changed;
}

const plain = ({ address, name }: Person): Person => ({ address, name });

/** Who is invited now. Who was taken out stays in the plan until the cancellation has gone out. */
export const invited = ({ people }: Pick<Plan, 'people'>): Invitee[] =>
  people.filter(({ mail }) => mail?.template !== 'cancellation');

/** Whether somebody knows of the meeting by mail, as far as we know: all but the first follow one that arrived. */
const knows = ({ mail }: Invitee): boolean =>
  mail !== null &&
  (mail.template !== 'invitation' || ['accepted', 'unknown', 'waiting'].includes(mail.state));

/** Who has to hear of it when something does not take place. */
export const knowing = (plan: Pick<Plan, 'people'>): Invitee[] =>
  plan.people.filter((one) => knows(one));

/** The list of people after a change: those taken out are kept as to be told, if they know of it. */
export function peopleAfter(before: readonly Invitee[], wanted: readonly Person[]): Invitee[] {
  const known = new Map(before.map((one) => [one.address, one]));
  const now = wanted.map(({ address, name }): Invitee => {
    const mail = known.get(address)?.mail ?? null;
    return { address, name, mail: mail?.template === 'cancellation' ? null : mail };
  });
  const staying = new Set(now.map(({ address }) => address));
  const gone = before.filter((one) => !staying.has(one.address) && knows(one));
  return [...now, ...gone.map((one) => toBeTold(one))];
}

/** Has to be told that it does not take place, for this person or at all. */
export function toBeTold(one: Invitee): Invitee {
  const { mail } = one;
  return mail === null
    ? one
    : { ...one, mail: { ...mail, template: 'cancellation', state: 'failed' } };
}

/** What calendars and mails say differently now. */
function changedIn(before: Plan, after: Plan): Changed {
  const same = (read: (plan: Plan) => unknown): boolean =>
    JSON.stringify(read(before)) === JSON.stringify(read(after));
  const changes: Changed = [];
  if (!same(({ start, minutes, zone }) => [start, minutes, zone])) changes.push('time');
  if (!same(({ topic, topicInMail }) => (topicInMail ? topic : ''))) changes.push('topic');
  if (!same(({ repeat }) => repeat)) changes.push('repeats');
  if (!same(({ series }) => series?.mailed)) changes.push('link');
  return changes;
}

/** [R49, R66] Whom to tell what after a change: new people, those who know, those taken out. */
export function mailingsAfter(before: Plan | undefined, after: Plan, now: number): Mailing[] {
  const fresh = invited(after).filter((one) => !knows(one));
  const changes = before === undefined ? [] : changedIn(before, after);
  const told = changes.length === 0 ? [] : invited(after).filter((one) => knows(one));
  const gone = after.people.filter(({ mail }) => mail?.template === 'cancellation');
  return filled([
    { template: 'invitation', people: fresh.map(plain) },
    { template: 'update', people: told.map(plain), changes },
    ...movedDays(after, [...fresh, ...told], now),
    { template: 'cancellation', people: gone.map(plain) },
  ]);
}

/** The same mails once more, to each the kind that was sent last. */
export function mailingsAgain(plan: Plan, people: readonly Invitee[], now: number): Mailing[] {
  const last = (kind: Delivery['template']): Invitee[] =>
    people.filter(({ mail }) => (mail?.template ?? 'invitation') === kind);
  const [fresh, told] = [last('invitation'), last('update')];
  return filled([
    { template: 'invitation', people: fresh.map(plain) },
    { template: 'update', people: told.map(plain), changes: [] },
    ...movedDays(plan, [...fresh, ...told], now),
    { template: 'cancellation', people: last('cancellation').map(plain) },
  ]);
}

const filled = (all: readonly Mailing[]): Mailing[] =>
  all.filter(({ people }) => people.length > 0);

/** A day that was moved is an entry of its own: calendars forget it when the series comes anew. */
function movedDays(plan: Plan, people: readonly Person[], now: number): Mailing[] {
  return movedAhead(plan, now).map((on) => {
    return { template: 'update', people: people.map(plain), on, changes: ['time'] };
  });
}

function movedAhead(plan: Plan, now: number): WallTime[] {
  const moved = plan.changes.filter(({ kind }) => kind === 'moved').map(({ on }) => on);
  if (moved.length === 0) return [];
  const ahead = occurrences(plan, now, moved.length + 60);
  return ahead.filter(({ on }) => moved.includes(on)).map(({ on }) => on);
}

/** How many mails that makes. */
export const mailsIn = (mailings: readonly Mailing[]): number =>
  mailings.reduce((sum, { people }) => sum + people.length, 0);

/** The people after a send: each with what became of the mail; whose cancellation went out is gone. */
export function peopleMailed(
  people: readonly Invitee[],
  deliveries: ReadonlyMap<string, Delivery>,
): Invitee[] {
  return people
    .map((one) => ({ ...one, mail: deliveries.get(one.address) ?? one.mail }))
    .filter(({ mail }) => mail?.template !== 'cancellation' || !isSettled(mail));
}

/** Nothing more is to be done about it. */
const isSettled = ({ state }: Delivery): boolean =>
  state === 'accepted' || state === 'refused' || state === 'stopped';

/** To whom nothing went out: it may be tried again, and nobody gets it twice. */
export const undelivered = ({ people }: Pick<Plan, 'people'>): Invitee[] =>
  people.filter(({ mail }) => mail?.state === 'failed');

/** Who may have the mail or not. Sending again is for a person to decide: it may arrive twice. */
export const uncertain = ({ people }: Pick<Plan, 'people'>): Invitee[] =>
  people.filter(({ mail }) => mail?.state === 'unknown');
