import type { ErrorCode } from '@conclave/shared/errorCodes';
import type { ParticipantId } from '@conclave/shared/ids';
import type { Params } from '@conclave/shared/wire/peerRequests';
import type { GroupMember } from './GroupMembers.ts';
import type { GroupPosition } from './GroupPosition.ts';

export interface Circumstances {
  /** Leaves with somebody connected, the author's participant's own not counted. */
  readonly attended: ReadonlySet<number>;
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
  if (!isConsistent(commit, now)) return 'malformed';
  if (!mayCarry(commit, now.member === undefined)) return 'notAllowed';
  const untimely = now.turn ? undefined : needsTurn(commit, now);
  if (untimely !== undefined) return untimely;
  if (now.deciding || commit.epoch !== now.base.head.epoch) return 'staleEpoch';
  // A member may have come back since its leaf was to be tidied up: void, like what members refuse.
  return takesOutMembers(commit, now) ? 'commitRefused' : undefined;
}

/** Why a commit has to wait for a ticket. */
function needsTurn(
  commit: Params<'commit'>,
  { kickWaits, member }: Circumstances,
): ErrorCode | undefined {
  if (kickWaits) return 'kickWaiting';
  return member === undefined || isKick(commit) ? 'ticketRequired' : undefined;
}

/** [V-10] Who is outside makes no record, and open keys come with a record only. */
function mayCarry({ record, openKeys }: Params<'commit'>, outsider: boolean): boolean {
  if (record === null) return openKeys === null;
  return !outsider;
}

/** Only who makes the next record, as host or deputy, removes whom it does not ask. */
function takesOutMembers(
  { record, removes }: Params<'commit'>,
  { attended }: Circumstances,
): boolean {
  return record === null && removes.some((leaf) => attended.has(leaf));
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
