import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { AccountId, MeetingId } from '../../shared/src/ids.ts';
import {
  calendar,
  DAY_MS,
  deadlineOf,
  due,
  LONGEST_RESTRICTION_MS,
  PLAN_AHEAD_MS,
  type Held,
} from '../../server/src/retention/due.ts';
import { daysLeft, noticeDue } from '../../server/src/retention/noticeDue.ts';

const LAPSED = { lapsedMs: 360 * DAY_MS };
const SEED = { seed: 20_261_121 };
/** A day in some years, to the hour. */
const moment = fc.integer({ min: 0, max: 24 * 4_000 }).map((hours) => hours * 3_600_000);
const nullable = fc.option(moment, { nil: null });
const days = fc.option(fc.integer({ min: 1, max: 3_650 }), { nil: null });
const text = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => toBase64Url(Uint8Array.from(bytes)));
const asAccount = (id: string): AccountId => v.parse(AccountId, id);
const asMeeting = (id: string): MeetingId => v.parse(MeetingId, id);

const restricted = fc.boolean();
const company = fc.record({
  what: fc.constant('company' as const),
  id: text,
  paidUntil: nullable,
  restricted,
});
const account = fc.record({
  what: fc.constant('account' as const),
  id: text.map(asAccount),
  removedAt: nullable,
  closesAt: nullable,
  restricted,
});
const meeting = fc.record({
  what: fc.constant('meeting' as const),
  id: text.map(asMeeting),
  running: fc.boolean(),
  createdAt: moment,
  endedAt: nullable,
  plannedEnd: nullable,
  keepDays: days,
  longestDays: days,
  restricted,
});
const held: fc.Arbitrary<Held> = fc.oneof(company, account, meeting);
const many = fc.array(held, { maxLength: 12 });
const policy = fc.integer({ min: 1, max: 360 }).map((n) => ({ lapsedMs: n * DAY_MS }));
const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

describe('what is due', () => {
  it('[R78] [T29] never names who is active: paid for or without an end, neither closed nor removed', () => {
    const active = fc.oneof(
      company.map((one): Held => ({ ...one, paidUntil: null })),
      account.map((one): Held => ({ ...one, removedAt: null, closesAt: null })),
      meeting.map((one): Held => ({ ...one, keepDays: null, longestDays: null })),
      meeting.map((one): Held => ({ ...one, running: true })),
    );
    fc.assert(
      fc.property(fc.array(active), policy, (all, rules) => {
        expect(due(all, rules, Number.MAX_SAFE_INTEGER)).toEqual([]);
      }),
      SEED,
    );
  });

  it('[T29] what is due stays due, in the order of its end', () => {
    fc.assert(
      fc.property(many, fc.tuple(policy, moment, moment), (all, [rules, a, b]) => {
        const [sooner, later] = [Math.min(a, b), Math.max(a, b)];
        const before = due(all, rules, sooner);
        const after = due(all, rules, later);
        expect(ids(after)).toEqual(expect.arrayContaining(ids(before)));
        expect(before.map(({ at }) => at)).toEqual(
          before.map(({ at }) => at).sort((x, y) => x - y),
        );
        expect(before.every(({ at }) => at <= sooner)).toBe(true);
      }),
      SEED,
    );
  });

  it('[R79] a shorter time for lapsed companies puts nothing off, and no end is later than promised', () => {
    fc.assert(
      fc.property(many, policy, (all, rules) => {
        for (const one of all) {
          const [short, whole] = [deadlineOf(one, rules), deadlineOf(one, LAPSED)];
          expect(short === undefined).toBe(whole === undefined);
          if (short && whole) expect(short.at).toBeLessThanOrEqual(whole.at);
          if (one.what === 'company' && whole && one.paidUntil !== null) {
            const most = one.restricted ? 720 : 360;
            expect(whole.at - one.paidUntil).toBe(most * DAY_MS);
          }
        }
      }),
      SEED,
    );
  });

  it('[R81] who closed an account or was removed goes by the earlier of the two', () => {
    fc.assert(
      fc.property(account, (one) => {
        const found = deadlineOf(one, LAPSED);
        const removal = 7 * DAY_MS + (one.restricted ? LONGEST_RESTRICTION_MS : 0);
        const ends = [one.closesAt ?? Infinity, (one.removedAt ?? Infinity) + removal];
        expect(found?.at ?? Infinity).toBe(Math.min(...ends));
      }),
      SEED,
    );
  });

  it('[R58] a meeting deletes itself its days after the last of making, planned and real end', () => {
    const one: Held = {
      ...{ what: 'meeting', id: asMeeting('A'.repeat(22)), running: false, createdAt: 0 },
      ...{ endedAt: 3 * DAY_MS, plannedEnd: 5 * DAY_MS, keepDays: 30, longestDays: null },
      restricted: false,
    };
    expect(deadlineOf(one, LAPSED)?.at).toBe(35 * DAY_MS);
    expect(deadlineOf({ ...one, longestDays: 7 }, LAPSED)?.at).toBe(12 * DAY_MS);
    expect(deadlineOf({ ...one, plannedEnd: null }, LAPSED)?.at).toBe(33 * DAY_MS);
    expect(due([one], LAPSED, 35 * DAY_MS - 1)).toEqual([]);
    expect(calendar([one], LAPSED)).toHaveLength(1);
  });

  it('[R58] a plan for a far day does not evade the longest time of a company', () => {
    fc.assert(
      fc.property(meeting, fc.integer({ min: 1, max: 365 }), (one, longestDays) => {
        const held: Held = { ...one, longestDays, running: false, restricted: false };
        const last = Math.max(one.endedAt ?? 0, one.createdAt + PLAN_AHEAD_MS);
        const at = deadlineOf(held, LAPSED)?.at ?? Infinity;
        expect(at).toBeLessThanOrEqual(last + longestDays * DAY_MS);
      }),
      SEED,
    );
  });
});

describe('notices to lapsed companies', () => {
  const never = { noticedLapse: null, noticedDays: null };

  /** The days on which notices go out if somebody looks every hour. */
  function sentOn(rules: { lapsedMs: number }): { day: number; left: number }[] {
    const sent: { day: number; left: number }[] = [];
    let told: { noticedLapse: number | null; noticedDays: number | null } = never;
    for (let now = 0; now < 400 * DAY_MS; now += 3_600_000) {
      const step = noticeDue({ paidUntil: 0, ...told }, rules, now);
      if (step === undefined) continue;
      sent.push({ day: now / DAY_MS, left: daysLeft(0, rules, now) });
      told = { noticedLapse: 0, noticedDays: step };
    }
    return sent;
  }

  it('[R79] [T29] go out on days 0, 180, 330, 353 and 359, and say how many are left', () => {
    expect(sentOn(LAPSED)).toEqual([
      { day: 0, left: 360 },
      { day: 180, left: 180 },
      { day: 330, left: 30 },
      { day: 353, left: 7 },
      { day: 359, left: 1 },
    ]);
  });

  it('[R79] fit a shorter time', () => {
    expect(sentOn({ lapsedMs: 20 * DAY_MS }).map(({ day }) => day)).toEqual([0, 10, 13, 19]);
    expect(sentOn({ lapsedMs: DAY_MS })).toEqual([{ day: 0, left: 1 }]);
  });

  it('[R79] tell the newest only after a pause, and begin anew with another lapse', () => {
    const company = { paidUntil: 0, noticedLapse: 0, noticedDays: 360 };
    expect(noticeDue(company, LAPSED, 355 * DAY_MS)).toBe(7);
    expect(daysLeft(0, LAPSED, 355 * DAY_MS)).toBe(5);
    expect(noticeDue({ ...company, noticedDays: 7 }, LAPSED, 355 * DAY_MS)).toBeUndefined();
    expect(noticeDue({ ...company, noticedDays: 1, noticedLapse: -5 }, LAPSED, 1)).toBe(360);
    expect(noticeDue(company, LAPSED, -1)).toBeUndefined();
    expect(noticeDue(company, LAPSED, 360 * DAY_MS)).toBeUndefined();
  });
});
