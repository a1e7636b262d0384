import type { MeetingId } from '@conclave/shared/ids';
import type { SignalingPort } from '../../signaling/SignalingPort.ts';
import type { HostMeeting } from '../host/HostMeeting.ts';
import type { CipherSuite } from '../mls/cipherSuite.ts';
import type { LinkCode } from '../objects/link.ts';
import type { MeetingStorage } from '../storage/MeetingStorage.ts';
import type { DocumentsOut } from './DocumentsOut.ts';
import type { KeysOut } from './KeysOut.ts';
import type { TabLock } from './TabLock.ts';
import type { Timers } from './Timers.ts';

/** By what somebody comes: a link, or what this browser kept of it. */
export interface Entrance {
  readonly code: LinkCode;
  readonly exposed: boolean;
}

export interface RoomAgentOptions {
  readonly meetingId: MeetingId;
  /** Absent when the page was reloaded: the link is in the storage then. */
  readonly entrance: Entrance | undefined;
  /** The meeting as it lies in the vault, when its organizer is signed in here. */
  readonly host: HostMeeting | undefined;
  readonly signaling: SignalingPort;
  readonly storage: MeetingStorage;
  readonly lock: TabLock;
  readonly keysOut: KeysOut;
  /** Absent where nobody opens documents. */
  readonly documents?: DocumentsOut | undefined;
  readonly timers: Timers;
  readonly suite: CipherSuite;
  /** People in a room, MAX_MEMBERS unless it is said; for tests. */
  readonly maxMembers?: number | undefined;
  /** Where bugs go: errors that nobody awaits. */
  readonly report: (error: unknown) => void;
}
