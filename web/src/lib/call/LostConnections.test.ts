import { toBase64Url } from '@conclave/shared/bytes';
import { ParticipantId, PeerId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Member, RoomView } from '../e2ee/session/RoomView.ts';
import { LostConnections, SAY_AFTER_MS } from './LostConnections.ts';

const id = (n: number): ParticipantId =>
  v.parse(ParticipantId, toBase64Url(new Uint8Array(16).fill(n)));
const member = (n: number, connected: boolean, self = false): Member => ({
  participantId: id(n),
  name: 'Ilse',
  role: 'guest',
  peerId: connected ? v.parse(PeerId, id(n)) : null,
  leaf: n,
  tone: 1,
  self,
  admittedBy: null,
  unverifiedLink: false,
  compared: false,
  microphone: 'on',
  camera: true,
  screen: false,
  speaking: false,
  handRaisedAt: null,
  agreedTo: '',
});
const inside = (...members: Member[]): Pick<RoomView, 'members' | 'phase'> => ({
  members,
  phase: { kind: 'inside' },
});
const here = { connected: true };

describe('[R66] whose connection broke', () => {
  const me = member(9, false, true);

  it('is said after a while, and goes when they are back', () => {
    const lost = new LostConnections();
    const [there, gone] = [inside(me, member(1, true)), inside(me, member(1, false))];
    expect([...lost.look(there, 0, here)]).toEqual([]);
    expect([...lost.look(gone, 1_000, here)]).toEqual([]);
    expect([...lost.look(gone, 999 + SAY_AFTER_MS, here)]).toEqual([]);
    expect([...lost.look(gone, 1_000 + SAY_AFTER_MS, here)]).toEqual([id(1)]);
    expect([...lost.look(there, 1_001 + SAY_AFTER_MS, here)]).toEqual([]);
  });

  it('a page that is loaded anew is never named, and each break counts from its own beginning', () => {
    const lost = new LostConnections();
    const [there, gone] = [inside(me, member(1, true)), inside(me, member(1, false))];
    lost.look(gone, 0, here);
    lost.look(there, SAY_AFTER_MS - 1, here);
    expect([...lost.look(gone, SAY_AFTER_MS, here)]).toEqual([]);
    expect([...lost.look(gone, 2 * SAY_AFTER_MS, here)]).toEqual([id(1)]);
  });

  it('while the own connection is broken nothing is said of others, nor at once afterwards', () => {
    const lost = new LostConnections();
    const gone = inside(me, member(1, false));
    lost.look(gone, 0, here);
    expect([...lost.look(gone, SAY_AFTER_MS, { connected: false })]).toEqual([]);
    const returning = { ...gone, phase: { kind: 'returning' as const } };
    expect([...lost.look(returning, SAY_AFTER_MS, here)]).toEqual([]);
    expect([...lost.look(gone, SAY_AFTER_MS + 1, here)]).toEqual([]);
  });

  it('who left the group is no member and is not named', () => {
    const lost = new LostConnections();
    lost.look(inside(me, member(1, false), member(2, false)), 0, here);
    expect([...lost.look(inside(me, member(2, false)), SAY_AFTER_MS, here)]).toEqual([id(2)]);
  });

  it('gives the same set while nothing changed, so that no tile is made anew', () => {
    const lost = new LostConnections();
    const gone = inside(me, member(1, false));
    lost.look(gone, 0, here);
    const said = lost.look(gone, SAY_AFTER_MS, here);
    expect(lost.look(gone, SAY_AFTER_MS + 250, here)).toBe(said);
  });
});
