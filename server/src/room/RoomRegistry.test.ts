import { PeerId, type MeetingId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { FakeSfu } from '../../../tests/support/FakeSfu.ts';
import { ManualTime } from '../../../tests/support/ManualTime.ts';
import { MemoryRoomStore } from '../../../tests/support/MemoryRoomStore.ts';
import { draftMeeting, type TestMeeting } from '../../../tests/support/testMeeting.ts';
import { Peer } from './Peer.ts';
import { RoomElsewhere, type RoomHold, type RoomPlaces } from './RoomPlaces.ts';
import { RoomRegistry } from './RoomRegistry.ts';
import type { StoredMeeting } from './RoomStore.ts';

/** A store in which a meeting can be deleted by another server. */
class SharedStore extends MemoryRoomStore {
  readonly deleted = new Set<MeetingId>();

  override meeting(meetingId: MeetingId): Promise<StoredMeeting | undefined> {
    return this.deleted.has(meetingId) ? Promise.resolve(undefined) : super.meeting(meetingId);
  }
}

/** Places by hand; what happens to them is told in its order. */
class HandPlaces implements RoomPlaces {
  readonly isShared = true;
  readonly mayServe = true;
  readonly told: string[];
  readonly taken = new Set<MeetingId>();
  isElsewhere = false;

  constructor(told: string[]) {
    this.told = told;
  }
  take(meetingId: MeetingId): Promise<RoomHold> {
    if (this.isElsewhere) return Promise.reject(new RoomElsewhere());
    this.taken.add(meetingId);
    this.told.push('taken');
    return Promise.resolve({ hold: 'hold' });
  }
  async release(meetingId: MeetingId): Promise<void> {
    await Promise.resolve();
    this.taken.delete(meetingId);
    this.told.push('released');
  }
  liveElsewhere(): Promise<MeetingId[]> {
    return Promise.resolve([]);
  }
  held(ids: readonly MeetingId[]): Promise<MeetingId[]> {
    return Promise.resolve(ids.filter((id) => this.taken.has(id)));
  }
  leave(): Promise<void> {
    this.told.push('left');
    return Promise.resolve();
  }
}

interface World {
  readonly registry: RoomRegistry;
  readonly places: HandPlaces;
  readonly store: SharedStore;
  readonly meeting: TestMeeting;
  readonly time: ManualTime;
  readonly told: string[];
  readonly enter: () => Promise<Peer>;
}

async function world(): Promise<World> {
  const told: string[] = [];
  const time = new ManualTime();
  const store = new SharedStore(() => time.now());
  const meeting = draftMeeting();
  store.create(meeting.request);
  const places = new HandPlaces(told);
  const registry = new RoomRegistry({
    ...{ store, places, clock: time, timers: time, sfu: new FakeSfu() },
    mayProduce: () => Promise.resolve(true),
    failed: (error) => told.push(`failed ${String(error)}`),
  });
  await registry.start();
  const enter = async (): Promise<Peer> => {
    const id = v.parse(PeerId, 'p'.repeat(21) + 'A');
    const socket = {
      address: '203.0.113.7',
      send: (name: string) => void told.push(name),
      sendNewest: (_key: string, name: string) => void told.push(name),
      close: () => void told.push('closed'),
    };
    const peer = new Peer({ id, challenge: new Uint8Array(32), socket });
    const { meetingId, proofs } = meeting;
    await registry.enter(peer, { meetingId, joinProof: proofs.copied });
    return peer;
  };
  return { registry, places, store, meeting, time, told, enter };
}

describe('rooms among several servers', () => {
  it('lets nobody in whose room another server has, and asks again the next time', async () => {
    const { places, registry, enter } = await world();
    places.isElsewhere = true;
    await expect(enter()).rejects.toBeInstanceOf(RoomElsewhere);
    expect(registry.size).toBe(0);
    places.isElsewhere = false;
    await enter();
    expect(registry.size).toBe(1);
  });

  it('gives a room back when the last one has left', async () => {
    const { registry, told, enter } = await world();
    await registry.drop(await enter());
    await expect.poll(() => told).toContain('released');
    expect(registry.size).toBe(0);
  });

  it('gives rooms back before it sends their people away, so that they are not sent back here', async () => {
    const { registry, told, enter } = await world();
    await enter();
    await registry.handOver(false);
    expect(told).toEqual(['taken', 'released', 'serverStopping', 'closed']);
    expect(registry.size).toBe(0);
  });

  it('sends people away at once from rooms that it lost, and gives nothing back', async () => {
    const { registry, told, enter } = await world();
    await enter();
    await registry.handOver(true);
    expect(told.slice(0, 3)).toEqual(['taken', 'serverStopping', 'closed']);
    expect(told).not.toContain('released');
  });

  it('notices within a minute that another server deleted a meeting', async () => {
    const { places, store, time, told, meeting, enter } = await world();
    await enter();
    await time.pass(60_000);
    expect(told).toEqual(['taken']);
    places.taken.delete(meeting.meetingId);
    await time.pass(60_000);
    expect(told).toEqual(['taken']);
    store.deleted.add(meeting.meetingId);
    await time.pass(60_000);
    expect(told).toContain('closed');
  });

  it('has left before anybody is disconnected when it stops', async () => {
    const { registry, told, enter } = await world();
    await enter();
    await registry.close();
    expect(told).toEqual(['taken', 'serverStopping', 'left']);
  });
});
