import type { LobbyCard, RoomPhase } from '../e2ee/session/RoomView.ts';

/** Everything that can stand between a person and the room; each is a screen of its own. */
export type Obstacle =
  | 'damagedLink'
  | 'wrongKey'
  | 'linkUnknown'
  | 'noLink'
  | 'forgedCard'
  | 'forked'
  | 'locked'
  | 'full'
  | 'ended'
  | 'expired'
  | 'removed'
  | 'turnedAway'
  | 'left'
  | 'replaced'
  | 'otherTab'
  | 'unsupported'
  | 'reload'
  | 'unavailable'
  | 'foreignOrigin'
  | 'other';

/** A step on the way in that takes a moment. */
type Progress = 'entering' | 'connecting' | 'answer' | 'turn' | 'keys' | 'confirmation';

export type Screen =
  | { kind: 'busy'; progress: Progress }
  | {
      kind: 'lobby';
      card: LobbyCard;
      /** Nobody has opened the meeting, and this person may not. */
      waitsForHost: boolean;
      mayStart: boolean;
      /** The person has pressed the button; this is how far it got. */
      progress: Progress | undefined;
    }
  /** `ended`: it was over while this person waited. */
  | { kind: 'early'; card: LobbyCard; ended: boolean }
  /** Nobody comes in now; the page is told when that changes. */
  | { kind: 'held'; card: LobbyCard; by: 'lock' | 'fullRoom' }
  | { kind: 'waiting'; card: LobbyCard; progress: Progress | undefined }
  | { kind: 'room'; returning: boolean }
  | { kind: 'obstacle'; obstacle: Obstacle; card: LobbyCard | undefined };

type Refusal = Extract<RoomPhase, { kind: 'refused' }>['code'];

const OBSTACLES: Partial<Record<Refusal, Obstacle>> = {
  damagedLink: 'damagedLink',
  wrongKey: 'wrongKey',
  forgedCard: 'forgedCard',
  forked: 'forked',
  linkUnknown: 'linkUnknown',
  notFound: 'linkUnknown',
  roomLocked: 'locked',
  roomFull: 'full',
  meetingEnded: 'ended',
  protocolMismatch: 'reload',
  foreignOrigin: 'foreignOrigin',
  unavailable: 'unavailable',
};

/** The screen for where this browser stands; `before` is the screen until now. */
export function screenOf(phase: RoomPhase, before: Screen): Screen {
  if (isStopped(phase)) return obstacle(phase);
  switch (phase.kind) {
    case 'entering':
      return { kind: 'busy', progress: 'entering' };
    case 'atDoor':
      return lobby(phase);
    case 'knocking':
      return knocking(phase, before);
    case 'joining':
      return onTheWay(before, phase.card, phase.step);
    case 'inside':
    case 'returning':
      return { kind: 'room', returning: phase.kind === 'returning' };
  }
}

/** Without any link it is not the link that is unknown: the end of the address is missing. */
export function withLink(screen: Screen, hasLink: boolean): Screen {
  const lost = screen.kind === 'obstacle' && screen.obstacle === 'linkUnknown' && !hasLink;
  return lost ? { ...screen, obstacle: 'noLink' } : screen;
}

type Stopped = Extract<RoomPhase, { kind: 'turnedAway' | 'otherTab' | 'over' | 'refused' }>;

function isStopped(phase: RoomPhase): phase is Stopped {
  return ['turnedAway', 'otherTab', 'over', 'refused'].includes(phase.kind);
}

function obstacle(phase: Stopped): Screen {
  switch (phase.kind) {
    case 'turnedAway':
      return { kind: 'obstacle', obstacle: 'turnedAway', card: phase.card };
    case 'otherTab':
      return { kind: 'obstacle', obstacle: 'otherTab', card: undefined };
    case 'over':
      return { kind: 'obstacle', obstacle: phase.reason, card: undefined };
    case 'refused':
      return { kind: 'obstacle', obstacle: OBSTACLES[phase.code] ?? 'other', card: undefined };
  }
}

function lobby({ card, waitsForHost, mayStart }: Extract<RoomPhase, { kind: 'atDoor' }>): Screen {
  return { kind: 'lobby', card, waitsForHost, mayStart, progress: undefined };
}

/** A browser answers within a moment: the page stays as it is. Only a person makes it a waiting room. */
function knocking(phase: Extract<RoomPhase, { kind: 'knocking' }>, before: Screen): Screen {
  const { card, waitingFor } = phase;
  switch (waitingFor) {
    case 'host':
    case 'nextTime':
      return { kind: 'early', card, ended: waitingFor === 'nextTime' };
    case 'unlock':
      return { kind: 'held', card, by: 'lock' };
    case 'place':
      return { kind: 'held', card, by: 'fullRoom' };
    case 'person':
      return { kind: 'waiting', card, progress: undefined };
    case 'answer':
      return onTheWay(before, card, 'answer');
  }
}

function onTheWay(before: Screen, card: LobbyCard, progress: Progress): Screen {
  if (before.kind === 'lobby') return { ...before, card, progress };
  if (before.kind === 'waiting' || before.kind === 'held')
    return { kind: 'waiting', card, progress };
  return { kind: 'busy', progress };
}
