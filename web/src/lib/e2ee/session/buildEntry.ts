import { equalBytes, type Bytes } from '@conclave/shared/bytes';
import type { GroupHead } from '@conclave/shared/wire/keys';
import type { SigningKey } from '../crypto/sign.ts';
import { signHostPass } from '../objects/entryPass.ts';
import type { SignedCard } from '../objects/lobbyCard.ts';
import { certifyRole } from '../objects/roleCertificate.ts';
import type { CipherSuite } from '../mls/cipherSuite.ts';
import { confirmationTagHash } from '../mls/epoch.ts';
import { joinExternally } from '../mls/joinExternally.ts';
import { openGroupInfo, type OpenedGroupInfo } from '../mls/openGroupInfo.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { rosterOf } from '../mls/tree.ts';
import { encodeCommitData, type CommitData } from '../room/commitData.ts';
import { decide } from '../room/decide.ts';
import type { Refusal } from '../room/Decision.ts';
import { leavesOf } from '../room/decideOrder.ts';
import { keyText } from '../room/keyText.ts';
import { isStateGenuine } from '../room/policySeal.ts';
import type { Room } from '../room/Room.ts';
import { belongs, hashState, type RoomState } from '../room/roomState.ts';
import { openState } from '../room/sealedState.ts';
import type { Basis } from './Basis.ts';
import { headOf } from './buildCommit.ts';

/** Who enters, on what basis, and what the host's card says. */
export interface EntryPlan {
  readonly basis: Basis;
  readonly participant: SigningKey;
  readonly card: Pick<SignedCard, 'door' | 'hostBoxKey'>;
}

export interface BuiltEntry {
  readonly commit: Bytes;
  readonly head: GroupHead;
  readonly removes: readonly number[];
  readonly next: MemberEpoch;
}

/** Why no entry can be built: the head is wrong (`head`), or the rules do not let us in. */
export class EntryFault extends Error {
  override readonly name = 'EntryFault';
  readonly code: 'head' | Refusal;

  constructor(code: 'head' | Refusal) {
    super(code);
    this.code = code;
  }
}

/** 5.5 step 2: checks what the server serves and builds the external commit with everything beside it. */
export async function buildEntry(
  suite: CipherSuite,
  plan: EntryPlan,
  served: GroupHead,
): Promise<BuiltEntry> {
  const { basis, participant } = plan;
  const { session, secret, leafKeys, recordNumber } = basis;
  const opened = await openHead(suite, plan, served);
  const state = await openServedState(plan, opened, served);
  const room = { session, state, roster: rosterOf(opened.tree) };
  const data = await entryData(room, plan);
  const removes = oldLeaf(room, participant);
  const sender = {
    kind: 'new',
    leafKey: leafKeys.publicKey,
    participantKey: participant.publicKey,
  } as const;
  const proposed = { data, sender, removes, pskNumber: recordNumber, record: undefined };
  const decision = await decide(room, proposed);
  if (!decision.accepted) throw new EntryFault(decision.refusal);
  const stateHash = await hashState(decision.state);
  const made = await joinExternally(suite, {
    opened,
    owner: { sessionId: session.sessionId, participant, leafKeys },
    roomPsk: secret.roomPsk,
    recordNumber,
    removes,
    authenticatedData: encodeCommitData({ stateHash, data }),
  });
  const next = { session, mls: made.next, state: decision.state, secret };
  return { commit: made.commit, head: await headOf(suite, next), removes, next };
}

async function openHead(
  suite: CipherSuite,
  { basis }: EntryPlan,
  { groupInfo }: GroupHead,
): Promise<OpenedGroupInfo> {
  const opened = await openGroupInfo(suite, basis.session.sessionId, groupInfo);
  if (opened === undefined || opened.epoch < basis.epochFloor) throw new EntryFault('head');
  const { letter } = basis;
  if (letter?.epoch === opened.epoch) {
    const tagHash = await confirmationTagHash(opened.groupInfo.confirmationTag);
    if (!equalBytes(tagHash, letter.confirmationTagHash)) throw new EntryFault('head');
  }
  return opened;
}

async function openServedState(
  { basis, card }: EntryPlan,
  { epoch }: OpenedGroupInfo,
  { groupInfo, sealedState }: GroupHead,
): Promise<RoomState> {
  const { session, secret, letter } = basis;
  const place = { sessionId: session.sessionId, epoch, groupInfo };
  const state = await openState(secret.roomPsk, place, sealedState);
  if (state === undefined || !(await isStateGenuine(session, state))) throw new EntryFault('head');
  // Without a signed policy nobody with a role began this session: that is for open doors only [S-5].
  const begun = state.policySeal !== undefined || card.door === 'open';
  const { policyNumber, hostBoxKey } = state;
  const sound =
    begun && policyNumber >= basis.policyFloor && equalBytes(hostBoxKey, card.hostBoxKey);
  if (!sound) throw new EntryFault('head');
  if (letter?.epoch === epoch && !equalBytes(await hashState(state), letter.stateHash)) {
    throw new EntryFault('head');
  }
  return state;
}

/** [B-1, D-3] As what we come: back, as host, with a pass, or through an open door. */
async function entryData({ state }: Room, plan: EntryPlan): Promise<CommitData> {
  const { basis, participant } = plan;
  const role = state.roles.get(keyText(participant.publicKey))?.role;
  const welcome = belongs(state, participant.publicKey);
  if (welcome && (basis.host === undefined || role !== undefined)) return { kind: 'return' };
  if (basis.host !== undefined) return hostJoin(basis.host, plan, state.policyNumber);
  const pass = basis.letter?.pass;
  if (pass === undefined) return { kind: 'join', shown: { kind: 'none', via: basis.via } };
  return { kind: 'join', shown: { kind: 'entry', pass } };
}

async function hostJoin(
  host: NonNullable<Basis['host']>,
  { basis, participant }: EntryPlan,
  policyNumber: number,
): Promise<CommitData> {
  const { session, leafKeys } = basis;
  const certificate = await certifyRole(session.meetingId, host.signing, {
    role: 'host',
    sessionId: session.sessionId,
    participantKey: participant.publicKey,
  });
  const unsigned = { policyNumber, leafKey: leafKeys.publicKey, certificate };
  const pass = await signHostPass(session, unsigned, host.signing);
  return { kind: 'join', shown: { kind: 'host', pass } };
}

/** [B-2] The old leaf that goes with our return; none where we are alone in the tree. */
function oldLeaf({ roster }: Room, participant: SigningKey): number[] {
  const own = leavesOf(roster, [participant.publicKey]);
  return own.length === roster.length ? [] : own.slice(0, 1);
}
