import { toBase64Url } from '@conclave/shared/bytes';
import { ParticipantId, PeerId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import type { Member } from '../e2ee/session/RoomView.ts';
import { RosterMemory } from './RosterMemory.ts';

const id = (n: number): string => toBase64Url(new Uint8Array(16).fill(n));
const member = (n: number, more: Partial<Member> = {}): Member => ({
  participantId: v.parse(ParticipantId, id(n)),
  name: 'Somebody',
  role: 'guest',
  peerId: v.parse(PeerId, id(n)),
  leaf: n,
  self: false,
  admittedBy: null,
  unverifiedLink: false,
  compared: false,
  microphone: 'on',
  camera: true,
  screen: false,
  speaking: false,
  handRaisedAt: null,
  consents: true,
  ...more,
});

it('names neither oneself nor who has no connection', () => {
  const roster = new RosterMemory();
  const members = [member(1, { self: true }), member(2, { peerId: null }), member(3)];
  expect(roster.see({ members, epoch: 4 }, false).map(({ leaf }) => leaf)).toEqual([3]);
});

it('dates a leaf from the epoch in which it was first seen as theirs', () => {
  const roster = new RosterMemory();
  roster.see({ members: [member(2)], epoch: 4 }, false);
  expect(roster.see({ members: [member(2)], epoch: 9 }, false)[0]?.sinceEpoch).toBe(4n);
});

it('dates it anew for who comes back on another leaf, and for a newcomer on a freed one', () => {
  const roster = new RosterMemory();
  roster.see({ members: [member(2)], epoch: 4 }, false);
  expect(roster.see({ members: [member(2, { leaf: 7 })], epoch: 6 }, false)[0]?.sinceEpoch).toBe(
    6n,
  );
  roster.see({ members: [], epoch: 7 }, false);
  const newcomer = member(5, { leaf: 7 });
  expect(roster.see({ members: [newcomer], epoch: 8 }, false)[0]?.sinceEpoch).toBe(8n);
});

it('follows a new connection of the same person without a new date', () => {
  const roster = new RosterMemory();
  roster.see({ members: [member(2)], epoch: 4 }, false);
  const peerId = v.parse(PeerId, id(99));
  expect(roster.see({ members: [member(2, { peerId })], epoch: 5 }, false)).toEqual([
    { participantId: member(2).participantId, peerId, leaf: 2, sinceEpoch: 4n },
  ]);
});

it('[G-13, R69] where consent is asked for, nothing is taken from who does not say that they gave it', () => {
  const roster = new RosterMemory();
  const members = [member(2), member(3, { consents: false })];
  const leaves = (asks: boolean): number[] =>
    roster.see({ members, epoch: 4 }, asks).map(({ leaf }) => leaf);
  expect(leaves(true)).toEqual([2]);
  expect(leaves(false)).toEqual([2, 3]);
  members[1] = member(3);
  expect(leaves(true)).toEqual([2, 3]);
});
