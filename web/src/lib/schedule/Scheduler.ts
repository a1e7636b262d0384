import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import { readNotice, type ConsentNotice } from '@conclave/shared/consent/ConsentNotice';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { MeetingId } from '@conclave/shared/ids';
import { SeriesId } from '@conclave/shared/wire/scheduleApi';
import * as v from 'valibot';
import type { MeetingApi } from '../call/MeetingApi.ts';
import type { DeputyApi } from '../deputies/DeputyApi.ts';
import { giveKeys, takeBack } from '../deputies/giveKeys.ts';
import { createMeeting } from '../e2ee/host/createMeeting.ts';
import type { CardText, HostMeeting } from '../e2ee/host/HostMeeting.ts';
import { linkPaths, type LinkPaths } from '../e2ee/host/registerLinks.ts';
import { replaceLinks, type LinkChange } from '../e2ee/host/replaceLinks.ts';
import { encodeLinkCode } from '../e2ee/objects/link.ts';
import { randomBytes } from '../e2ee/crypto/random.ts';
import type { Vault } from '../vault/Vault.ts';
import type { Occurrence } from './occurrences.ts';
import type { Plan, PlanEntry } from './Plan.ts';
import { meetingsOfPlan, type PlannedMeeting } from './plannedMeetings.ts';
import type { ScheduleApi } from './ScheduleApi.ts';
import { askedFrom } from '../consent/askedFrom.ts';
import { sealTable, type SeriesRow } from './seriesTable.ts';

export interface SchedulerOptions {
  readonly vault: Pick<Vault, 'get' | 'list' | 'put' | 'update'>;
  readonly meetings: Pick<MeetingApi, 'create' | 'replaceLinks' | 'newestRecord'>;
  readonly schedule: Pick<ScheduleApi, 'plan' | 'putSeries' | 'deleteSeries'>;
  readonly deputies: Pick<DeputyApi, 'put' | 'drop'>;
  /** Deletes a meeting for everybody: server, vault, this browser. */
  readonly deleteMeeting: (id: MeetingId) => Promise<void>;
  /** Ids of meetings that the server has, and whether somebody was ever in them. */
  readonly served: () => Promise<
    ReadonlyMap<string, { readonly endedAt: number | null; readonly live: boolean }>
  >;
  /** What stands on the card beside the topic. */
  readonly organizer: Pick<CardText, 'organizer' | 'company'>;
  /** The text of this name, as it stands on a card. `withMails`: what is written stands in mails. */
  readonly notice: (which: {
    readonly name: string;
    readonly withMails: boolean;
  }) => Promise<string>;
  /** [G-18] How far the documents of a meeting have come. */
  readonly documentEnds: (id: MeetingId) => Promise<NonNullable<ConsentNotice['asksFrom']>>;
  /** The longest that the company lets a meeting stay, in days. */
  readonly longestKeep: () => Promise<number | null>;
  readonly now: () => number;
}

const ABOUT_TO_MS = 60_000;

/** A fresh id of a plan or series, and a link's secret: 128 random bits. */
export const newSecret = (): string => toBase64Url(randomBytes(16));

/**
 * Makes the meetings of plans and keeps them fitting: for each occurrence to come a meeting with keys of
 * its own, for a series the table behind its link. Every step may be repeated after a failure.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  /** Writes the plan and makes what it needs. Its links may be shown once this has resolved [M-2]. */
  async save(entry: PlanEntry): Promise<PlannedMeeting[]> {
    const { vault, deputies } = this.#options;
    const before = await vault.get('plan', entry.id);
    const staying = new Set(entry.plan.deputies.map(({ secret }) => secret));
    // Before the vault forgets the secrets: without them nobody takes these links back any more.
    for (const { secret } of before?.deputies ?? []) {
      if (!staying.has(secret)) await takeBack(secret, deputies);
    }
    await vault.update('plan', entry.id, () => entry.plan);
    return this.arrange(entry);
  }

  /** Makes, moves and gives up meetings until they fit the plan. Returns those to come. */
  async arrange(entry: PlanEntry): Promise<PlannedMeeting[]> {
    const { vault, served, now } = this.#options;
    const known = await served();
    const hosts = (await vault.list('meeting')).map(({ value }) => value);
    // A key whose meeting never reached the server was never shown to anybody.
    const real = hosts.filter(({ meetingId }) => known.has(meetingId));
    await this.#sweep(
      hosts.filter(({ meetingId }) => !known.has(meetingId)),
      entry.id,
    );
    const { kept, missing, left } = meetingsOfPlan(entry, real, now());
    const made: PlannedMeeting[] = [];
    for (const one of kept) {
      made.push(await this.#fit(fittingLevel(entry, one.host, known.get(one.host.meetingId)), one));
    }
    for (const occurrence of missing) {
      made.push({ occurrence, host: await this.#make(entry, occurrence), isNew: true });
    }
    for (const { meetingId } of left) await this.#giveUp(meetingId, known.get(meetingId));
    await this.#renewSeries(entry.plan, made);
    await this.#giveKeys(entry.plan, made);
    return made.toSorted((a, b) => a.occurrence.startsAt - b.occurrence.startsAt);
  }

  /** The meetings that belong to a plan, the earliest first, as the vault knows them. */
  async known({ id }: PlanEntry): Promise<HostMeeting[]> {
    const hosts = (await this.#options.vault.list('meeting')).map(({ value }) => value);
    const start = ({ time }: HostMeeting): number => time?.startsAt ?? 0;
    const isAhead = ({ time }: HostMeeting): boolean => (time?.endsAt ?? 0) > this.#options.now();
    const own = hosts.filter(({ plan }) => plan?.id === id).toSorted((a, b) => start(a) - start(b));
    return [...own.filter((host) => isAhead(host)), ...own.filter((host) => !isAhead(host))];
  }

  /** Takes the plan and its coming meetings away. What was held stays among the past ones. */
  async remove(entry: PlanEntry): Promise<void> {
    const { schedule, vault, now } = this.#options;
    await this.arrange({ ...entry, plan: { ...entry.plan, cancelledAt: now() } });
    if (entry.plan.series !== null) await schedule.deleteSeries(entry.plan.series.id);
    await vault.update('plan', entry.id, () => undefined);
  }

  /** [H-2] Deputies hold the keys as they are now, of every meeting to come. A link is made when it is copied. */
  async #giveKeys({ deputies }: Plan, made: readonly PlannedMeeting[]): Promise<void> {
    const hosts = made.map(({ host }) => host);
    const how = { api: this.#options.deputies, fresh: false };
    for (const { secret } of deputies) await giveKeys(secret, hosts, how);
  }

  /** What was begun and never reached the server. Another device may be about to: it has a minute. */
  async #sweep(hosts: readonly HostMeeting[], planId: string): Promise<void> {
    const { vault, now } = this.#options;
    const isOld = ({ createdAt }: HostMeeting): boolean => createdAt < now() - ABOUT_TO_MS;
    for (const host of hosts) {
      if (host.plan?.id !== planId || !isOld(host)) continue;
      await vault.update('meeting', host.meetingId, () => undefined);
    }
  }

  async #make({ id, plan }: PlanEntry, occurrence: Occurrence): Promise<HostMeeting> {
    const { vault, meetings, organizer, now } = this.#options;
    const notice = await this.#noticeOf(plan, undefined);
    const { hostMeeting, createRequest } = await createMeeting({
      ...organizer,
      topic: plan.topic,
      notice,
      summary: plan.summary,
      door: plan.door,
      mailedTopic: plan.topicInMail,
      createdAt: now(),
      planned: plannedOf(id, occurrence),
    });
    await vault.put('meeting', hostMeeting.meetingId, hostMeeting);
    await meetings.create(createRequest);
    await this.#tellTimes(plan, hostMeeting.meetingId, occurrence);
    return hostMeeting;
  }

  /** Another card where topic, door or time have changed. */
  async #fit(entry: PlanEntry, { host, occurrence }: PlannedMeeting): Promise<PlannedMeeting> {
    const { id, plan } = entry;
    const notice = await this.#noticeOf(plan, host);
    const text = { ...this.#options.organizer, topic: plan.topic, summary: plan.summary, notice };
    const planned = plannedOf(id, occurrence);
    const wish = { text, door: plan.door, mailedTopic: plan.topicInMail, planned };
    const isSame =
      JSON.stringify([
        host.text.topic,
        host.text.notice,
        host.text.summary,
        host.door,
        host.mailedTopic,
        host.time,
        host.plan,
      ]) ===
      JSON.stringify([
        plan.topic,
        notice,
        plan.summary,
        plan.door,
        plan.topicInMail,
        planned.time,
        planned.plan,
      ]);
    const fitting = isSame ? host : await this.#replaceCard(host, wish);
    if (!isSame) await this.#tellTimes(plan, host.meetingId, occurrence);
    return { host: fitting, occurrence };
  }

  /** A meeting keeps the version it has: only another text is asked with anew. */
  async #noticeOf({ consent, summary }: Plan, host: HostMeeting | undefined): Promise<string> {
    if (consent === null) return '';
    const before = readNotice(host?.text.notice ?? '');
    const withMails = summary === 'content';
    if (host !== undefined && isOf(before, { consent, withMails })) return host.text.notice;
    const notice = await this.#options.notice({ name: consent, withMails });
    if (host === undefined) return notice;
    // [G-18] What was written before anything was asked stays to be seen.
    const { documentEnds } = this.#options;
    return askedFrom(notice, before?.asksFrom ?? (await documentEnds(host.meetingId)));
  }

  async #replaceCard(host: HostMeeting, wish: Omit<LinkChange, 'links'>): Promise<HostMeeting> {
    const { vault, meetings } = this.#options;
    const { meetingId } = host;
    const newest = await meetings.newestRecord(meetingId);
    const replaced = await replaceLinks(host, newest, { ...wish, links: 'same' }).catch(
      (error: unknown) => {
        // [D-5] An open door wants links younger than the newest record.
        if (!(error instanceof RefusedError) || error.code !== 'notAllowed') throw error;
        return replaceLinks(host, newest, { ...wish, links: 'fresh' });
      },
    );
    await vault.update('meeting', meetingId, () => replaced.hostMeeting);
    await meetings.replaceLinks(meetingId, replaced.request);
    return replaced.hostMeeting;
  }

  async #tellTimes(plan: Plan, meetingId: MeetingId, at: Occurrence): Promise<void> {
    const { startsAt, endsAt } = at;
    const keepDays = await this.#keepDays(plan);
    await this.#options.schedule.plan(meetingId, { startsAt, endsAt, keepDays });
  }

  /** A plan may be older than the company's rule, which holds all the same. */
  async #keepDays({ keepDays }: Plan): Promise<number | null> {
    if (keepDays === null) return null;
    const longest = await this.#options.longestKeep();
    return longest === null ? keepDays : Math.min(keepDays, longest);
  }

  /** A meeting that somebody was in has a past, which its organizer deletes or keeps. */
  async #giveUp(
    meetingId: MeetingId,
    served: { readonly endedAt: number | null; readonly live: boolean } | undefined,
  ): Promise<void> {
    const { deleteMeeting, vault } = this.#options;
    if (served === undefined || (served.endedAt === null && !served.live)) {
      await deleteMeeting(meetingId);
      return;
    }
    await vault.update('meeting', meetingId, (host) => {
      if (host === undefined) return undefined;
      const { plan, ...rest } = host;
      return plan === undefined ? host : rest;
    });
  }

  async #renewSeries({ series }: Plan, made: readonly PlannedMeeting[]): Promise<void> {
    if (series === null || made.length === 0) return;
    const table = async (kind: 'copied' | 'mailed'): Promise<string> => {
      const rows: SeriesRow[] = [];
      for (const { host, occurrence } of made) {
        const link = host.links.find((one) => one.kind === kind);
        if (link === undefined) continue;
        const secret = fromBase64Url(link.secret);
        const code = await encodeLinkCode(host.meetingId, { kind, secret });
        const { startsAt, endsAt } = occurrence;
        rows.push({ startsAt, endsAt, meetingId: host.meetingId, code });
      }
      const secret = fromBase64Url(series[kind]);
      return toBase64Url(await sealTable(series.id, { kind, secret }, rows));
    };
    await this.#options.schedule.putSeries(series.id, {
      copied: await table('copied'),
      mailed: await table('mailed'),
    });
  }
}

/**
 * [S-16] Whoever was in a meeting wrote there without having been told that it would stand in mails: that level
 * is for those that nobody was in yet.
 */
function fittingLevel(
  entry: PlanEntry,
  { text }: HostMeeting,
  served: { readonly endedAt: number | null; readonly live: boolean } | undefined,
): PlanEntry {
  const { plan } = entry;
  const was = served !== undefined && (served.live || served.endedAt !== null);
  if (plan.summary !== 'content' || text.summary === 'content' || !was) return entry;
  return { ...entry, plan: { ...plan, summary: text.summary ?? 'sealed' } };
}

function plannedOf(
  id: string,
  { on, startsAt, endsAt }: Occurrence,
): Required<Pick<HostMeeting, 'time' | 'plan'>> {
  return { time: { startsAt, endsAt }, plan: { id, on } };
}

/** A series gets a link of its own; a single meeting is reached by its own links. */
export function newSeries(): NonNullable<Plan['series']> {
  return { id: v.parse(SeriesId, newSecret()), copied: newSecret(), mailed: newSecret() };
}

/** Path and fragment of the links to give away: those of the series, or of its one meeting. */
export async function planLinks(plan: Plan, next: HostMeeting | undefined): Promise<LinkPaths> {
  const { series } = plan;
  if (series === null) {
    if (next === undefined) throw new TypeError('no meeting to link to');
    return linkPaths(next);
  }
  const pathOf = async (kind: 'copied' | 'mailed'): Promise<string> => {
    const code = { kind, secret: fromBase64Url(series[kind]) };
    return `/series/${series.id}#${await encodeLinkCode(series.id, code)}`;
  };
  return { copied: await pathOf('copied'), mailed: await pathOf('mailed') };
}

/** Whether a notice asks with this text, and with or without the sentence about mails as well. */
function isOf(
  notice: ReturnType<typeof readNotice>,
  { consent, withMails }: { consent: string; withMails: boolean },
): boolean {
  return notice?.templateId === consent && (notice.inMails !== undefined) === withMails;
}
