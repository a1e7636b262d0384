import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RequestId } from '@conclave/shared/ids';
import { peerRequests, type Params } from '@conclave/shared/wire/peerRequests';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import { newBoxPair } from '../../web/src/lib/e2ee/crypto/hpke.ts';
import { newRequestId, randomBytes } from '../../web/src/lib/e2ee/crypto/random.ts';
import { newSigningKey, type SigningKey } from '../../web/src/lib/e2ee/crypto/sign.ts';
import { newLeafKeys } from '../../web/src/lib/e2ee/mls/leaf.ts';
import type { MemberEpoch } from '../../web/src/lib/e2ee/mls/receiveCommit.ts';
import { inboxPair } from '../../web/src/lib/e2ee/objects/keySecret.ts';
import { sealKnock } from '../../web/src/lib/e2ee/objects/knock.ts';
import type { KnockKey } from '../../web/src/lib/e2ee/objects/letter.ts';
import { keyText } from '../../web/src/lib/e2ee/room/keyText.ts';
import { Admission } from '../../web/src/lib/e2ee/session/Admission.ts';
import { SerialQueue } from '../../web/src/lib/e2ee/session/SerialQueue.ts';
import { ViewBoard } from '../../web/src/lib/e2ee/session/ViewBoard.ts';
import { MemoryPort, type ServerEnd } from '../support/MemoryPort.ts';
import { RoomGroup } from '../support/roomGroup.ts';
import { VirtualTimers } from '../support/VirtualTimers.ts';
import { Wire } from '../support/Wire.ts';

type Answer = Params<'answerKnock'>;

const knockKey = randomBytes(32);
const learned = [{ kind: 'copied' as const, linkVersion: 1, key: knockKey, exposed: false }];

/** A member of a locked room who told two visitors to wait. */
let group: RoomGroup;
let queue: SerialQueue;
let wire: Wire;
let admission: Admission;
let board: ViewBoard;
let timers: VirtualTimers;
let answers: Answer[];
let faults: unknown[];
let maxMembers: number;
let waiting: [RequestId, RequestId];

beforeEach(async () => {
  group = await RoomGroup.begin();
  queue = new SerialQueue();
  wire = new Wire();
  timers = new VirtualTimers();
  [answers, faults] = [[], []];
  maxMembers = 200;
  admission = newAdmission();
  lock(true);
  waiting = [await knocks(), await knocks()];
  expect((await heard()).kinds).toEqual(['held', 'held']);
  answers = [];
  lock(false);
});

function lock(locked: boolean): void {
  const { epoch } = group.host;
  group.host.epoch = { ...epoch, state: { ...epoch.state, locked } };
}

/** A member's connection to a server that only listens. */
function newAdmission(): Admission {
  const { meetingId } = group.stage.session;
  const epoch = (): MemberEpoch => group.host.epoch;
  board = new ViewBoard(meetingId);
  const context = {
    meetingId,
    queue,
    board,
    timers,
    participant: group.host.participant,
    signaling: new MemoryPort(wire, () => listener),
    report: (error: unknown) => void faults.push(error),
    get maxMembers() {
      return maxMembers;
    },
  };
  const source = {
    epoch,
    archiveKeys: () => [epoch().secret.archiveKey],
    connected: () => [],
    exposure: {
      has: () => false,
      learn: () => false,
      mark: (keys: readonly KnockKey[]) => [...keys],
    },
    tellExposed: () => Promise.resolve(),
  };
  return new Admission(context, source, learned);
}

const listener: ServerEnd = {
  request: (_method, params) => {
    answers.push(v.parse(peerRequests.answerKnock.params, params));
    return Promise.resolve({});
  },
  answered: () => undefined,
  gone: () => undefined,
};

/** Somebody knocks who is new, unless it is said who. */
async function knocks(who?: SigningKey): Promise<RequestId> {
  const knock = await newKnock(who);
  await hears(knock, 'doorkeeper');
  return knock.knockId;
}

type Sent = Pick<Notification<'knock'>, 'knockId' | 'sealedKnock'>;

async function hears(sent: Sent, asked: Notification<'knock'>['asked']): Promise<void> {
  await queue.run(() => admission.onKnock({ ...sent, linkKind: 'copied', asked }));
}

async function newKnock(who?: SigningKey): Promise<Sent> {
  const { meetingId } = group.stage.session;
  const participant = who ?? (await newSigningKey());
  const knockId = newRequestId();
  const knock = {
    name: 'Kim',
    participantKey: participant.publicKey,
    leafKey: (await newLeafKeys(group.suite)).publicKey,
    letterKey: (await newBoxPair()).publicKey,
    via: 'copied' as const,
    linkVersion: 1,
  };
  const { secret, state } = group.host.epoch;
  const inboxKey = (await inboxPair(secret.archiveKey)).publicKey;
  const keys = { participant, knockKey, recordNumber: state.recordNumber, inboxKey };
  const sealedKnock = await sealKnock({ meetingId, knockId }, knock, keys);
  return { knockId, sealedKnock };
}

/** What the server heard by the end of all that was begun. */
async function heard(): Promise<{ kinds: string[]; ids: RequestId[] }> {
  while (queue.waiting > 0) await queue.run(() => undefined);
  while (wire.step());
  expect(faults).toEqual([]);
  return {
    kinds: answers.map(({ answer }) => answer.kind),
    ids: answers.map(({ knockId }) => knockId),
  };
}

describe('visitors who were told to wait, considered again', () => {
  it('[D-8] nobody gets the secret of the room who was gone before it was their turn', async () => {
    const [first, second] = waiting;
    void queue.run(() => admission.reconsiderSoon());
    void queue.run(() => admission.onGone({ knockId: first }));
    expect(await heard()).toEqual({ kinds: ['letter'], ids: [second] });
  });

  it('[D-8] nobody gets it after the member has left, not even in the middle', async () => {
    const [first] = waiting;
    const done = queue.run(() => admission.reconsider());
    await Promise.resolve();
    admission.close();
    await done;
    expect(await heard()).toEqual({ kinds: ['letter'], ids: [first] });
  });

  it('[D-8] each is answered once, however often that is', async () => {
    for (let times = 0; times < 3; times++) void queue.run(() => admission.reconsiderSoon());
    expect(await heard()).toEqual({ kinds: ['letter', 'letter'], ids: waiting });
  });
});

describe('one place for two who were told to wait', () => {
  beforeEach(async () => {
    maxMembers = 2;
    await queue.run(() => admission.reconsider());
  });

  it('[D-8] is the first one’s for a while, and the other’s when nobody has taken it', async () => {
    const [first, second] = waiting;
    expect(await heard()).toEqual({ kinds: ['letter'], ids: [first] });
    expect(timers.next).toBe(10_000);
    timers.runNext();
    expect(await heard()).toEqual({ kinds: ['letter', 'letter'], ids: [first, second] });
    expect(timers.next).toBeUndefined();
  });

  it('[D-8] is no second one’s when the first has taken it', async () => {
    maxMembers = 1;
    timers.runNext();
    // The other is told that it is a place now for which it waits.
    expect(await heard()).toEqual({ kinds: ['letter', 'held'], ids: waiting });
  });

  it('[D-8] is not thought of any more by a member who has left', () => {
    admission.close();
    expect(timers.next).toBeUndefined();
  });
});

describe('visitors whom another member told to wait', () => {
  /** Who is shown beside those whom this member told to wait. */
  const others = (): (RequestId | undefined)[] =>
    board.view.knocks.map(({ knockId }) => knockId).filter((id) => !waiting.includes(id));

  beforeEach(() => {
    lock(true);
  });

  it('[D-8] are shown and not answered', async () => {
    const knock = await newKnock();
    await hears(knock, 'keeper');
    expect(others()).toEqual([knock.knockId]);
    lock(false);
    for (const id of waiting) admission.onGone({ knockId: id });
    await queue.run(() => admission.reconsider());
    expect(await heard()).toEqual({ kinds: [], ids: [] });
  });

  it('[D-8] are not shown where their knock cannot be opened, and not refused for it', async () => {
    const sent = await newKnock();
    await hears({ ...sent, knockId: newRequestId() }, 'keeper');
    expect(others()).toEqual([]);
    expect(await heard()).toEqual({ kinds: [], ids: [] });
  });

  it('[D-8] are gone from the screen when the knock is taken over and answered', async () => {
    const knock = await newKnock();
    await hears(knock, 'keeper');
    lock(false);
    await hears(knock, 'doorkeeper');
    expect(await heard()).toEqual({ kinds: ['letter'], ids: [knock.knockId] });
    expect(others()).toEqual([]);
  });
});

describe('at a full room', () => {
  /** Somebody whom the host let in before, and who has no leaf any more. */
  async function known(): Promise<SigningKey> {
    const participant = await newSigningKey();
    const { epoch } = group.host;
    const admission = { admitterKey: group.host.participant.publicKey, via: 'copied' as const };
    const admitted = new Map(epoch.state.admitted).set(keyText(participant.publicKey), admission);
    group.host.epoch = { ...epoch, state: { ...epoch.state, admitted } };
    return participant;
  }

  beforeEach(() => {
    maxMembers = 1;
  });

  it('[D-8] strangers are told to wait', async () => {
    const knockId = await knocks();
    expect(await heard()).toEqual({ kinds: ['held'], ids: [knockId] });
  });

  it('[D-6] who was let in before waits as well, and gets the letter when a place is free', async () => {
    const knockId = await knocks(await known());
    expect(await heard()).toEqual({ kinds: ['held'], ids: [knockId] });
    for (const id of waiting) admission.onGone({ knockId: id });
    [answers, maxMembers] = [[], 2];
    await queue.run(() => admission.reconsider());
    expect(await heard()).toEqual({ kinds: ['letter'], ids: [knockId] });
  });

  it('[D-6] who has a leaf gets the letter at once', async () => {
    const knockId = await knocks(group.host.participant);
    expect(await heard()).toEqual({ kinds: ['letter'], ids: [knockId] });
  });
});
