import { randomBytes } from 'node:crypto';
import { fromBase64Url } from '@conclave/shared/bytes';
import type { AccountId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { ConnectionStatistic } from '@conclave/shared/wire/statisticsApi';
import type { SystemMail } from '@conclave/shared/mail/SystemMail';
import { expect, it } from 'vitest';
import { buildRights, type RightsServices } from '../../server/src/rights/buildRights.ts';
import { applyClockRule, clockRules } from '../../server/src/retention/clockRules.ts';
import { MAX_WAITING } from '../../server/src/rights/Requests.ts';
import { MAX_STATISTICS } from '../../server/src/rights/Statistics.ts';
import type { Versions } from '../../server/src/rights/Rights.ts';
import type { Database } from '../../server/src/store/Database.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { newAccountIn } from '../support/storedAccount.ts';
import { draftMeeting } from '../support/testMeeting.ts';
import { VirtualTimers } from '../support/VirtualTimers.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

class World {
  readonly clock: ManualClock;
  readonly database: Database;
  readonly mails: SystemMail[] = [];
  services: RightsServices;
  /** Whether the mail server takes mails. */
  mailed = true;

  constructor(database: Database, clock: ManualClock) {
    this.database = database;
    this.clock = clock;
    this.services = this.inForce({ terms: '1', dpa: '1', policy: '1', policyFrom: 0 });
  }

  static async open(open: OpenDatabase): Promise<World> {
    const clock = new ManualClock();
    return new World(await open(clock), clock);
  }

  inForce(versions: Versions): RightsServices {
    const { database, clock } = this;
    this.services = buildRights({
      sure: this.clock,
      ...{ database, clock, versions, timers: new VirtualTimers() },
      mailer: { send: (mail) => void this.mails.push(mail) },
      deliver: (mail) => {
        if (this.mailed) this.mails.push(mail);
        return Promise.resolve(this.mailed);
      },
      failed: (error) => expect.unreachable(String(error)),
    });
    return this.services;
  }

  /** As another process over the same database. */
  restart(): RightsServices {
    return this.inForce({ terms: '1', dpa: '1', policy: '1', policyFrom: 0 });
  }

  async meeting(accountId: AccountId) {
    const { meetingId: id, request } = draftMeeting();
    const host_key = fromBase64Url(request.hostKey);
    const created_at = this.clock.now();
    await this.database.query
      .insertInto('meeting')
      .values({ id, account_id: accountId, host_key, open: 0, created_at })
      .execute();
    return { id, accountId };
  }
}

const by = (network: number) => ({ link: 'copied 1', address: `198.51.100.${network}` });

const statistic = (): ConnectionStatistic => ({
  ...{ id: randomBytes(16).toString('base64url') },
  sealedParticipant: randomBytes(72).toString('base64url'),
  ...{ osName: 'other', osVersion: '', browserVendor: 'other', browserType: 'other' },
  ...{ browserVersion: '', sentKbps: 0, receivedKbps: 0, roundTripMs: 0, jitterMs: 0 },
  ...{ lostPerMille: 0, quality: 'unknown', connectionError: 'mediaFailed' },
});

const newRequest = () => ({
  sealedRequest: randomBytes(200).toString('base64url'),
  receiptHash: randomBytes(32).toString('base64url'),
});

describeDatabases('rights', (open) => {
  it('[R107] remind once, twenty days after a request, unless it was answered', async () => {
    const world = await World.open(open);
    const accountId = await newAccountIn(world.database, world.clock);
    const meeting = await world.meeting(accountId);
    const { requests, sweep } = world.services;
    await requests.hand(meeting, newRequest(), by(1));
    await requests.hand(meeting, newRequest(), by(1));
    const [first] = (await requests.list(accountId)).requests;
    await requests.answer(accountId, first?.id ?? '', { sealedAnswer: null });
    const reminders = (): unknown[] =>
      world.mails.filter((mail) => mail.kind === 'rightsRequest' && mail.again);
    world.clock.advance(20 * DAY_MS - 1);
    await sweep.sweep();
    expect(reminders()).toEqual([]);
    world.clock.advance(1);
    // The mail server is down, and the process ends: nothing is lost.
    world.mailed = false;
    await sweep.sweep();
    await sweep.close();
    world.mailed = true;
    const { sweep: restarted } = world.restart();
    world.clock.advance(HOUR_MS);
    await restarted.sweep();
    await restarted.sweep();
    expect(reminders()).toHaveLength(1);
  });

  it('[R107] reminds with one mail of everything that waits for the same person', async () => {
    const world = await World.open(open);
    const accountId = await newAccountIn(world.database, world.clock);
    const meeting = await world.meeting(accountId);
    for (let n = 1; n <= 5; n++) await world.services.requests.hand(meeting, newRequest(), by(n));
    world.clock.advance(20 * DAY_MS);
    world.mails.length = 0;
    await world.services.sweep.sweep();
    expect(world.mails).toHaveLength(1);
  });

  it('[R107] are bounded for each link and network, and room is made by answering', async () => {
    const world = await World.open(open);
    const accountId = await newAccountIn(world.database, world.clock);
    const meeting = await world.meeting(accountId);
    const { requests } = world.services;
    const hand = (link: string, network: number): Promise<string> =>
      requests.hand(meeting, newRequest(), { link, address: `198.51.${network}.7` }).then(
        () => 'taken',
        (error: unknown) => (error instanceof RefusedError ? error.code : String(error)),
      );
    // One network is bounded long before its link is full.
    const mine: string[] = [];
    for (let n = 0; n < 11; n++) mine.push(await hand('copied 1', 0));
    expect(mine.filter((one) => one === 'taken')).toHaveLength(10);
    expect(mine.at(-1)).toBe('tooMany');
    for (let n = 10; n < MAX_WAITING; n++) await hand('copied 1', n);
    expect(await hand('copied 1', 200)).toBe('quotaExceeded');
    // Neither the other link nor a new edition of this one is silenced by that.
    expect(await hand('mailed 1', 201)).toBe('taken');
    expect(await hand('copied 2', 202)).toBe('taken');
    const [first] = (await requests.list(accountId)).requests;
    await requests.answer(accountId, first?.id ?? '', { sealedAnswer: null });
    expect(await hand('copied 1', 203)).toBe('taken');
    // What waits is listed before what is answered, however late it is due.
    const { requests: listed } = await requests.list(accountId);
    expect(listed.at(-1)?.id).toBe(first?.id);
    expect(listed.slice(0, -1).every(({ answeredAt }) => answeredAt === null)).toBe(true);
  });

  it('[R9] announce a new policy once to who was there before, and to nobody who has read it', async () => {
    const world = await World.open(open);
    const [early, reader] = [
      await newAccountIn(world.database, world.clock),
      await newAccountIn(world.database, world.clock),
    ];
    world.clock.advance(DAY_MS);
    const policyFrom = world.clock.now();
    const { rights, sweep } = world.inForce({ terms: '1', dpa: '1', policy: '2', policyFrom });
    const seen = { policyVersion: '2', termsVersion: '1', dpaVersion: '1' };
    await rights.acknowledge(reader, seen);
    await newAccountIn(world.database, world.clock);
    await sweep.sweep();
    await sweep.sweep();
    expect(world.mails).toEqual([
      expect.objectContaining({
        kind: 'changedPolicy',
        to: `${early.toLowerCase()}@hallwerk.example`,
      }),
    ]);
    expect((await rights.standing(early)).acknowledged).toBe(false);
    expect((await rights.standing(reader)).acknowledged).toBe(true);
  });

  it('[R82, T29] statistics are there on their last day and gone with its end, as it is configured', async () => {
    const world = await World.open(open);
    const meeting = await world.meeting(await newAccountIn(world.database, world.clock));
    const { statistics } = world.services;
    const rules = clockRules({ statisticsMs: 20 * DAY_MS });
    const sweep = async (): Promise<number> => {
      for (const rule of rules) {
        await applyClockRule(world.database.query, rule, world.clock.now());
      }
      return (await statistics.list(meeting.id)).statistics.length;
    };
    await statistics.take(meeting, statistic(), '198.51.100.7');
    world.clock.advance(20 * DAY_MS - 1);
    expect(await sweep()).toBe(1);
    world.clock.advance(1);
    expect(await sweep()).toBe(0);
  });

  it('[R89] statistics of a stay are brought up to date however many there are, and the oldest make room', async () => {
    const world = await World.open(open);
    const meeting = await world.meeting(await newAccountIn(world.database, world.clock));
    const { statistics } = world.services;
    const mine = statistic();
    const take = (one: ConnectionStatistic, network: number): Promise<string> =>
      statistics.take(meeting, one, `198.51.${network}.7`).then(
        () => 'taken',
        (error: unknown) => (error instanceof RefusedError ? error.code : String(error)),
      );
    expect(await take(mine, 0)).toBe('taken');
    // A holder of the link who makes up stay after stay.
    const flood: string[] = [];
    for (let n = 0; n < 401; n++) flood.push(await take(statistic(), 1));
    expect([flood.at(399), flood.at(400)]).toEqual(['taken', 'tooMany']);
    for (let n = flood.length; n < MAX_STATISTICS + 10; n++) {
      await take(statistic(), 2 + Math.floor(n / 300));
      if (n === MAX_STATISTICS - 20) {
        world.clock.advance(1);
        expect(await take({ ...mine, quality: 'good' }, 1)).toBe('taken');
      }
    }
    const { statistics: kept } = await statistics.list(meeting.id);
    expect(kept).toHaveLength(MAX_STATISTICS);
    expect(kept.find(({ id }) => id === mine.id)?.quality).toBe('good');
  });

  it('[R107] answered requests go after half a year, and those that wait stay', async () => {
    const world = await World.open(open);
    const accountId = await newAccountIn(world.database, world.clock);
    const meeting = await world.meeting(accountId);
    const { requests } = world.services;
    await requests.hand(meeting, newRequest(), by(1));
    await requests.hand(meeting, newRequest(), by(1));
    const [first, second] = (await requests.list(accountId)).requests;
    await requests.answer(accountId, first?.id ?? '', { sealedAnswer: null });
    const left = async (): Promise<string[]> => {
      for (const rule of clockRules({ statisticsMs: DAY_MS })) {
        await applyClockRule(world.database.query, rule, world.clock.now());
      }
      return (await requests.list(accountId)).requests.map(({ id }) => id);
    };
    world.clock.advance(180 * DAY_MS - 1);
    expect(await left()).toHaveLength(2);
    world.clock.advance(1);
    expect(await left()).toEqual([second?.id]);
  });

  it('[R102] the export of an account reads on both databases, with nothing of another', async () => {
    const world = await World.open(open);
    const [mine, other] = [
      await newAccountIn(world.database, world.clock),
      await newAccountIn(world.database, world.clock),
    ];
    const { id } = await world.meeting(mine);
    const { id: foreign } = await world.meeting(other);
    const text = JSON.stringify(await world.services.rights.export(mine, { admin: true }));
    for (const word of [mine, id, `company-${mine}`]) expect(text).toContain(word);
    for (const word of [other, foreign, `company-${other}`]) expect(text).not.toContain(word);
    const organizer = await world.services.rights.export(mine, { admin: false });
    expect(organizer.tables.map(({ table }) => table)).not.toContain('company');
  });
});
