import { describe, expect, it } from 'vitest';
import type { LobbyCard, RoomPhase } from '../e2ee/session/RoomView.ts';
import { screenOf, type Screen } from './screenOf.ts';

const card: LobbyCard = {
  version: 1,
  topic: 'Shift plan',
  organizer: 'Mara',
  company: '',
  door: 'greeted',
  notice: '',
  summary: 'sealed',
};
const busy: Screen = { kind: 'busy', progress: 'entering' };
const walk = (...phases: RoomPhase[]): Screen =>
  phases.reduce<Screen>((at, phase) => screenOf(phase, at), busy);
const atDoor: RoomPhase = { kind: 'atDoor', card, waitsForHost: false, mayStart: false };

describe('what stands in the way', () => {
  it.each([
    ['damagedLink', 'damagedLink'],
    ['wrongKey', 'wrongKey'],
    ['forgedCard', 'forgedCard'],
    ['forked', 'forked'],
    ['linkUnknown', 'linkUnknown'],
    ['notFound', 'linkUnknown'],
    ['roomLocked', 'locked'],
    ['roomFull', 'full'],
    ['meetingEnded', 'ended'],
    ['protocolMismatch', 'reload'],
    ['foreignOrigin', 'foreignOrigin'],
    ['unavailable', 'unavailable'],
    ['tooMany', 'other'],
    ['malformed', 'other'],
  ] as const)('a refusal %s is the screen %s', (code, obstacle) => {
    expect(screenOf({ kind: 'refused', code }, busy)).toMatchObject({ kind: 'obstacle', obstacle });
  });

  it.each(['left', 'removed', 'ended', 'expired', 'replaced'] as const)('the end %s', (reason) => {
    expect(walk(atDoor, { kind: 'inside' }, { kind: 'over', reason })).toMatchObject({
      kind: 'obstacle',
      obstacle: reason,
    });
  });

  it('another tab that has the place', () => {
    expect(walk({ kind: 'otherTab' })).toMatchObject({ obstacle: 'otherTab' });
  });

  it('being turned away keeps the card: one can knock again', () => {
    expect(walk(atDoor, { kind: 'turnedAway', card })).toEqual({
      kind: 'obstacle',
      obstacle: 'turnedAway',
      card,
    });
  });
});

describe('the way in', () => {
  it('stays on the same page while a browser answers and keys are taken over', () => {
    const screen = walk(
      atDoor,
      { kind: 'knocking', card, waitingFor: 'answer' },
      { kind: 'joining', card, step: 'keys' },
    );
    expect(screen).toMatchObject({ kind: 'lobby', progress: 'keys' });
  });

  it('becomes a waiting room only for a person, and stays one until the room', () => {
    const waiting = walk(atDoor, { kind: 'knocking', card, waitingFor: 'person' });
    expect(waiting.kind).toBe('waiting');
    expect(screenOf({ kind: 'joining', card, step: 'turn' }, waiting)).toEqual({
      kind: 'waiting',
      card,
      progress: 'turn',
    });
  });

  it('says that the meeting is not open yet', () => {
    expect(walk(atDoor, { kind: 'knocking', card, waitingFor: 'host' })).toEqual({
      kind: 'early',
      card,
      ended: false,
    });
    expect(walk(atDoor, { kind: 'knocking', card, waitingFor: 'nextTime' })).toMatchObject({
      kind: 'early',
      ended: true,
    });
  });

  it('[D-8] says what holds everybody up, and goes on from there', () => {
    const locked = walk(atDoor, { kind: 'knocking', card, waitingFor: 'unlock' });
    expect(locked).toEqual({ kind: 'held', card, by: 'lock' });
    const full = walk(atDoor, { kind: 'knocking', card, waitingFor: 'place' });
    expect(full).toEqual({ kind: 'held', card, by: 'fullRoom' });
    expect(screenOf({ kind: 'joining', card, step: 'keys' }, locked)).toEqual({
      kind: 'waiting',
      card,
      progress: 'keys',
    });
  });

  it('shows the room while coming back, also right after a reload', () => {
    expect(screenOf({ kind: 'returning' }, busy)).toEqual({ kind: 'room', returning: true });
    expect(walk({ kind: 'returning' }, { kind: 'inside' })).toEqual({
      kind: 'room',
      returning: false,
    });
  });
});
