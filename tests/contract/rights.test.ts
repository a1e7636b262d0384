import { randomBytes } from 'node:crypto';
import { fromBase64Url } from '@conclave/shared/bytes';
import type { AccountId } from '@conclave/shared/ids';
import type { SystemMail } from '@conclave/shared/mail/SystemMail';
import { expect, it } from 'vitest';
import { buildRights, type RightsServices } from '../../server/src/rights/buildRights.ts';
import type { Versions } from '../../server/src/rights/Rights.ts';
import type { Database } from '../../server/src/store/Database.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { newAccountIn } from '../support/storedAccount.ts';
import { draftMeeting } from '../support/testMeeting.ts';
import { VirtualTimers } from '../support/VirtualTimers.ts';

const DAY_MS = 24 * 3_600_000;

class World {
  readonly clock: ManualClock;
  readonly database: Database;
  readonly mails: SystemMail[] = [];
  services: RightsServices;

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
      ...{ database, clock, versions, timers: new VirtualTimers() },
      mailer: { send: (mail) => void this.mails.push(mail) },
      failed: (error) => expect.unreachable(String(error)),
    });
    return this.services;
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
    await requests.hand(meeting, newRequest());
    await requests.hand(meeting, newRequest());
    const [first] = (await requests.list(accountId)).requests;
    await requests.answer(accountId, first?.id ?? '', { sealedAnswer: null });
    const reminders = (): unknown[] =>
      world.mails.filter((mail) => mail.kind === 'rightsRequest' && mail.again);
    world.clock.advance(20 * DAY_MS - 1);
    await sweep.sweep();
    expect(reminders()).toEqual([]);
    world.clock.advance(1);
    await sweep.sweep();
    await sweep.sweep();
    expect(reminders()).toHaveLength(1);
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

  it('[R82, T29] statistics are there on their last day and gone with its end', async () => {
    const world = await World.open(open);
    const meeting = await world.meeting(await newAccountIn(world.database, world.clock));
    const { statistics, sweep } = world.services;
    await statistics.take(meeting, {
      ...{ id: randomBytes(16).toString('base64url') },
      sealedParticipant: randomBytes(72).toString('base64url'),
      ...{ osName: 'other', osVersion: '', browserVendor: 'other', browserType: 'other' },
      ...{ browserVersion: '', sentKbps: 0, receivedKbps: 0, roundTripMs: 0, jitterMs: 0 },
      ...{ lostPerMille: 0, quality: 'unknown', connectionError: 'mediaFailed' },
    });
    world.clock.advance(90 * DAY_MS - 1);
    await sweep.sweep();
    expect((await statistics.list(meeting.id)).statistics).toHaveLength(1);
    world.clock.advance(1);
    await sweep.sweep();
    expect((await statistics.list(meeting.id)).statistics).toEqual([]);
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
