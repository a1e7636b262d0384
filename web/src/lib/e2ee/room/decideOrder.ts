import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import { isRecordGenuine, type KeyRecord } from '../objects/keyRecord.ts';
import { isCertificateValid, type Session } from '../objects/roleCertificate.ts';
import type { Act, CommitData } from './commitData.ts';
import { accepted, refused, type Decision, type Refusal } from './Decision.ts';
import { keyText } from './keyText.ts';
import { isPolicyGenuine } from './policySeal.ts';
import type { ProposedCommit, Room } from './Room.ts';
import { belongs, MAX_DEPUTIES, MAX_KICKED, roleOf, type RoomState } from './roomState.ts';

interface Order<K extends CommitData['kind']> {
  readonly data: Extract<CommitData, { kind: K }>;
  readonly author: Bytes;
}

/** [S-2] Door, lock and deputies. */
export async function decideAct(
  room: Room,
  commit: ProposedCommit,
  { data, author }: Order<'act'>,
): Promise<Decision> {
  if (commit.removes.length > 0) return refused('removes');
  const changed = await applyAct(room, data.act, author);
  if (typeof changed === 'string') return refused(changed);
  const leavesOpen = room.state.door === 'open' && changed.door !== 'open';
  if (leavesOpen !== (commit.record !== undefined)) return refused('record');
  const recorded = await withRecord(room, changed, { commit, author, hash: data.recordHash });
  if (typeof recorded === 'string') return refused(recorded);
  return sealed(room.session, recorded, { authorKey: author, signature: data.policySignature });
}

/** [5.4] One bundle: removes, record and the new rules, or nothing. */
export async function decideKick(
  room: Room,
  commit: ProposedCommit,
  { data, author }: Order<'kick'>,
): Promise<Decision> {
  if (!areTargetsAllowed(room, data.targets, author)) return refused('target');
  if (!areExactlyTheirs(room, commit.removes, data.targets)) return refused('removes');
  if (commit.record === undefined) return refused('record');
  const changed = withoutTargets(room.state, data.targets);
  const recorded = await withRecord(room, changed, { commit, author, hash: data.recordHash });
  if (typeof recorded === 'string') return refused(recorded);
  return sealed(room.session, recorded, { authorKey: author, signature: data.policySignature });
}

/** The state after an act by somebody, but for record and signature. Also used to make acts. */
export async function applyAct(room: Room, act: Act, author: Bytes): Promise<RoomState | Refusal> {
  const { state } = room;
  const role = roleOf(state, author);
  if (role === 'guest') return 'role';
  const next = { ...state, policyNumber: state.policyNumber + 1 };
  switch (act.kind) {
    case 'door':
      return act.door === state.door ? 'nothingChanges' : { ...next, door: act.door };
    case 'lock':
    case 'unlock':
      return applyLock(next, act.kind === 'lock');
    case 'appoint':
    case 'revoke':
      return role === 'host' ? applyRole(room, next, act) : 'role';
  }
}

function applyLock(next: RoomState, locked: boolean): RoomState | Refusal {
  return next.locked === locked ? 'nothingChanges' : { ...next, locked };
}

type RoleAct = Extract<Act, { kind: 'appoint' | 'revoke' }>;

async function applyRole(room: Room, next: RoomState, act: RoleAct): Promise<RoomState | Refusal> {
  return act.kind === 'appoint'
    ? applyAppoint(room, next, act)
    : applyRevoke(next, act.participantKey);
}

async function applyAppoint(
  { session, state }: Room,
  next: RoomState,
  { certificate }: Extract<Act, { kind: 'appoint' }>,
): Promise<RoomState | Refusal> {
  const deputies = [...state.roles.values()].filter((held) => held.role === 'deputy');
  if (deputies.length >= MAX_DEPUTIES) return 'full';
  const { participantKey, role } = certificate;
  if (role !== 'deputy' || !belongs(state, participantKey)) return 'target';
  if (roleOf(state, participantKey) !== 'guest') return 'target';
  if (!(await isCertificateValid(session, certificate))) return 'target';
  return { ...next, roles: new Map(state.roles).set(keyText(participantKey), certificate) };
}

function applyRevoke(next: RoomState, participantKey: Bytes): RoomState | Refusal {
  if (roleOf(next, participantKey) !== 'deputy') return 'target';
  const key = keyText(participantKey);
  const roles = new Map(next.roles);
  roles.delete(key);
  // A deputy of the whole meeting was perhaps never let in by anybody: the role was its admission.
  const admission = next.admitted.get(key) ?? { admitterKey: participantKey, via: 'copied' };
  return { ...next, roles, admitted: new Map(next.admitted).set(key, admission) };
}

/** [S-2] Never a host, never oneself; a deputy by a host only. */
function areTargetsAllowed(
  { state, roster }: Room,
  targets: readonly Bytes[],
  author: Bytes,
): boolean {
  const role = roleOf(state, author);
  if (role === 'guest' || targets.length === 0) return false;
  if (new Set(targets.map(keyText)).size !== targets.length) return false;
  return targets.every((target) => {
    const theirs = roleOf(state, target);
    const known =
      belongs(state, target) || roster.some((r) => equalBytes(r.participantKey, target));
    const below = theirs === 'guest' || (theirs === 'deputy' && role === 'host');
    return known && below && !equalBytes(target, author);
  });
}

function areExactlyTheirs(
  { roster }: Room,
  removes: readonly number[],
  targets: readonly Bytes[],
): boolean {
  const theirs = leavesOf(roster, targets);
  return theirs.length === removes.length && theirs.every((leaf) => removes.includes(leaf));
}

/** Every leaf of some participants. */
export function leavesOf(roster: Room['roster'], participants: readonly Bytes[]): number[] {
  const keys = new Set(participants.map(keyText));
  return roster.filter((entry) => keys.has(keyText(entry.participantKey))).map(({ leaf }) => leaf);
}

/** The state after a kick, but for record and signature. */
export function withoutTargets(state: RoomState, targets: readonly Bytes[]): RoomState {
  const roles = new Map(state.roles);
  const admitted = new Map(state.admitted);
  // Who was kicked lacks the new key and is no longer admitted; being listed is a second bolt.
  const kept = Math.max(0, MAX_KICKED - targets.length);
  // The state is a sorted set, so whom it drops may not depend on the order in which somebody learned it.
  const kicked = new Set([...state.kicked].sort().slice(0, kept));
  for (const key of targets.map(keyText)) {
    roles.delete(key);
    admitted.delete(key);
    kicked.add(key);
  }
  const policyNumber = state.policyNumber + 1;
  return { ...state, policyNumber, roles, admitted, kicked, door: 'guarded' };
}

/** The record that a commit carries, in its place in the state. */
async function withRecord(
  { session, state }: Room,
  changed: RoomState,
  carried: { commit: ProposedCommit; author: Bytes; hash: Bytes },
): Promise<RoomState | Refusal> {
  const { record } = carried.commit;
  if (record === undefined) return carried.hash.length === 0 ? changed : 'record';
  if (!isNextRecord(state, record) || !equalBytes(record.hash, carried.hash)) return 'record';
  if (!equalBytes(record.authorKey, carried.author)) return 'record';
  if (!(await isRecordGenuine(session, record))) return 'record';
  return { ...changed, recordNumber: record.number, recordHash: record.hash };
}

/** Whether it follows the present one and the host can open it. */
function isNextRecord(state: RoomState, record: KeyRecord): boolean {
  return (
    record.number === state.recordNumber + 1 &&
    equalBytes(record.previousHash, state.recordHash) &&
    record.shares.some(({ boxKey }) => equalBytes(boxKey, state.hostBoxKey))
  );
}

async function sealed(
  session: Session,
  changed: RoomState,
  policySeal: NonNullable<RoomState['policySeal']>,
): Promise<Decision> {
  const state = { ...changed, policySeal };
  return (await isPolicyGenuine(session, state)) ? accepted(state) : refused('policySignature');
}
