import { MeetingId, ParticipantId, PeerId, RequestId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import * as v from 'valibot';
import { beforeEach, expect, it } from 'vitest';
import type { Member, RoomView } from '../../e2ee/session/RoomView.ts';
import { InboxDuty } from './InboxDuty.ts';

const id = (n: number): string => `${n}`.padStart(21, 'A') + 'A';
const selfId = v.parse(ParticipantId, id(1));

function member(leaf: number, more: Partial<Member> = {}): Member {
  return {
    participantId: v.parse(ParticipantId, id(leaf)),
    name: '',
    role: 'guest',
    peerId: v.parse(PeerId, id(leaf)),
    leaf,
    tone: 1,
    self: leaf === 1,
    admittedBy: null,
    unverifiedLink: false,
    compared: false,
    microphone: 'none',
    camera: false,
    screen: false,
    speaking: false,
    handRaisedAt: null,
    agreedTo: '',
    ...more,
  };
}

/** This browser has leaf 1. */
function view(members: readonly Member[], more: Partial<RoomView> = {}): RoomView {
  return {
    meetingId: v.parse(MeetingId, id(9)),
    phase: { kind: 'inside' },
    self: { participantId: selfId, role: 'guest', leaf: 1 },
    door: 'guarded',
    locked: false,
    epoch: 1,
    members,
    knocks: [],
    comparing: null,
    digits: '',
    card: null,
    storage: 'kept',
    ...more,
  };
}

const everybody = (): boolean => true;
let mayList: (participantId: ParticipantId) => boolean;
let looks: PromiseWithResolvers<undefined>[];
let reported: unknown[];
let duty: InboxDuty;

beforeEach(() => {
  looks = [];
  mayList = everybody;
  reported = [];
  const list = (): Promise<undefined> => {
    const look = Promise.withResolvers<undefined>();
    looks.push(look);
    return look.promise;
  };
  duty = new InboxDuty(
    list,
    (error) => reported.push(error),
    (by) => mayList(by),
  );
});

const knock = {
  knockId: v.parse(RequestId, id(7)),
  name: 'Selma',
  via: 'copied' as const,
  heldBy: null,
  mayAnswer: true,
};

/** The look under way ends. */
async function done(error?: Error): Promise<void> {
  const look = looks.at(-1);
  if (error === undefined) look?.resolve(undefined);
  else look?.reject(error);
  await new Promise((resolve) => setImmediate(resolve));
}

it('[F-13] does nothing outside, nor while a member with a lower leaf is connected', () => {
  duty.see(view([member(1)], { phase: { kind: 'returning' } }));
  duty.see(view([member(0), member(1)]));
  duty.look();
  expect(looks).toHaveLength(0);
});

it('[F-13] looks when a session began, and when whoever had the lower leaf is gone', async () => {
  duty.see(view([member(0), member(1)]));
  expect(looks).toHaveLength(0);
  duty.see(view([member(0, { peerId: null }), member(1)]));
  expect(looks).toHaveLength(1);
  await done();
  duty.see(view([member(1)]));
  expect(looks).toHaveLength(1);
});

it('[F-13, G-18] leaves it to those who agreed to writing, and takes it over from who did not', () => {
  const agreed = new Set<string>();
  mayList = (by) => agreed.has(by);
  duty.see(view([member(0), member(1)]));
  expect(looks).toHaveLength(0);
  agreed.add(selfId);
  duty.review();
  expect(looks).toHaveLength(1);
  agreed.add(member(0).participantId);
  duty.review();
  duty.look();
  expect(looks).toHaveLength(1);
});

it('[F-13] looks when somebody came in or went from the door, and at nothing else', async () => {
  duty.see(view([member(1)]));
  await done();
  duty.see(view([member(1)], { knocks: [knock] }));
  duty.see(view([member(1, { speaking: true })], { knocks: [knock] }));
  expect(looks).toHaveLength(1);
  duty.see(view([member(1)]));
  expect(looks).toHaveLength(2);
  await done();
  duty.see(view([member(1), member(2)]));
  expect(looks).toHaveLength(3);
});

it('[F-13] looks one after the other, and once more for what came meanwhile', async () => {
  duty.see(view([member(1)]));
  duty.look();
  duty.look();
  expect(looks).toHaveLength(1);
  await done();
  expect(looks).toHaveLength(2);
  await done();
  expect(looks).toHaveLength(2);
});

it('[F-13] what the server refuses waits for the next occasion; a bug is told', async () => {
  duty.see(view([member(1)]));
  await done(new RefusedError('unavailable'));
  expect(reported).toEqual([]);
  duty.look();
  expect(looks).toHaveLength(2);
  const bug = new TypeError('a bug');
  await done(bug);
  expect(reported).toEqual([bug]);
});

it('closed, it looks no more', async () => {
  duty.see(view([member(1)]));
  duty.look();
  duty.close();
  await done();
  duty.look();
  expect(looks).toHaveLength(1);
});
