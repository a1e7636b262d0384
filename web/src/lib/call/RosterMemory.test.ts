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
  tone: 1,
  self: false,
  admittedBy: null,
  unverifiedLink: false,
  compared: false,
  microphone: 'on',
  camera: true,
  screen: false,
  speaking: false,
  handRaisedAt: null,
  agreedTo: '',
  ...more,
});

it('names neither oneself nor who has no connection', () => {
  const roster = new RosterMemory();
  const members = [member(1, { self: true }), member(2, { peerId: null }), member(3)];
  expect(roster.see({ members, epoch: 4 }, undefined).map(({ leaf }) => leaf)).toEqual([3]);
});

it('dates a leaf from the epoch in which it was first seen as theirs', () => {
  const roster = new RosterMemory();
  roster.see({ members: [member(2)], epoch: 4 }, undefined);
  expect(roster.see({ members: [member(2)], epoch: 9 }, undefined)[0]?.sinceEpoch).toBe(4n);
});

it('dates it anew for who comes back on another leaf, and for a newcomer on a freed one', () => {
  const roster = new RosterMemory();
  roster.see({ members: [member(2)], epoch: 4 }, undefined);
  expect(
    roster.see({ members: [member(2, { leaf: 7 })], epoch: 6 }, undefined)[0]?.sinceEpoch,
  ).toBe(6n);
  roster.see({ members: [], epoch: 7 }, undefined);
  const newcomer = member(5, { leaf: 7 });
  expect(roster.see({ members: [newcomer], epoch: 8 }, undefined)[0]?.sinceEpoch).toBe(8n);
});

it('follows a new connection of the same person without a new date', () => {
  const roster = new RosterMemory();
  roster.see({ members: [member(2)], epoch: 4 }, undefined);
  const peerId = v.parse(PeerId, id(99));
  expect(roster.see({ members: [member(2, { peerId })], epoch: 5 }, undefined)).toEqual([
    { participantId: member(2).participantId, peerId, leaf: 2, sinceEpoch: 4n },
  ]);
});

it('[G-13, R69] where consent is asked for, nothing is taken from who did not agree to that very text', () => {
  const roster = new RosterMemory();
  const members = [
    member(2, { agreedTo: 'this in English' }),
    member(3),
    member(4, { agreedTo: 'what was asked before' }),
    member(5, { agreedTo: 'this in German' }),
  ];
  const leaves = (texts: ReadonlySet<string> | undefined): number[] =>
    roster.see({ members, epoch: 4 }, texts).map(({ leaf }) => leaf);
  expect(leaves(new Set(['this in English', 'this in German']))).toEqual([2, 5]);
  expect(leaves(undefined)).toEqual([2, 3, 4, 5]);
  // The text is not read yet: nobody can have agreed to it.
  expect(leaves(new Set())).toEqual([]);
});
