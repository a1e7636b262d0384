import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { MeetingId, ParticipantId, PeerId, RequestId } from '@conclave/shared/ids';
import type { SummaryLevel } from '../objects/summaryLevel.ts';
import type { Source } from '@conclave/shared/wire/media';

export type Door = 'open' | 'greeted' | 'guarded';
export type Role = 'host' | 'deputy' | 'guest';

/** What the lobby card says, after its signature was checked against the meeting's id. */
export interface LobbyCard {
  version: number;
  topic: string;
  organizer: string;
  company: string;
  door: Door;
  /** Text shown beside the devices where consent will stand; empty when there is none. */
  notice: string;
  /** [S-11] What participants may get after the meeting. */
  summary: SummaryLevel;
  /** ms since 1970, of a scheduled meeting. */
  time?: { startsAt: number; endsAt: number };
}

/** Where this browser stands. Every phase but `inside` has its own screen. */
export type RoomPhase =
  | { kind: 'entering' }
  /** The link opened the card; a name is wanted. `waitsForHost`: nobody has opened the meeting yet. */
  | { kind: 'atDoor'; card: LobbyCard; waitsForHost: boolean; mayStart: boolean }
  | {
      kind: 'knocking';
      card: LobbyCard;
      /** `nextTime`: it ended while this person waited. `unlock` and `place` are answered by themselves [D-8]. */
      waitingFor: 'host' | 'nextTime' | 'answer' | 'person' | 'unlock' | 'place';
    }
  | { kind: 'turnedAway'; card: LobbyCard }
  | { kind: 'joining'; card: LobbyCard; step: 'turn' | 'keys' | 'confirmation' }
  | { kind: 'inside' }
  /** Was inside and comes back by itself; media may still run. */
  | { kind: 'returning' }
  /** Another tab of this browser is in the meeting; `continueHere` takes over [B-4]. */
  | { kind: 'otherTab' }
  | { kind: 'over'; reason: 'left' | 'removed' | 'ended' | 'expired' | 'replaced' }
  | { kind: 'refused'; code: ErrorCode | 'damagedLink' | 'wrongKey' | 'forgedCard' | 'forked' };

/** One person, from the MLS roster and the room state; never from what the server says alone. */
export interface Member {
  participantId: ParticipantId;
  /** From presence; empty until it has arrived ("connecting"). */
  name: string;
  role: Role;
  /** The signaling connection behind it, when there is one. */
  peerId: PeerId | null;
  leaf: number;
  /** The colour that they have on every screen, 1 to TONES. */
  tone: number;
  self: boolean;
  /** Who let this person in; null for hosts and by an open door. */
  admittedBy: ParticipantId | null;
  /** Came by a mailed or exposed link and has not been compared. */
  unverifiedLink: boolean;
  compared: boolean;
  microphone: 'on' | 'muted' | 'none';
  camera: boolean;
  screen: boolean;
  speaking: boolean;
  /** When the hand went up (their clock, ms); null when it is down. */
  handRaisedAt: number | null;
  /** [G-13] Hash of the text to which they agreed to be seen and heard, checked here; empty for none. */
  agreedTo: string;
}

export interface Knock {
  knockId: RequestId;
  name: string;
  via: 'copied' | 'mailed' | 'exposed';
  /** [D-8] Why nobody can let them in now; null where a click is all it takes. */
  heldBy: 'lock' | 'fullRoom' | null;
  /** Whether this person may answer it; who is held can be sent away only. */
  mayAnswer: boolean;
}

export interface RoomView {
  meetingId: MeetingId;
  phase: RoomPhase;
  /** What the meeting says about itself, from when it was entered on. */
  card: LobbyCard | null;
  self: { participantId: ParticipantId; role: Role; leaf: number } | null;
  door: Door;
  locked: boolean;
  epoch: number;
  members: readonly Member[];
  knocks: readonly Knock[];
  /** Open while codes are being compared: this epoch's thirty digits and who asked. */
  comparing: { epoch: number; digits: string; startedBy: ParticipantId } | null;
  /** The current epoch's code, for the encryption panel. */
  digits: string;
  /** `memory`: this browser keeps nothing, so a reload means knocking again; a banner says so. */
  storage: 'kept' | 'memory';
}

/** Something that happened and is worth a line to the user; also announced to screen readers. */
export type RoomEvent =
  | { kind: 'joined'; participantId: ParticipantId }
  | { kind: 'left'; participantId: ParticipantId }
  | { kind: 'kicked'; participantIds: readonly ParticipantId[]; by: ParticipantId }
  | { kind: 'tidied'; participantIds: readonly ParticipantId[]; by: ParticipantId }
  | { kind: 'reaction'; participantId: ParticipantId; reaction: string }
  | { kind: 'askedToMute'; by: ParticipantId; source: 'microphone' | 'camera' }
  | { kind: 'doorChanged'; door: Door; by: ParticipantId }
  | { kind: 'lockChanged'; locked: boolean; by: ParticipantId }
  | { kind: 'roleChanged'; participantId: ParticipantId; role: Role; by: ParticipantId }
  | { kind: 'exposedLink' }
  /** All direct messages of the session that this browser kept; none when they are erased. */
  | { kind: 'directs'; messages: readonly DirectMessage[] }
  /** A new direct message, or another state of one. */
  | { kind: 'direct'; message: DirectMessage }
  | { kind: 'warning'; warning: 'commitRefused' | 'forkSuspected' | 'badMessage' };

/** documents.md 7: a message between this person and one other. */
export interface DirectMessage {
  messageId: RequestId;
  /** The other person. */
  participantId: ParticipantId;
  own: boolean;
  text: string;
  /** When it was written or came, by this browser's clock. */
  at: number;
  /** What others wrote is `delivered`. `undelivered` may be sent again. */
  state: 'sending' | 'delivered' | 'undelivered';
}

/** What a participant tells the others about itself; sent sealed on every change. */
export interface Presence {
  name: string;
  microphone: 'on' | 'muted' | 'none';
  camera: boolean;
  screen: boolean;
  speaking: boolean;
  handRaisedAt: number | null;
  /** [G-13] What shows the others that one agreed to be seen and heard, and to which text; empty for nothing. */
  consent: string;
}

/** What the room's screens may ask for. Refusals throw RefusedError. */
export interface RoomCommands {
  /** At the door: knock, or walk in where the door is open, or return. */
  join(name: string): Promise<void>;
  withdraw(): Promise<void>;
  /** Takes the meeting over from another tab. */
  continueHere(): Promise<void>;
  answerKnock(knockId: RequestId, admit: boolean): Promise<void>;
  setPresence(presence: Presence): Promise<void>;
  react(reaction: string): Promise<void>;
  /** Resolves when it is on its way; whether it arrived is told by a `direct` event. */
  sendDirect(participantId: ParticipantId, text: string): Promise<void>;
  sendDirectAgain(messageId: RequestId): Promise<void>;
  askToMute(participantId: ParticipantId | 'all', source: 'microphone' | 'camera'): Promise<void>;
  setDoor(door: Door): Promise<void>;
  setLocked(locked: boolean): Promise<void>;
  appoint(participantId: ParticipantId): Promise<void>;
  revoke(participantId: ParticipantId): Promise<void>;
  kick(participantIds: readonly ParticipantId[]): Promise<void>;
  /** Opens the comparison of codes on every screen. */
  compare(): Promise<void>;
  closeComparison(result: 'same' | 'different' | 'closed'): Promise<void>;
  /** Inside by role; the host also at the door and after `refused`, where nothing served of the session fits. */
  endForAll(): Promise<void>;
  leave(): Promise<void>;
  /** A context number for a new sending transform (SFrame KID); never handed out twice. */
  takeContext(source: Source): Promise<number>;
}
