import { describe, expect, it } from 'vitest';
import { settle } from '../../../tests/support/ManualTime.ts';
import { codeOf, RoomActor, RoomStage } from '../../../tests/support/roomActors.ts';
import { newSessionId, newSigner } from '../../../tests/support/signers.ts';
import { MAX_PEERS, RESERVED_PEERS } from './Places.ts';

/** A session with one guest, whose connection broke; then strangers with the link fill the room. */
async function crowded(): Promise<{ stage: RoomStage; guest: RoomActor; strangers: RoomActor[] }> {
  const stage = new RoomStage();
  await stage.host();
  const guest = await stage.guest(1);
  await guest.drop();
  const strangers: RoomActor[] = [];
  while (strangers.length < MAX_PEERS - 1) strangers.push(await stage.visitor());
  return { stage, guest, strangers };
}

describe('[V-24] a room full of strangers', () => {
  it('takes no more of them, whatever they say they come back to', async () => {
    const { stage } = await crowded();
    const stranger = new RoomActor(stage, newSigner());
    expect(await codeOf(stranger.enter())).toBe('roomFull');
    expect(await codeOf(stranger.enter({ returning: newSessionId() }))).toBe('roomFull');
  });

  it('lets a member come back', async () => {
    const { stage, guest } = await crowded();
    const back = new RoomActor(stage, guest.participant);
    await back.enter({ returning: stage.sessionId });
    const { leaf, epoch } = guest;
    const answer = await back.end.ask('resume', { ...back.place, leaf, epoch });
    expect(answer.kind).toBe('resumed');
    await stage.time.pass(60_000);
    expect(back.end.closed).toBe(false);
  });

  it('refuses a stranger who claims to be one, and soon ends the connection', async () => {
    const { stage } = await crowded();
    const liar = new RoomActor(stage, newSigner());
    await liar.enter({ returning: stage.sessionId });
    expect(await codeOf(liar.end.ask('resume', { ...liar.place, leaf: 1, epoch: 1 }))).toBe(
      'roomFull',
    );
    expect(await codeOf(liar.takeTicket())).toBe('roomFull');
    expect(await codeOf(liar.knock())).toBe('roomFull');
    await stage.time.pass(5_000);
    expect(liar.end.closed).toBe(true);
  });

  it('holds a place for a moment for each who claims, and never more than all members', async () => {
    const { stage } = await crowded();
    const liars: RoomActor[] = [];
    for (let claims = 0; claims < RESERVED_PEERS; claims++) {
      const liar = new RoomActor(stage, newSigner());
      await liar.enter({ returning: stage.sessionId });
      liars.push(liar);
    }
    const late = new RoomActor(stage, newSigner());
    expect(await codeOf(late.enter({ returning: stage.sessionId }))).toBe('roomFull');
    await stage.time.pass(5_000);
    await settle();
    expect(liars.every(({ end }) => end.closed)).toBe(true);
    expect(await codeOf(late.enter({ returning: stage.sessionId }))).toBeUndefined();
  });

  it('is open again for strangers when one of them goes', async () => {
    const { stage, strangers } = await crowded();
    await strangers[0]?.drop();
    expect(await codeOf(new RoomActor(stage, newSigner()).enter())).toBeUndefined();
  });
});
