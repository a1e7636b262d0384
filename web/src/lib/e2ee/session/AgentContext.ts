import type { MeetingId } from '@conclave/shared/ids';
import type { SignalingPort } from '../../signaling/SignalingPort.ts';
import type { SigningKey } from '../crypto/sign.ts';
import type { CipherSuite } from '../mls/cipherSuite.ts';
import type { DirectTalk } from './DirectTalk.ts';
import type { DocumentsOut } from './DocumentsOut.ts';
import type { SerialQueue } from './SerialQueue.ts';
import type { Timers } from './Timers.ts';
import type { ViewBoard } from './ViewBoard.ts';

/** What all parts of one agent share. */
export interface AgentContext {
  readonly meetingId: MeetingId;
  readonly suite: CipherSuite;
  readonly signaling: SignalingPort;
  readonly timers: Timers;
  readonly queue: SerialQueue;
  readonly board: ViewBoard;
  readonly participant: SigningKey;
  /** Messages between two people, over all re-entries. */
  readonly direct: DirectTalk;
  readonly documents: DocumentsOut;
  /** People who have a place in the room. */
  readonly maxMembers: number;
  /** Where a failure goes that nobody awaits: a bug, told to whoever runs the agent. */
  readonly report: (error: unknown) => void;
}
