import { describe, expect, it, vi } from 'vitest';
import { settle } from '../../../tests/support/ManualTime.ts';
import { codeOf, RoomStage, type RoomActor } from '../../../tests/support/roomActors.ts';
import { newSessionId } from '../../../tests/support/signers.ts';
import { newHead } from '../../../tests/support/TestMember.ts';
import { OutcomeUnknownError, StoreUnavailableError } from '../store/StoreError.ts';

const lost = (): OutcomeUnknownError => new OutcomeUnknownError('no answer to the commit');

/** What the database does with the commits of the session that begins next. */
interface Fate {
  /** Of the next commit: written, or not, and without an answer either way. */
  next: 'answered' | 'written' | 'notWritten';
  /** Whether it answers questions. */
  isAway: boolean;
}

function fated(stage: RoomStage): Fate {
  const { store } = stage.rooms;
  const fate: Fate = { next: 'answered', isAway: false };
  const journal = store.journal.bind(store);
  vi.spyOn(store, 'journal').mockImplementation((meetingId, sessionId) => {
    const own = journal(meetingId, sessionId);
    return {
      ...own,
      async commitFinal(step) {
        const { next } = fate;
        fate.next = 'answered';
        if (next !== 'notWritten') await own.commitFinal(step);
        if (next !== 'answered') throw lost();
      },
      async isFinal(commit) {
        if (fate.isAway) throw new StoreUnavailableError('away');
        return own.isFinal(commit);
      },
    };
  });
  return fate;
}

async function kick(host: RoomActor, leaf: number): Promise<void> {
  const { meetingId } = host.stage.meeting;
  const recordNumber = host.stage.rooms.meeting(meetingId).record.number;
  await host.end.ask('takeTicket', {
    ...host.place,
    ...{ purpose: 'kick', recordNumber, certificate: null },
  });
  await host.commit({ removes: [leaf], record: host.nextRecord() });
}

async function gathering() {
  const stage = new RoomStage();
  const fate = fated(stage);
  const host = await stage.host();
  return { stage, fate, host, guests: [await stage.guest(1), await stage.guest(2)] };
}

describe('[V-3, V-10] a commit whose answer the database lost', () => {
  it('is final if it was written, for everybody, and the next kick fits', async () => {
    const { stage, fate, host, guests } = await gathering();
    fate.next = 'written';
    await kick(host, 1);
    expect(guests.map((guest) => guest.told('commitVoid'))).toEqual([[], []]);
    expect(guests.map((guest) => guest.epoch)).toEqual([3, 3]);
    await kick(host, 2);
    expect(host.epoch).toBe(4);
    expect(stage.rooms.meeting(stage.meeting.meetingId).record.number).toBe(4);
  });

  it('is void if it was not, and can be tried again', async () => {
    const { fate, host, guests } = await gathering();
    fate.next = 'notWritten';
    expect(await codeOf(kick(host, 1))).toBe('unavailable');
    expect(guests.map((guest) => guest.told('commitVoid').length)).toEqual([1, 1]);
    await kick(host, 1);
    expect(host.epoch).toBe(3);
  });

  it('is called neither while nobody can say which, and no other comes between', async () => {
    const { stage, fate, host, guests } = await gathering();
    Object.assign(fate, { next: 'written', isAway: true });
    const kicked = kick(host, 1);
    await stage.time.pass(10_000);
    expect(guests.map((guest) => guest.told('commitVoid').length)).toEqual([0, 0]);
    expect(guests.map((guest) => guest.epoch)).toEqual([2, 2]);
    expect(await codeOf(host.commit())).toBe('staleEpoch');
    fate.isAway = false;
    await stage.time.pass(1_000);
    await kicked;
    expect(host.epoch).toBe(3);
    await kick(host, 2);
    expect(host.epoch).toBe(4);
  });

  it('is no longer asked for once the room is closed', async () => {
    const { stage, fate, host } = await gathering();
    Object.assign(fate, { next: 'written', isAway: true });
    const kicked = codeOf(kick(host, 1));
    await stage.time.pass(1_500);
    await stage.rooms.registry.close();
    expect(await kicked).toBe('unavailable');
    await stage.time.pass(5_000);
  });
});

describe('[V-1] a start whose answer the database lost', () => {
  /** The first one is written. */
  function loseStart(stage: RoomStage): void {
    const { store } = stage.rooms;
    const write = store.startSession.bind(store);
    vi.spyOn(store, 'startSession').mockImplementationOnce(async (session) => {
      await write(session);
      throw lost();
    });
  }

  it('is a start, and its session has its founder', async () => {
    const stage = new RoomStage();
    loseStart(stage);
    const waiting = await stage.visitor();
    const host = await stage.host();
    expect(waiting.told('sessionOpened')).toMatchObject([{ sessionId: host.sessionId }]);
    const guest = await stage.guest(1);
    expect(guest.told('peerJoined').map(({ leaf }) => leaf)).toEqual([0]);
    await kick(host, 1);
    expect(host.epoch).toBe(2);
  });

  it('and of which nobody can say anything yet, is taken up at the next try, so that nobody is shut out', async () => {
    const stage = new RoomStage();
    const { store } = stage.rooms;
    loseStart(stage);
    const away = vi.spyOn(store, 'runningSession');
    const waiting = await stage.visitor();
    const host = await stage.visitor();
    away.mockRejectedValueOnce(new StoreUnavailableError('away'));
    expect(await codeOf(host.start())).toBe('unavailable');
    expect(waiting.told('sessionOpened')).toEqual([]);
    // As a browser does: with a fresh id, under the record that is the newest now.
    expect(await codeOf(host.start({ sessionId: newSessionId(), head: newHead(0) }))).toBe(
      'sessionRunning',
    );
    const running = store.peekSession(stage.meeting.meetingId)?.sessionId;
    expect(waiting.told('sessionOpened')).toEqual([{ sessionId: running, recordNumber: 2 }]);
    const again = await stage.visitor();
    expect(again.entered?.session).toMatchObject({ sessionId: running, members: 0 });
    await again.join(1);
    expect(again.epoch).toBe(1);
    expect(stage.rooms.registry.running(stage.meeting.meetingId)).toBeDefined();
  });

  it('ends some day when nobody comes into what was taken up', async () => {
    const stage = new RoomStage();
    await stage.rooms.restart();
    loseStart(stage);
    const host = await stage.visitor();
    vi.spyOn(stage.rooms.store, 'runningSession').mockRejectedValueOnce(lost());
    await codeOf(host.start());
    await codeOf(host.start({ sessionId: newSessionId() }));
    await settle();
    await stage.time.pass(5 * 60 * 60_000);
    expect(host.told('sessionEnded')).toMatchObject([{ reason: 'expired' }]);
  });
});
