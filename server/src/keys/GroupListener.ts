import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { PeerId } from '@conclave/shared/ids';
import type { Notification, NotificationName } from '@conclave/shared/wire/serverNotifications';
import type { FinalCommit } from './GroupPosition.ts';
import type { GroupMember } from './GroupMembers.ts';

/** What the order of commits causes around it. Called synchronously; must not throw. */
export interface GroupListener {
  notify<N extends NotificationName>(peerId: PeerId, name: N, payload: Notification<N>): void;
  /** A join is final. The answer to its commit follows, then the room tells everybody. */
  joined(member: GroupMember): void;
  /** A final commit removed its leaf. */
  removed(member: GroupMember): void;
  /** A commit is final; the leaf table and the members are those after it. */
  committed(commit: FinalCommit): void;
  /** A peer's turn is over, or its place in the queue: unless it is a member, it is about to be none. */
  turnOver(peerId: PeerId): void;
  /** Something that must not happen did; the commit has been refused with the code. */
  failed(code: ErrorCode, error: unknown): void;
}
