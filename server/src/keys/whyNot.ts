import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { ParticipantId } from '@conclave/shared/ids';
import type { Params } from '@conclave/shared/wire/peerRequests';
import type { GroupMember } from './GroupMembers.ts';
import type { GroupPosition } from './GroupPosition.ts';

export interface Circumstances {
  /** The author, if it is a member. */
  readonly member: GroupMember | undefined;
  readonly participantId: ParticipantId;
  /** The position that the author was served, or the newest. */
  readonly base: GroupPosition;
  /** Another commit is being decided on. */
  readonly deciding: boolean;
  /** Whether it is the author's turn. */
  readonly turn: boolean;
  readonly kickWaits: boolean;
}

/** [V-2, V-3] Why the members are not even shown a commit; undefined when they are. */
export function whyNot(commit: Params<'commit'>, now: Circumstances): ErrorCode | undefined {
  const outsider = now.member === undefined;
  if (!isConsistent(commit, now)) return 'malformed';
  if (!mayCarry(commit, outsider)) return 'notAllowed';
  if (!now.turn && now.kickWaits) return 'kickWaiting';
  if (!now.turn && (outsider || isKick(commit))) return 'ticketRequired';
  if (now.deciding || commit.epoch !== now.base.head.epoch) return 'staleEpoch';
  return undefined;
}

/** [V-10] Who is outside makes no record, and open keys come with a record only. */
function mayCarry({ record, openKeys }: Params<'commit'>, outsider: boolean): boolean {
  if (record === null) return openKeys === null;
  return !outsider;
}

/** Only a kick removes leaves and carries a record. */
function isKick({ record, removes }: Params<'commit'>): boolean {
  return record !== null && removes.length > 0;
}

/** What honest clients state about their commits; the server cannot look inside. */
function isConsistent(
  commit: Params<'commit'>,
  { member, participantId, base }: Circumstances,
): boolean {
  const { epoch, head, leaf, removes, record } = commit;
  if (head.epoch !== epoch + 1) return false;
  // In another epoch the rest says nothing: the commit is merely late.
  if (epoch !== base.head.epoch) return true;
  if (record !== null && record.number !== base.recordNumber + 1) return false;
  if (member !== undefined) return leaf === member.leaf && !removes.includes(leaf);
  const occupant = removes.includes(leaf) ? undefined : base.leaves.get(leaf);
  return occupant === undefined && removes.every((own) => base.leaves.get(own) === participantId);
}
