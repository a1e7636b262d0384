import { describe, expect, it } from 'vitest';
import { RefusedError } from '@conclave/shared/RefusedError';
import { GroupStage, newActor, type Actor } from '../../../tests/support/GroupStage.ts';
import { settle } from '../../../tests/support/ManualTime.ts';
import { newHead } from '../../../tests/support/TestMember.ts';

const record = (number: number) => ({ number, record: new Uint8Array([number]) });

/** A stage with guests on leaves 1, 2, … */
async function withGuests(count: number): Promise<{ stage: GroupStage; guests: Actor[] }> {
  const stage = new GroupStage();
  const guests: Actor[] = [];
  for (let leaf = 1; leaf <= count; leaf++) {
    const guest = newActor();
    guests.push(guest);
    await stage.admit(guest, leaf);
  }
  return { stage, guests };
}

async function two(): Promise<{ stage: GroupStage; guest: Actor }> {
  const { stage, guests } = await withGuests(1);
  const [guest] = guests;
  if (guest === undefined) throw new Error('no guest');
  return { stage, guest };
}

function codeOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof RefusedError ? error.code : 'no refusal';
  }
}

describe('a stranger with a link and without the keys', () => {
  it('[V-2] cannot commit without a ticket', async () => {
    const { stage } = await two();
    expect(await stage.commit(newActor(), { leaf: 5 }).outcome).toBe('ticketRequired');
    expect(stage.delivery.position.head.epoch).toBe(1);
  });

  it('[V-3] cannot burn an epoch: all refuse, and everybody keeps the old one', async () => {
    const { stage, guest } = await two();
    const stranger = newActor();
    stage.ticket(stranger);
    const forged = stage.commit(stranger, { leaf: 2 });
    stage.ack(stage.founder, forged, 'refused');
    await settle();
    expect(forged.word).toBeUndefined();
    stage.ack(guest, forged, 'refused');
    expect(await forged.outcome).toBe('commitRefused');
    expect(stage.delivery.position.head.epoch).toBe(1);
    expect(stage.told(guest, 'commitVoid')).toEqual([{ commitId: forged.commitId }]);
    expect(stage.joined).toEqual([guest.peerId]);
  });

  it('cannot answer for members', async () => {
    const { stage, guest } = await two();
    const stranger = newActor();
    const update = stage.commit(guest, { leaf: 1 });
    stage.ack(stranger, update, 'applied');
    stage.ack(guest, update, 'applied');
    await settle();
    expect(update.word).toBeUndefined();
    stage.ack(stage.founder, update, 'applied');
    expect(await update.outcome).toBe('final');
  });

  it('cannot take a leaf that somebody has, nor have others removed by joining', async () => {
    const { stage } = await two();
    const stranger = newActor();
    stage.ticket(stranger);
    expect(await stage.commit(stranger, { leaf: 0 }).outcome).toBe('malformed');
    expect(await stage.commit(stranger, { leaf: 2, removes: [0] }).outcome).toBe('malformed');
    expect(await stage.commit(stranger, { leaf: 0, removes: [0] }).outcome).toBe('malformed');
  });

  it('cannot carry a record or hold a place in a kick', async () => {
    const { stage } = await two();
    const stranger = newActor();
    expect(codeOf(() => stage.ticket(stranger, { purpose: 'kick' }))).toBe('notAllowed');
  });

  it('[V-10] cannot leave a record or open keys, also with nobody connected', async () => {
    const { stage, guest } = await two();
    stage.delivery.drop(stage.founder.peerId);
    stage.delivery.drop(guest.peerId);
    const stranger = newActor();
    stage.ticket(stranger);
    for (const change of [{ record: record(2) }, { openKeys: new Uint8Array(9) }]) {
      expect(await stage.commit(stranger, { leaf: 2, ...change }).outcome).toBe('notAllowed');
    }
    expect(stage.journal.steps).toHaveLength(1);
  });

  it('gets no turn with an outdated letter', async () => {
    const { stage } = await two();
    expect(codeOf(() => stage.ticket(newActor(), { recordNumber: 0 }))).toBe('letterOutdated');
    expect(codeOf(() => stage.ticket(newActor(), { recordNumber: 2 }))).toBe('letterOutdated');
  });

  it('in an empty room takes only what it made: those who were there go on from before it', async () => {
    const { stage, guest } = await two();
    stage.delivery.drop(stage.founder.peerId);
    stage.delivery.drop(guest.peerId);
    const stranger = newActor();
    stage.ticket(stranger);
    const garbage = stage.commit(stranger, { leaf: 2 });
    expect(await garbage.outcome).toBe('final');
    expect(stage.delivery.position.head.epoch).toBe(2);

    const back = newActor(guest.participantId);
    stage.ticket(back, { purpose: 'return' });
    expect(stage.told(back, 'ticket').at(-1)?.head.epoch).toBe(2);
    stage.delivery.reportHead(back.peerId, 2);
    // The stranger is asked for a better one first, and has none.
    expect(stage.names(stranger)).toContain('headRequest');
    await stage.time.pass(3_000);
    stage.ticket(back, { purpose: 'return' });
    stage.delivery.reportHead(back.peerId, 2);
    stage.ticket(back, { purpose: 'return' });
    const ticket = stage.told(back, 'ticket').at(-1);
    expect({ epoch: ticket?.head.epoch, alone: ticket?.alone }).toEqual({ epoch: 1, alone: true });
    const own = stage.commit(back, { epoch: 1, leaf: 2, removes: [1] });
    expect(await own.outcome).toBe('final');
    expect(stage.delivery.position.head.epoch).toBe(2);
    expect(stage.delivery.position.leaves.get(2)).toBe(guest.participantId);
  });

  it('cannot talk the server out of the position that members live in', async () => {
    const { stage, guest } = await two();
    stage.delivery.drop(stage.founder.peerId);
    stage.delivery.drop(guest.peerId);
    const back = newActor(guest.participantId);
    stage.ticket(back, { purpose: 'return' });
    await stage.commit(back, { leaf: 2, removes: [1] }).outcome;
    const stranger = newActor();
    for (let attempt = 0; attempt < 4; attempt++) {
      stage.ticket(stranger);
      expect(stage.told(stranger, 'ticket').at(-1)?.head.epoch).toBe(2);
      stage.delivery.reportHead(stranger.peerId, 2);
      await stage.time.pass(3_000);
    }
    expect(stage.delivery.position.head.epoch).toBe(2);
  });
});

describe('members who object to what is final', () => {
  /** Reports the served head until another is served; its epoch. */
  async function servedAfter(stage: GroupStage, actor: Actor): Promise<number | undefined> {
    for (let round = 0; round < 3; round++) {
      stage.ticket(actor, { purpose: 'return' });
      const epoch = stage.told(actor, 'ticket').at(-1)?.head.epoch ?? -1;
      stage.delivery.reportHead(actor.peerId, epoch);
      await stage.time.pass(12_000);
    }
    stage.ticket(actor, { purpose: 'return' });
    return stage.told(actor, 'ticket').at(-1)?.head.epoch;
  }

  it('go on from before it, though an accomplice applied it, and another one after', async () => {
    const { stage, guests } = await withGuests(2);
    const [accomplice, author] = guests;
    if (!accomplice || !author) throw new Error('no guests');
    for (let round = 0; round < 2; round++) {
      const forged = stage.commit(author, { leaf: 2 });
      stage.ack(accomplice, forged, 'applied');
      expect(await forged.outcome).toBe('final');
      stage.ack(stage.founder, forged, 'refused');
    }
    expect(await servedAfter(stage, stage.founder)).toBe(2);
  });

  it('do not undo what most could apply', async () => {
    const { stage, guests } = await withGuests(3);
    const [objector, author, other] = guests;
    if (!objector || !author || !other) throw new Error('no guests');
    const update = stage.commit(author, { leaf: 2 });
    for (const actor of [stage.founder, other]) stage.ack(actor, update, 'applied');
    await update.outcome;
    stage.ack(objector, update, 'refused');
    expect(await servedAfter(stage, objector)).toBe(4);
  });
});

describe('one commit for each epoch', () => {
  it('[V-3] the first who applied it makes it final, on the disk before anybody hears of it', async () => {
    const { stage, guests } = await withGuests(2);
    const [author, other] = guests;
    if (!author || !other) throw new Error('no guests');
    const gate = Promise.withResolvers<undefined>();
    stage.journal.gate = gate.promise.then(() => undefined);
    const update = stage.commit(author, { leaf: 1 });
    stage.ack(other, update, 'applied');
    await settle();
    expect(update.word).toBeUndefined();
    expect(stage.told(other, 'commitFinal')).toHaveLength(0);
    gate.resolve(undefined);
    expect(await update.outcome).toBe('final');
    expect(stage.journal.steps.at(-1)?.commit.commitId).toBe(update.commitId);
    const final = { commitId: update.commitId, epoch: 3, allApplied: false };
    expect(stage.told(other, 'commitFinal').at(-1)).toEqual(final);
    expect(stage.told(author, 'commitFinal')).toHaveLength(1);
    stage.ack(stage.founder, update, 'applied');
    const all = { ...final, allApplied: true };
    expect(stage.told(stage.founder, 'commitFinal').slice(-2)).toEqual([final, all]);
  });

  it('a second one is too late, before and after the first is final', async () => {
    const { stage, guests } = await withGuests(2);
    const [one, other] = guests;
    if (!one || !other) throw new Error('no guests');
    const first = stage.commit(one, { leaf: 1 });
    expect(await stage.commit(other, { leaf: 2 }).outcome).toBe('staleEpoch');
    stage.ack(stage.founder, first, 'applied');
    expect(await stage.commit(other, { leaf: 2, epoch: 2 }).outcome).toBe('staleEpoch');
    expect(await first.outcome).toBe('final');
    expect(await stage.commit(other, { leaf: 2, epoch: 2 }).outcome).toBe('staleEpoch');
  });

  it('a head of another epoch than the next is refused', async () => {
    const { stage } = await two();
    const change = { leaf: 0, head: newHead(5) };
    expect(await stage.commit(stage.founder, change).outcome).toBe('malformed');
  });

  it('a record of another number than the next is refused', async () => {
    const { stage } = await two();
    expect(await stage.commit(stage.founder, { leaf: 0, record: record(3) }).outcome).toBe(
      'malformed',
    );
    expect(await stage.commit(stage.founder, { leaf: 0, record: record(1) }).outcome).toBe(
      'malformed',
    );
  });

  it('[V-1] a repeated one gets the same answer and is shown once', async () => {
    const { stage, guest } = await two();
    const params = stage.params({ leaf: 0 });
    const first = stage.delivery.commit(stage.founder, params);
    const second = stage.delivery.commit(stage.founder, params);
    stage.ack(guest, params, 'applied');
    expect(await Promise.all([first, second])).toEqual([{ epoch: 2 }, { epoch: 2 }]);
    expect(await stage.delivery.commit(stage.founder, params)).toEqual({ epoch: 2 });
    expect(stage.told(guest, 'commit')).toHaveLength(1);
    expect(stage.journal.steps).toHaveLength(2);
  });

  it("somebody else's id is no way to hear of a commit", async () => {
    const { stage, guest } = await two();
    const params = stage.params({ leaf: 0 });
    const first = stage.delivery.commit(stage.founder, params);
    expect(codeOf(() => void stage.delivery.commit(guest, params))).toBe('malformed');
    stage.ack(guest, params, 'applied');
    expect(await first).toEqual({ epoch: 2 });
  });

  it('is void when nobody answers within three seconds, and silent members hold up nobody after that', async () => {
    const { stage, guest } = await two();
    const update = stage.commit(guest, { leaf: 1 });
    await stage.time.pass(2_999);
    expect(update.word).toBeUndefined();
    await stage.time.pass(1);
    expect(await update.outcome).toBe('commitRefused');
    expect(await stage.commit(guest, { leaf: 1 }).outcome).toBe('final');
    stage.delivery.heardFrom(stage.founder.peerId);
    const later = stage.commit(guest, { leaf: 1 });
    await settle();
    expect(later.word).toBeUndefined();
  });

  it('is final at once with nobody else connected', async () => {
    const stage = new GroupStage();
    expect(await stage.commit(stage.founder, { leaf: 0 }).outcome).toBe('final');
    expect(stage.journal.steps.at(-1)?.positions).toHaveLength(2);
  });

  it('is final when those who were asked are gone without a word, void when one of them refused', async () => {
    for (const refuses of [false, true]) {
      const { stage, guests } = await withGuests(2);
      const [author, other] = guests;
      if (!author || !other) throw new Error('no guests');
      const update = stage.commit(author, { leaf: 1 });
      if (refuses) stage.ack(other, update, 'refused');
      stage.delivery.drop(other.peerId);
      stage.delivery.drop(stage.founder.peerId);
      expect(await update.outcome).toBe(refuses ? 'commitRefused' : 'final');
    }
  });

  it('is refused as unavailable when it cannot be written, and the epoch stays', async () => {
    const { stage, guest } = await two();
    stage.journal.gate = Promise.reject(new Error('the disk is full'));
    stage.journal.gate.catch(() => undefined);
    const update = stage.commit(guest, { leaf: 1 });
    stage.ack(stage.founder, update, 'applied');
    expect(await update.outcome).toBe('unavailable');
    expect(stage.told(stage.founder, 'commitVoid')).toHaveLength(1);
    expect(stage.delivery.position.head.epoch).toBe(1);
    expect(stage.faults).toHaveLength(1);
    stage.journal.gate = Promise.resolve();
    const again = stage.commit(guest, { leaf: 1 });
    stage.ack(stage.founder, again, 'applied');
    expect(await again.outcome).toBe('final');
  });

  it('who refuses what is final cannot judge the next ones until it is back', async () => {
    const { stage, guests } = await withGuests(2);
    const [author, other] = guests;
    if (!author || !other) throw new Error('no guests');
    const update = stage.commit(author, { leaf: 1 });
    stage.ack(other, update, 'refused');
    stage.ack(stage.founder, update, 'applied');
    await update.outcome;
    expect(stage.delivery.members.awake.map(({ peerId }) => peerId)).toEqual([
      stage.founder.peerId,
      author.peerId,
    ]);
    stage.delivery.drop(stage.founder.peerId);
    expect(await stage.commit(author, { leaf: 1 }).outcome).toBe('final');
  });

  it('[V-3] removes nobody who is connected, but by a kick; who is gone, or is the author, it may', async () => {
    const { stage, guests } = await withGuests(3);
    const [author, other, third] = guests;
    if (!author || !other || !third) throw new Error('no guests');
    for (const removes of [[0, 2, 3], [2], [3, 2]]) {
      expect(await stage.commit(author, { leaf: 1, removes }).outcome).toBe('commitRefused');
    }
    expect(stage.told(other, 'commit')).toHaveLength(1);
    expect(stage.delivery.members.all).toHaveLength(4);
    stage.delivery.drop(third.peerId);
    const tidy = stage.commit(author, { leaf: 1, removes: [3] });
    stage.ack(stage.founder, tidy, 'applied');
    expect(await tidy.outcome).toBe('final');
    stage.delivery.drop(author.peerId);
    const back = newActor(author.participantId);
    await stage.admit(back, 3, { removes: [1] });
    expect([...stage.delivery.position.leaves.keys()].sort()).toEqual([0, 2, 3]);
  });

  it('removed members see it, are not asked, and are out with its final word', async () => {
    const { stage, guest } = await two();
    stage.ticket(stage.founder, { purpose: 'kick' });
    const kick = stage.commit(stage.founder, { leaf: 0, removes: [1], record: record(2) });
    expect(await kick.outcome).toBe('final');
    expect(stage.names(guest).slice(-2)).toEqual(['commit', 'commitFinal']);
    expect(stage.removed).toEqual([guest.peerId]);
    expect(stage.delivery.position.recordNumber).toBe(2);
    expect(stage.delivery.members.get(guest.peerId)).toBeUndefined();
  });
});

describe('tickets', () => {
  it('are served one at a time, in the order of arrival', async () => {
    const stage = new GroupStage();
    const [first, second] = [newActor(), newActor()];
    stage.ticket(first);
    stage.ticket(second);
    expect(stage.names(second)).toEqual([]);
    const join = stage.commit(first, { leaf: 1 });
    stage.ack(stage.founder, join, 'applied');
    await join.outcome;
    expect(stage.told(second, 'ticket').map(({ head }) => head.epoch)).toEqual([1]);
  });

  it('end with the lease, and the next one gets the turn', async () => {
    const stage = new GroupStage();
    const [first, second] = [newActor(), newActor()];
    stage.ticket(first);
    stage.ticket(second);
    const { leaseMs = 0 } = stage.told(first, 'ticket')[0] ?? {};
    await stage.time.pass(leaseMs);
    expect(stage.names(second)).toEqual(['ticket']);
    expect(await stage.commit(first, { leaf: 1 }).outcome).toBe('ticketRequired');
  });

  it('end with the connection', () => {
    const stage = new GroupStage();
    const [first, second] = [newActor(), newActor()];
    stage.ticket(first);
    stage.ticket(second);
    stage.delivery.drop(first.peerId);
    expect(stage.names(second)).toEqual(['ticket']);
  });

  it('are served again with the new head when a member was faster', async () => {
    const { stage, guest } = await two();
    const joiner = newActor();
    stage.ticket(joiner);
    const update = stage.commit(guest, { leaf: 1 });
    stage.ack(stage.founder, update, 'applied');
    await update.outcome;
    expect(stage.told(joiner, 'ticket').map(({ head }) => head.epoch)).toEqual([1, 2]);
  });

  it('[V-2] a kick goes before all joins, also before one whose turn it was, and holds every other commit', async () => {
    const { stage, guest } = await two();
    const [first, second] = [newActor(), newActor()];
    stage.ticket(first);
    stage.ticket(second);
    stage.ticket(stage.founder, { purpose: 'kick' });
    expect(stage.names(stage.founder).at(-1)).toBe('ticket');
    expect(await stage.commit(first, { leaf: 2 }).outcome).toBe('kickWaiting');
    expect(await stage.commit(guest, { leaf: 1 }).outcome).toBe('kickWaiting');
    const kick = stage.commit(stage.founder, { leaf: 0, removes: [1], record: record(2) });
    await kick.outcome;
    const told = [first, second].map((actor) => stage.told(actor, 'ticket').at(-1));
    expect(told.map((ticket) => [ticket?.recordNumber, ticket?.leaseMs])).toEqual([
      [2, 0],
      [2, 0],
    ]);
  });

  it('a kick needs one', async () => {
    const { stage } = await two();
    const kick = stage.commit(stage.founder, { leaf: 0, removes: [1], record: record(2) });
    expect(await kick.outcome).toBe('ticketRequired');
  });

  it('say whether anybody is there who could confirm', () => {
    const stage = new GroupStage();
    const joiner = newActor();
    stage.ticket(joiner);
    expect(stage.told(joiner, 'ticket').at(-1)?.alone).toBe(false);
    stage.delivery.drop(stage.founder.peerId);
    stage.ticket(joiner);
    expect(stage.told(joiner, 'ticket').at(-1)?.alone).toBe(true);
    const same = newActor(stage.founder.participantId);
    stage.delivery.resume({ ...stage.founder, leaf: 0 }, 0);
    stage.delivery.drop(joiner.peerId);
    stage.ticket(same, { purpose: 'return' });
    expect(stage.told(same, 'ticket').at(-1)?.alone).toBe(true);
  });

  it('are not given in a full room, except to who has a place in it', () => {
    const stage = new GroupStage();
    const crowd = Array.from({ length: 200 }, () => newActor().participantId);
    const leaves = new Map(crowd.map((participantId, leaf) => [leaf, participantId]));
    const position = { ...stage.delivery.position, leaves };
    const full = new GroupStage({ positions: [position], commits: [] });
    expect(codeOf(() => full.ticket(newActor()))).toBe('roomFull');
    expect(codeOf(() => full.ticket(newActor(crowd[7]), { purpose: 'return' }))).toBeUndefined();
  });

  it('[V-2] one place is one turn, however many queue for it', async () => {
    const stage = new GroupStage();
    const crowd = Array.from({ length: 199 }, () => newActor().participantId);
    const leaves = new Map(crowd.map((participantId, leaf) => [leaf, participantId]));
    const position = { ...stage.delivery.position, leaves };
    const full = new GroupStage({ positions: [position], commits: [] });
    const [first, second, third, member] = [newActor(), newActor(), newActor(), newActor(crowd[7])];
    for (const actor of [first, second, third]) full.ticket(actor);
    full.ticket(member, { purpose: 'return' });
    expect(await full.commit(first, { leaf: 199 }).outcome).toBe('final');
    const lasts = [second, third, member].map((actor) => full.told(actor, 'ticket')[0]?.leaseMs);
    expect(lasts).toEqual([0, 0, 5_000]);
    expect(await full.commit(second, { leaf: 200 }).outcome).toBe('ticketRequired');
    expect(codeOf(() => full.ticket(second))).toBe('roomFull');
    expect(new Set(full.delivery.position.leaves.values()).size).toBe(200);
  });

  it('are not hoarded: the queue has an end', () => {
    const stage = new GroupStage();
    const codes = Array.from({ length: 300 }, () => codeOf(() => stage.ticket(newActor())));
    expect(codes.filter((code) => code === 'tooMany').length).toBe(300 - 256);
  });
});

describe('coming back', () => {
  it('[B-1] a member gets what it missed, in order, and is a member again', async () => {
    const { stage, guest } = await two();
    stage.delivery.drop(guest.peerId);
    const commits = [];
    for (let round = 0; round < 3; round++) {
      const update = stage.commit(stage.founder, { leaf: 0 });
      await update.outcome;
      commits.push(update.commitId);
    }
    const back = { ...newActor(guest.participantId), leaf: 1 };
    const missed = stage.delivery.resume(back, 1);
    expect(missed).toMatchObject(
      commits.map((commitId, index) => ({ commitId, epoch: index + 1, leaf: 0, removes: [] })),
    );
    expect(stage.delivery.members.get(back.peerId)?.leaf).toBe(1);
  });

  it.each([
    ["on somebody else's leaf", 0, 1],
    ['on a leaf that is not there', 9, 1],
    ['from an epoch to come', 1, 2],
    ['from before the commits that are kept', 1, -1],
  ])('%s it has to re-enter', async (_where, leaf, epoch) => {
    const { stage, guest } = await two();
    stage.delivery.drop(guest.peerId);
    const back = { ...newActor(guest.participantId), leaf };
    expect(stage.delivery.resume(back, epoch)).toBeUndefined();
    expect(stage.delivery.members.get(back.peerId)).toBeUndefined();
  });

  it('is possible from the last 64 commits, and not from further back', async () => {
    const stage = new GroupStage();
    const back = { ...newActor(stage.founder.participantId), leaf: 0 };
    for (let round = 0; round < 64; round++) await stage.commit(stage.founder, { leaf: 0 }).outcome;
    expect(stage.delivery.resume(back, 0)).toHaveLength(64);
    stage.delivery.drop(back.peerId);
    await stage.commit(stage.founder, { leaf: 0 }).outcome;
    expect(stage.delivery.resume(back, 0)).toBeUndefined();
    expect(stage.delivery.resume(back, 1)).toHaveLength(64);
  });

  it('[V-4] a commit that is being decided on is shown to who comes back, and its word counts', async () => {
    const { stage, guests } = await withGuests(2);
    const [author, other] = guests;
    if (!author || !other) throw new Error('no guests');
    stage.delivery.drop(other.peerId);
    const update = stage.commit(author, { leaf: 1 });
    const back = { ...newActor(other.participantId), leaf: 2 };
    stage.delivery.resume(back, 2);
    const { commitId, leaf, removes } = update.params;
    expect(stage.told(back, 'commit')).toMatchObject([{ commitId, leaf, removes }]);
    stage.ack(back, update, 'applied');
    expect(await update.outcome).toBe('final');
  });

  it('a joiner whose connection broke while members decided takes its place on the next one', async () => {
    const stage = new GroupStage();
    const joiner = newActor();
    stage.ticket(joiner);
    const params = stage.params({ leaf: 1 });
    void stage.delivery.commit(joiner, params).catch(() => undefined);
    stage.delivery.drop(joiner.peerId);
    const again = newActor(joiner.participantId);
    const answer = stage.delivery.commit(again, params);
    stage.ack(stage.founder, params, 'applied');
    expect(await answer).toEqual({ epoch: 1 });
    expect(stage.delivery.members.get(again.peerId)?.leaf).toBe(1);
    expect(stage.delivery.members.get(joiner.peerId)).toBeUndefined();
  });

  it('a joiner whose connection broke before the answer takes its place by repeating the commit', async () => {
    const stage = new GroupStage();
    const joiner = newActor();
    stage.ticket(joiner);
    const params = stage.params({ leaf: 1 });
    void stage.delivery.commit(joiner, params).catch(() => undefined);
    stage.delivery.drop(joiner.peerId);
    stage.ack(stage.founder, params, 'applied');
    await settle();
    expect(stage.delivery.members.all).toHaveLength(1);
    const again = newActor(joiner.participantId);
    expect(await stage.delivery.commit(again, params)).toEqual({ epoch: 1 });
    expect(stage.delivery.members.get(again.peerId)?.leaf).toBe(1);
  });
});

describe('a head that joiners find wrong', () => {
  it('is replaced by the lowest member, and by nobody else', async () => {
    const { stage, guest } = await two();
    const joiner = newActor();
    stage.ticket(joiner);
    stage.delivery.reportHead(joiner.peerId, 1);
    expect(stage.told(stage.founder, 'headRequest')).toEqual([{ epoch: 1 }]);
    const head = newHead(1);
    await stage.delivery.provideHead(guest.peerId, newHead(1));
    await stage.delivery.provideHead(joiner.peerId, newHead(1));
    await stage.delivery.provideHead(stage.founder.peerId, newHead(7));
    expect(stage.journal.replaced).toHaveLength(0);
    stage.ticket(joiner);
    expect(stage.told(joiner, 'ticket')).toHaveLength(1);
    await stage.delivery.provideHead(stage.founder.peerId, head);
    expect(stage.told(joiner, 'ticket').at(-1)?.head).toEqual(head);
    expect(stage.journal.replaced.map((position) => position.head)).toEqual([head]);
  });

  it('[V-7] the next member is asked when the first one does not answer or leaves', async () => {
    const { stage, guests } = await withGuests(2);
    const [second, third] = guests;
    if (!second || !third) throw new Error('no guests');
    const joiner = newActor();
    stage.ticket(joiner);
    stage.delivery.reportHead(joiner.peerId, 2);
    await stage.time.pass(3_000);
    expect(stage.told(second, 'headRequest')).toHaveLength(1);
    stage.delivery.drop(second.peerId);
    expect(stage.told(third, 'headRequest')).toHaveLength(1);
    stage.ticket(joiner);
    await stage.time.pass(3_000);
    expect(stage.told(joiner, 'ticket')).toHaveLength(2);
  });

  it('is not replaced because of who has no turn, or names another epoch', async () => {
    const { stage, guest } = await two();
    const [joiner, other] = [newActor(), newActor()];
    stage.ticket(joiner);
    stage.delivery.reportHead(other.peerId, 1);
    stage.delivery.reportHead(guest.peerId, 1);
    stage.delivery.reportHead(joiner.peerId, 0);
    expect(stage.told(stage.founder, 'headRequest')).toEqual([]);
    const join = stage.commit(joiner, { leaf: 2 });
    stage.ack(guest, join, 'applied');
    expect(await join.outcome).toBe('final');
  });
});

describe('[V-5] confirmations', () => {
  it('reach the joiner from all who applied, before and after the final word, at most sixteen', async () => {
    const { stage, guests } = await withGuests(20);
    const joiner = newActor();
    stage.ticket(joiner);
    const join = stage.commit(joiner, { leaf: 21 });
    for (const guest of guests.slice(0, 10)) stage.ack(guest, join, 'applied');
    await join.outcome;
    for (const guest of guests.slice(10)) stage.ack(guest, join, 'applied');
    expect(stage.told(joiner, 'confirmation')).toHaveLength(16);
  });
});

describe('the end of a session', () => {
  it('refuses what is being decided on and serves nobody any more', async () => {
    const { stage, guest } = await two();
    const update = stage.commit(guest, { leaf: 1 });
    const joiner = newActor();
    stage.ticket(joiner);
    stage.delivery.close('meetingEnded');
    expect(await update.outcome).toBe('meetingEnded');
    await stage.time.pass(60_000);
    expect(stage.names(joiner)).toEqual([]);
  });
});
