import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { Agreement } from '../documents/page/roster.ts';
import type { LobbyCard } from '../e2ee/session/RoomView.ts';
import type { SignalingPort } from '../signaling/SignalingPort.ts';
import type { DocumentAccess } from './openRoom.ts';
import type { RoomPort } from './RoomPort.ts';

/** What the documents of a session need of the room around them. */
export interface SessionWorkspace {
  readonly meetingId: MeetingId;
  readonly room: Pick<RoomPort, 'onView' | 'onEvent'>;
  readonly signaling: SignalingPort & { readonly connected: boolean };
  readonly access: DocumentAccess;
  readonly self: ParticipantId;
  readonly nameOf: (participantId: ParticipantId) => string | undefined;
  /** The colour of who is here. */
  readonly toneOf: (participantId: ParticipantId) => number | undefined;
  readonly ownName: () => string;
  readonly leads: (participantId: ParticipantId) => boolean;
  /** The newest card. */
  readonly card: () => LobbyCard | undefined;
  readonly mayWrite: () => boolean;
  /** [G-18] What this person agreed to of what they write being kept; undefined for nothing. */
  readonly agreement: () => Agreement | undefined;
  readonly now: () => number;
  readonly onFailed: () => void;
}
