import { utf8 } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { MailContent } from '@conclave/shared/mail/MailOrder';
import type { DeputyApi, GivenLink } from '../deputies/DeputyApi.ts';
import { ahead } from '../deputies/ahead.ts';
import { giveKeys, takeBack } from '../deputies/giveKeys.ts';
import { hostLinkKeys, hostLinkPath } from '../deputies/hostLink.ts';
import { BookFullError, type AddressBook } from '../people/AddressBook.svelte.ts';
import type { Person } from '../people/Person.ts';
import type { Vault } from '../vault/Vault.ts';
import { calendarEntry } from './calendarEntry.ts';
import {
  knowing,
  mailingsAfter,
  mailingsAgain,
  peopleAfter,
  toBeTold,
  type Mailing,
} from './mailings.ts';
import type { Mailed, Outbox } from './Outbox.ts';
import type { Change, Deputy, Plan, PlanContent, PlanEntry } from './Plan.ts';
import type { PlannedMeeting } from './plannedMeetings.ts';
import { newSecret, newSeries, planLinks, type Scheduler } from './Scheduler.ts';

/** A vault item holds 32 KB, and the deliveries of fifty people take some of it. */
const MAX_PLAN_BYTES = 22 * 1024;

/** Thrown before anything is written. */
export class PlanTooLargeError extends Error {
  override readonly name = 'PlanTooLargeError';
}

/** There is nothing that a deputy could still lead. */
export class NothingAheadError extends Error {
  override readonly name = 'NothingAheadError';
}

export interface PlannerOptions {
  readonly vault: Vault;
  readonly scheduler: Pick<Scheduler, 'save' | 'arrange' | 'known' | 'remove'>;
  readonly outbox: Outbox;
  readonly deputies: Pick<DeputyApi, 'list' | 'put' | 'drop'>;
  readonly book: () => Promise<Pick<AddressBook, 'wroteTo'>>;
  /** Puts the agenda's points into the meeting's own agenda. */
  readonly writeAgenda: (meeting: PlannedMeeting, points: readonly string[]) => Promise<void>;
  readonly origin: string;
  readonly now: () => number;
}

/** What is left after an act that may have mailed; no entry when the plan is gone. */
export interface PlanOutcome {
  readonly entry: PlanEntry | undefined;
  readonly why: Mailed['why'];
}

/** What an organizer does with plans: each act saves first and mails only what was asked for [R66]. */
export class Planner {
  readonly #options: PlannerOptions;

  constructor(options: PlannerOptions) {
    this.#options = options;
  }

  async list(): Promise<PlanEntry[]> {
    const entries = await this.#options.vault.list('plan');
    return entries.map(({ id, value }) => ({ id, plan: value }));
  }

  async find(id: string): Promise<PlanEntry | undefined> {
    const plan = await this.#options.vault.get('plan', id);
    return plan === undefined ? undefined : { id, plan };
  }

  /** The plan as it would be saved, and whom that concerns. Nothing is written yet. */
  draft(
    content: PlanContent,
    people: readonly Person[],
    before?: PlanEntry,
  ): { entry: PlanEntry; mailings: Mailing[] } {
    const { now } = this.#options;
    const known = before?.plan;
    const plan = planWith(content, people, { known, now: now() });
    if (utf8(JSON.stringify(plan)).length > MAX_PLAN_BYTES) throw new PlanTooLargeError();
    const mailings = mailingsAfter(known, plan, now());
    const isChanged = mailings.some(({ template }) => template === 'update');
    const entry = {
      id: before?.id ?? newSecret(),
      plan: isChanged ? { ...plan, sequence: plan.sequence + 1 } : plan,
    };
    return { entry, mailings };
  }

  /** Saves it and makes its meetings. With `mailings`, sends them then. Returns the plan as it is afterwards. */
  async save(entry: PlanEntry, mailings: readonly Mailing[]): Promise<Mailed> {
    const { scheduler } = this.#options;
    const meetings = await scheduler.save(entry);
    await this.#prepare(entry.plan, meetings);
    return this.#mail(entry, mailings);
  }

  /** Moves or cancels one day of a series, and tells who knows of it if `tell`. */
  async changeDay(before: PlanEntry, change: Change, tell: boolean): Promise<Mailed> {
    const { plan, id } = before;
    const changes = [...plan.changes.filter(({ on }) => on !== change.on), change];
    const entry = { id, plan: { ...plan, changes, sequence: plan.sequence + 1 } };
    const mailing: Mailing = {
      template: change.kind === 'moved' ? 'update' : 'cancellation',
      people: knowing(plan),
      on: change.on,
      changes: ['time'],
    };
    await this.#options.scheduler.save(entry);
    return this.#mail(entry, tell && mailing.people.length > 0 ? [mailing] : []);
  }

  /**
   * Cancels it. While mails about that have not gone out it stays in the list, to be tried again; else it
   * is gone, with its rooms that nobody was in. Returns what is left.
   */
  async cancel(before: PlanEntry, tell: boolean): Promise<PlanOutcome> {
    const { vault, now } = this.#options;
    const { plan, id } = before;
    const told = tell ? knowing(plan).map((one) => toBeTold(one)) : [];
    const sequence = plan.sequence + 1;
    const entry = { id, plan: { ...plan, sequence, cancelledAt: now(), people: told } };
    await vault.update('plan', id, () => entry.plan);
    const mailing: Mailing = { template: 'cancellation', people: told };
    const after = await this.#mail(entry, told.length > 0 ? [mailing] : []);
    return this.#unlessGone(after);
  }

  /** Gives a cancelled plan up, whatever became of its mails. */
  remove(entry: PlanEntry): Promise<void> {
    return this.#options.scheduler.remove(entry);
  }

  /** Sends again: to one person, or what did not go out. */
  async resend(entry: PlanEntry, people: readonly Person[]): Promise<PlanOutcome> {
    const { plan } = entry;
    const wanted = new Set(people.map(({ address }) => address));
    const some = plan.people.filter(({ address }) => wanted.has(address));
    const after = await this.#mail(entry, mailingsAgain(plan, some, this.#options.now()));
    return this.#unlessGone(after);
  }

  /** Asks what became of mails that were under way when this browser last heard of them. */
  async followUp(entry: PlanEntry): Promise<PlanEntry | undefined> {
    const after = await this.#options.outbox.followUp(entry);
    return (await this.#unlessGone({ entry: after, why: undefined })).entry;
  }

  /** Makes the next meetings of every series, so that its link leads somewhere, and gives deputies what is new. For the desk, now and then. */
  async keepAhead(entries: readonly PlanEntry[]): Promise<void> {
    for (const entry of entries) {
      const { plan } = entry;
      const isDone = plan.repeat === null && plan.deputies.length === 0;
      if (isDone || plan.cancelledAt !== null) continue;
      const meetings = await this.#options.scheduler.arrange(entry);
      await this.#prepare(
        plan,
        meetings.filter(({ isNew }) => isNew === true),
      );
    }
  }

  /** The room of the next occurrence, or of the last one. */
  async room(entry: PlanEntry): Promise<string | undefined> {
    return (await this.#options.scheduler.known(entry))[0]?.meetingId;
  }

  /**
   * [H-1] The whole link that makes somebody deputy of what is not over yet. It waits a week from now on, if nobody has
   * accepted it. One that waits no more is not made again, it lies in somebody's messages: another takes its place.
   */
  async hostLink(entry: PlanEntry, secret: string): Promise<{ link: string; entry: PlanEntry }> {
    const { scheduler, deputies, origin, now } = this.#options;
    const hosts = ahead(await scheduler.known(entry), now());
    if (hosts.length === 0) throw new NothingAheadError();
    const id = (await hostLinkKeys(secret))?.linkId;
    const isHere = (await deputies.list()).some(
      ({ linkId, deputy, expiresAt }) => linkId === id && (deputy !== null || expiresAt > now()),
    );
    const [given, after] = isHere ? [secret, entry] : await this.#anotherSecret(entry, secret);
    await giveKeys(given, hosts, { api: deputies, fresh: true });
    return { link: origin + hostLinkPath(given), entry: after };
  }

  /** Who opened which host link. */
  givenLinks(): Promise<readonly GivenLink[]> {
    return this.#options.deputies.list();
  }

  /** The whole links to give away. */
  async links(entry: PlanEntry): Promise<{ copied: string; mailed: string }> {
    const { scheduler, origin } = this.#options;
    const [next] = await scheduler.known(entry);
    const { copied, mailed } = await planLinks(entry.plan, next);
    return { copied: origin + copied, mailed: origin + (mailed ?? copied) };
  }

  /** A mail about it as it goes out. `link`: also one that is only made when it is saved. */
  content(
    { id, plan }: PlanEntry,
    mailing: Omit<Mailing, 'people'>,
    link: string | null,
  ): MailContent {
    const { origin } = this.#options;
    const { on, template } = mailing;
    const isGone = template === 'cancellation';
    const place = on === undefined ? {} : { on };
    const entry = calendarEntry({ id, plan }, { origin, link: isGone ? null : link, ...place });
    const common = { language: plan.language, entry };
    const opens = plan.door === 'open';
    switch (template) {
      case 'invitation':
        return { template, ...common, opens };
      case 'update':
        return { template, ...common, opens, changes: mailing.changes ?? [] };
      case 'cancellation':
        return { template, ...common };
    }
  }

  async #anotherSecret({ id }: PlanEntry, before: string): Promise<[string, PlanEntry]> {
    const { vault, deputies } = this.#options;
    await takeBack(before, deputies);
    const secret = newSecret();
    await vault.update('plan', id, (plan) => {
      return plan && { ...plan, deputies: withSecret(plan.deputies, before, secret) };
    });
    const after = await this.find(id);
    // Another page was first, or took the deputy off the list.
    if (!after?.plan.deputies.some((one) => one.secret === secret)) {
      throw new RefusedError('versionConflict');
    }
    return [secret, after];
  }

  async #prepare({ agenda }: Plan, meetings: readonly PlannedMeeting[]): Promise<void> {
    const points = agenda
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    if (points.length === 0) return;
    await Promise.all(meetings.map((meeting) => this.#options.writeAgenda(meeting, points)));
  }

  async #mail(entry: PlanEntry, mailings: readonly Mailing[]): Promise<Mailed> {
    const { scheduler, outbox } = this.#options;
    const [next] = mailings.length === 0 ? [] : await scheduler.known(entry);
    if (next === undefined) return { entry, why: undefined };
    const { meetingId } = next;
    const { mailed } = await this.links(entry);
    // In the book before they go out: whoever is written to stands there, whatever becomes of the mail.
    await this.#remember(mailings);
    return outbox.send(
      entry,
      mailings.map((mailing) => {
        return { mailing, content: this.content(entry, mailing, mailed), meetingId };
      }),
    );
  }

  /** A cancelled plan goes once nobody is left to be told. */
  async #unlessGone(after: Mailed): Promise<PlanOutcome> {
    const { plan } = after.entry;
    if (plan.cancelledAt === null || plan.people.length > 0) return after;
    await this.#options.scheduler.remove(after.entry);
    return { ...after, entry: undefined };
  }

  /** [R32] Whoever was invited stands in the address book. */
  async #remember(mailings: readonly Mailing[]): Promise<void> {
    const people = mailings
      .filter(({ template, on }) => template === 'invitation' && on === undefined)
      .flatMap(({ people: some }) => some);
    if (people.length === 0) return;
    const book = await this.#options.book();
    await book.wroteTo(people, this.#options.now()).catch((error: unknown) => {
      // A full book is said where it is looked at; nobody misses a meeting for it.
      if (!(error instanceof BookFullError)) throw error;
    });
  }
}

const withSecret = (deputies: readonly Deputy[], before: string, secret: string): Deputy[] =>
  deputies.map((one) => (one.secret === before ? { ...one, secret } : one));

/** A plan with what was typed; what only the plan knows is kept. */
function planWith(
  content: PlanContent,
  people: readonly Person[],
  { known, now }: { known: Plan | undefined; now: number },
): Plan {
  const series = content.repeat === null ? null : (known?.series ?? newSeries());
  const all = peopleAfter(known?.people ?? [], people);
  const given = { format: 1, ...content, cancelledAt: null, people: all, series } as const;
  if (known === undefined) return { ...given, sequence: 0, createdAt: now, changes: [] };
  const { sequence, createdAt, changes } = known;
  const rule = ({ start, zone, repeat }: PlanContent): string =>
    JSON.stringify([start, zone, repeat]);
  // Days that were changed are named by times that a new rule may not give.
  const kept = rule(known) === rule(content) ? changes : [];
  return { ...given, sequence, createdAt, changes: kept };
}
