import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import {
  isHostPassGenuine,
  isPassGenuine,
  type EntryPass,
  type HostPass,
} from '../objects/entryPass.ts';
import type { ShownPass } from './commitData.ts';
import { decideAct, decideKick } from './decideOrder.ts';
import { accepted, refused, type Decision, type Refusal } from './Decision.ts';
import { keyText } from './keyText.ts';
import type { ProposedCommit, Room, RosterEntry, Sender } from './Room.ts';
import {
  belongs,
  MAX_ADMITTED,
  MAX_HOSTS,
  roleOf,
  type Admission,
  type RoomState,
} from './roomState.ts';

/** [S-1] Whether a commit is accepted, and the state after it. Knows no clock and no order of arrival. */
export async function decide(room: Room, commit: ProposedCommit): Promise<Decision> {
  if (!areRemovesSound(room, commit)) return refused('removes');
  const { sender } = commit;
  return sender.kind === 'new'
    ? decideEntry(room, commit, sender)
    : decideMember(room, commit, sender);
}

type NewSender = Extract<Sender, { kind: 'new' }>;
type MemberSender = Extract<Sender, { kind: 'member' }>;

async function decideEntry(
  room: Room,
  commit: ProposedCommit,
  sender: NewSender,
): Promise<Decision> {
  const { data } = commit;
  if (commit.record !== undefined) return refused('record');
  if (commit.pskNumber !== room.state.recordNumber) return refused('psk');
  if (data.kind === 'return') return decideReturn(room, commit, sender);
  if (data.kind !== 'join') return refused('sender');
  if (data.shown.kind === 'host')
    return decideHostJoin(room, commit, { sender, pass: data.shown.pass });
  return decideGuestJoin(room, commit, { sender, shown: data.shown });
}

function decideReturn(room: Room, commit: ProposedCommit, sender: NewSender): Decision {
  if (!belongs(room.state, sender.participantKey)) return refused('notAdmitted');
  if (!areOldLeavesHandled(room, commit.removes, sender)) return refused('removes');
  return accepted(room.state);
}

async function decideHostJoin(
  room: Room,
  commit: ProposedCommit,
  { sender, pass }: { sender: NewSender; pass: HostPass },
): Promise<Decision> {
  const { session, state } = room;
  if (pass.policyNumber !== state.policyNumber) return refused('policyOutdated');
  if (!equalBytes(pass.leafKey, sender.leafKey)) return refused('pass');
  if (!(await isHostPassGenuine(session, sender.participantKey, pass))) return refused('pass');
  if (!areOldLeavesHandled(room, commit.removes, sender)) return refused('removes');
  const key = keyText(sender.participantKey);
  // A deputy's role is part of the signed policy and is not replaced by the way.
  if (state.roles.get(key)?.role === 'deputy') return refused('alreadyHere');
  const roles = new Map(withoutStaleHosts(room)).set(key, pass.certificate);
  return accepted({ ...state, roles });
}

/**
 * A host whose browser keeps nothing has a new participant key at every visit. Beyond MAX_HOSTS those
 * who are not in the room are dropped, but never the one who signed the policy.
 */
function withoutStaleHosts({ state, roster }: Room): RoomState['roles'] {
  const hosts = [...state.roles.values()].filter(({ role }) => role === 'host');
  if (hosts.length < MAX_HOSTS) return state.roles;
  const here = new Set(roster.map((entry) => keyText(entry.participantKey)));
  if (state.policySeal !== undefined) here.add(keyText(state.policySeal.authorKey));
  return new Map([...state.roles].filter(([key, { role }]) => role !== 'host' || here.has(key)));
}

async function decideGuestJoin(
  room: Room,
  commit: ProposedCommit,
  { sender, shown }: { sender: NewSender; shown: Exclude<ShownPass, { kind: 'host' }> },
): Promise<Decision> {
  const { participantKey } = sender;
  const barred = whyBarred(room, commit, participantKey);
  if (barred !== undefined) return refused(barred);
  if (shown.kind === 'entry') return decidePass(room, sender, shown.pass);
  if (room.state.door !== 'open') return refused('pass');
  return admit(room, participantKey, { admitterKey: participantKey, via: shown.via });
}

function whyBarred(
  room: Room,
  { removes }: ProposedCommit,
  participantKey: Bytes,
): Refusal | undefined {
  if (removes.length > 0) return 'removes';
  if (room.state.locked) return 'locked';
  if (room.state.kicked.has(keyText(participantKey))) return 'kicked';
  return isInRoster(room, participantKey) ? 'alreadyHere' : undefined;
}

async function decidePass(room: Room, sender: NewSender, pass: EntryPass): Promise<Decision> {
  if (pass.policyNumber !== room.state.policyNumber) return refused('policyOutdated');
  if (!equalBytes(pass.participantKey, sender.participantKey)) return refused('pass');
  if (!equalBytes(pass.leafKey, sender.leafKey)) return refused('pass');
  if (!mayAdmit(room.state, pass.admitterKey)) return refused('pass');
  if (!(await isPassGenuine(room.session, pass))) return refused('pass');
  return admit(room, sender.participantKey, pass);
}

/** [5.2] Who may sign passes: at a guarded door host and deputies, else every participant. */
export function mayAdmit(state: RoomState, admitterKey: Bytes): boolean {
  if (state.locked || !belongs(state, admitterKey)) return false;
  return state.door !== 'guarded' || roleOf(state, admitterKey) !== 'guest';
}

function admit(room: Room, participantKey: Bytes, { admitterKey, via }: Admission): Decision {
  const admitted = new Map(room.state.admitted).set(keyText(participantKey), { admitterKey, via });
  if (admitted.size <= MAX_ADMITTED) return accepted({ ...room.state, admitted });
  const here = new Set(room.roster.map((entry) => keyText(entry.participantKey)));
  const kept = [...admitted].filter(([key]) => here.has(key) || key === keyText(participantKey));
  return accepted({ ...room.state, admitted: new Map(kept) });
}

async function decideMember(
  room: Room,
  commit: ProposedCommit,
  sender: MemberSender,
): Promise<Decision> {
  const { data } = commit;
  if (commit.pskNumber !== undefined) return refused('psk');
  if (data.kind === 'act') return decideAct(room, commit, { data, author: sender.participantKey });
  if (data.kind === 'kick')
    return decideKick(room, commit, { data, author: sender.participantKey });
  if (commit.record !== undefined) return refused('record');
  return decideUpkeep(room, commit, sender);
}

/** What changes leaves or keys and leaves the rules alone. */
function decideUpkeep(
  room: Room,
  { data, removes }: ProposedCommit,
  sender: MemberSender,
): Decision {
  switch (data.kind) {
    case 'retire':
      return decideRemoves(room, removes, (entry) => isOwn(sender, entry));
    case 'tidy':
      return decideRemoves(room, removes, (entry) => !isOwn(sender, entry));
    case 'update':
      return removes.length === 0 ? accepted(room.state) : refused('removes');
    case 'join':
    case 'return':
    case 'act':
    case 'kick':
      return refused('sender');
  }
}

function decideRemoves(
  room: Room,
  removes: readonly number[],
  isAllowed: (entry: RosterEntry) => boolean,
): Decision {
  const removed = room.roster.filter(({ leaf }) => removes.includes(leaf));
  return removed.length > 0 && removed.every(isAllowed) ? accepted(room.state) : refused('removes');
}

/** Every remove names another leaf that exists, and none twice. */
function areRemovesSound({ roster }: Room, { removes, sender }: ProposedCommit): boolean {
  if (new Set(removes).size !== removes.length) return false;
  if (sender.kind === 'member' && removes.includes(sender.leaf)) return false;
  return removes.every((removed) => roster.some(({ leaf }) => leaf === removed));
}

/**
 * [B-2] Whoever returns takes one old leaf along, if it has any. Alone in the tree it takes none: the
 * library breaks a tree whose only leaf is replaced, so that one goes by `retire`.
 */
function areOldLeavesHandled(room: Room, removes: readonly number[], sender: NewSender): boolean {
  const own = room.roster.filter((entry) => isOwn(sender, entry)).map(({ leaf }) => leaf);
  const alone = own.length === room.roster.length;
  const expected = own.length > 0 && !alone ? 1 : 0;
  return removes.length === expected && removes.every((leaf) => own.includes(leaf));
}

function isInRoster({ roster }: Room, participantKey: Bytes): boolean {
  return roster.some((entry) => equalBytes(entry.participantKey, participantKey));
}

function isOwn(sender: Sender, entry: RosterEntry): boolean {
  return equalBytes(entry.participantKey, sender.participantKey);
}
