import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { RecordList } from '@conclave/shared/wire/meetingApi';
import { SummaryId, type OpenedSummary } from '@conclave/shared/wire/summaryApi';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { newSigningKey, type SigningKey } from '../e2ee/crypto/sign.ts';
import { meetingIdOfHost } from '../e2ee/objects/idBytes.ts';
import { makeRecord, type MadeRecord } from '../e2ee/objects/recordSecret.ts';
import type { Meeting } from '../e2ee/objects/roleCertificate.ts';
import {
  proveSelf,
  sealSummaryKey,
  sealSummarySelf,
  summaryPair,
  type SummaryPlace,
  type SummarySelf,
} from '../e2ee/objects/summaryKeys.ts';
import { openSummary } from './openSummary.ts';

type Served = Extract<OpenedSummary, { state: 'open' }>;

const filled = (size: number, value: number): Bytes => new Uint8Array(size).fill(value);
const summaryId = v.parse(SummaryId, toBase64Url(filled(16, 2)));
const secret = filled(32, 3);
const link = { summaryId, secret, asksCode: false };

/** A meeting with two records, of which its host made both. */
class World {
  readonly meeting: Meeting;
  readonly host: SigningKey;
  readonly records: readonly MadeRecord[];

  private constructor(meeting: Meeting, host: SigningKey, records: readonly MadeRecord[]) {
    this.meeting = meeting;
    this.host = host;
    this.records = records;
  }

  /** Under its own id, or as somebody who calls another meeting theirs. */
  static async make(claimed?: MeetingId): Promise<World> {
    const host = await newSigningKey();
    const meetingId = claimed ?? (await meetingIdOfHost(host.publicKey));
    const meeting = { meetingId, hostKey: host.publicKey };
    const plan = { meeting, author: host, certificate: undefined, boxKeys: [] };
    const first = await makeRecord({ ...plan, previous: undefined });
    const { number, hash } = first.record;
    const previous = { number, hash, archiveKey: first.secret.archiveKey };
    return new World(meeting, host, [first, await makeRecord({ ...plan, previous })]);
  }

  get place(): SummaryPlace {
    return { meetingId: this.meeting.meetingId, summaryId };
  }

  self(change: Partial<SummarySelf> = {}): SummarySelf {
    const { hash } = this.#record(0).record;
    const keys = { participantKey: filled(32, 6), notesKey: filled(32, 7) };
    const shown = { topic: 'Shift plan', organizer: 'Mara Feldhaus' };
    const { hostKey } = this.meeting;
    return { hostKey, ...keys, recordNumber: 1, recordHash: hash, ...shown, ...change };
  }

  /** As the participant's browser made it, or somebody who knows the public half of its pair. */
  async sealed(change: Partial<SummarySelf> = {}): Promise<Bytes> {
    const { publicKey } = await summaryPair(secret, undefined);
    return sealSummarySelf(publicKey, this.place, this.self(change));
  }

  async served(sealed?: Bytes): Promise<Served> {
    const { publicKey } = await summaryPair(secret, undefined);
    const boxes = this.records.map(async ({ record, secret: { archiveKey } }) => {
      const at = { ...this.place, recordNumber: record.number };
      const sealedKey = toBase64Url(await sealSummaryKey(publicKey, at, archiveKey));
      return { recordNumber: record.number, sealedKey };
    });
    const proven = await proveSelf(secret, this.place, sealed ?? (await this.sealed()));
    return {
      ...{ state: 'open', meetingId: this.meeting.meetingId, endedAt: 5 },
      sealedSelf: toBase64Url(proven),
      boxes: await Promise.all(boxes),
    };
  }

  get listed(): RecordList {
    const records = this.records.map(({ record, bytes }) => {
      return { number: record.number, record: toBase64Url(bytes) };
    });
    return { records };
  }

  #record(at: number): MadeRecord {
    const made = this.records[at];
    if (made === undefined) throw new Error('no such record');
    return made;
  }
}

/** What a server answers that says this of the summary, and has these key records. */
function answering(served: Served, records: RecordList): typeof fetch {
  return (input) => {
    const path = typeof input === 'string' ? input : '';
    return Promise.resolve(Response.json(path.endsWith('/open') ? served : records));
  };
}

let world: World;
let other: World;
beforeAll(async () => {
  [world, other] = await Promise.all([World.make(), World.make()]);
});

async function kindOf(served: Served, records = world.listed): Promise<string> {
  return (await openSummary(link, undefined, answering(served, records))).kind;
}

describe('[S-14] a summary that a server and a member made up together', () => {
  it('opens what its own browser made, with all keys of the meeting up to its newest box', async () => {
    const outcome = await openSummary(
      link,
      undefined,
      answering(await world.served(), world.listed),
    );
    if (outcome.kind !== 'open') throw new Error(`it is ${outcome.kind}`);
    expect(outcome.topic).toBe('Shift plan');
    expect(outcome.read.hostKey).toEqual(world.meeting.hostKey);
    expect(outcome.read.archiveKeys.map(({ recordNumber }) => recordNumber)).toEqual([2, 1]);
  });

  it('is refused where the same public half was sealed to, by whoever is in the room', async () => {
    const forged = await world.sealed({ topic: 'Pay here' });
    const honest = await world.served();
    const sealedSelf = toBase64Url(forged) + honest.sealedSelf.slice(-43);
    expect(await kindOf({ ...honest, sealedSelf })).toBe('tampered');
  });

  it('is refused as the row of another meeting, whole or in part', async () => {
    const foreign = await other.served();
    const { meetingId } = other.meeting;
    expect(await kindOf({ ...(await world.served()), meetingId })).toBe('tampered');
    expect(await kindOf({ ...foreign, meetingId: world.meeting.meetingId })).toBe('tampered');
    const own = await world.served();
    expect(await kindOf({ ...own, sealedSelf: foreign.sealedSelf })).toBe('tampered');
    expect(await kindOf({ ...own, boxes: foreign.boxes }, other.listed)).toBe('tampered');
  });

  it('is refused with a host key that is not the meeting’s', async () => {
    const sealed = await world.sealed({ hostKey: other.meeting.hostKey });
    expect(await kindOf(await world.served(sealed))).toBe('tampered');
    const impostor = await World.make(world.meeting.meetingId);
    expect(await kindOf(await impostor.served(), impostor.listed)).toBe('tampered');
  });

  it('is refused with records that do not lead back to the one it was made under', async () => {
    const recordHash = filled(32, 99);
    expect(await kindOf(await world.served(await world.sealed({ recordHash })))).toBe('tampered');
    expect(await kindOf({ ...(await world.served()), boxes: [] })).toBe('tampered');
    expect(await kindOf(await world.served(), { records: [] })).toBe('tampered');
  });
});
