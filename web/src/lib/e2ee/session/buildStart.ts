import type { Bytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { GroupHead } from '@conclave/shared/wire/keys';
import type { HostKeys } from '../host/HostKeys.ts';
import { openKeysFor } from '../host/registerLinks.ts';
import type { SigningKey } from '../crypto/sign.ts';
import type { KeySecret } from '../objects/keySecret.ts';
import { makeRecord, openShare } from '../objects/recordSecret.ts';
import { certifyRole, type Session } from '../objects/roleCertificate.ts';
import { signSessionStart } from '../objects/sessionStart.ts';
import { viaOf } from '../objects/via.ts';
import type { CipherSuite } from '../mls/cipherSuite.ts';
import { createRoomGroup } from '../mls/group.ts';
import type { LeafKeys } from '../mls/leaf.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { keyText } from '../room/keyText.ts';
import { signPolicy } from '../room/policySeal.ts';
import type { RoomState } from '../room/roomState.ts';
import { knockKeysOf } from './bases.ts';
import type { Basis } from './Basis.ts';
import { headOf } from './buildCommit.ts';
import type { Entered } from './enterMeeting.ts';

export interface StartPlan {
  readonly entered: Entered;
  readonly session: Session;
  readonly participant: SigningKey;
  readonly leafKeys: LeafKeys;
}

export interface BuiltStart {
  readonly basis: Basis;
  readonly epoch: MemberEpoch;
  readonly head: GroupHead;
  readonly start: Bytes | null;
  readonly record: { readonly number: number; readonly record: Bytes } | null;
  readonly openKeys: Bytes | null;
  /** Archive keys of records before, whose inboxes may have been knocked at. */
  readonly olderArchiveKeys: readonly Bytes[];
}

/** 4.2: the host begins a session, with the next record and a signed policy. */
export async function buildHostStart(
  suite: CipherSuite,
  plan: StartPlan,
  host: HostKeys,
): Promise<BuiltStart> {
  const { entered, session, participant } = plan;
  const before = await openShare(entered.record, host.box);
  if (before === undefined) throw new RefusedError('notAllowed');
  const { number, hash } = entered.record;
  const made = await makeRecord({
    meeting: session,
    previous: { number, hash, archiveKey: before.archiveKey },
    author: host.signing,
    certificate: undefined,
    boxKeys: [host.box.publicKey],
  });
  const { record, bytes, secret } = made;
  const bare = { ...bareState(entered), recordNumber: record.number, recordHash: record.hash };
  const certificate = await certifyRole(session.meetingId, host.signing, {
    role: 'host',
    sessionId: session.sessionId,
    participantKey: participant.publicKey,
  });
  const roles = new Map([[keyText(participant.publicKey), certificate]]);
  const state = await signPolicy(session, { ...bare, door: host.card.door, roles }, host.signing);
  const begun = await begin(suite, plan, { state, secret });
  const start = await signSessionStart(session, record.number, host.signing);
  const open = state.door === 'open';
  return {
    ...begun,
    basis: { ...begun.basis, host, knockKeys: knockKeysOf(host) },
    start,
    record: { number: record.number, record: bytes },
    openKeys: open ? await openKeysFor(host, record.number, secret) : null,
    olderArchiveKeys: [before.archiveKey],
  };
}

/** 4.2: anybody begins a session at an open door, on the newest record as it is. */
export async function buildOpenStart(suite: CipherSuite, plan: StartPlan): Promise<BuiltStart> {
  const { entered, participant } = plan;
  const { openKeys, record, link, linkVersion } = entered;
  if (entered.card.door !== 'open' || openKeys?.recordNumber !== record.number) {
    throw new RefusedError('notAllowed');
  }
  const self = { admitterKey: participant.publicKey, via: viaOf(link) };
  const admitted = new Map([[keyText(participant.publicKey), self]]);
  const state: RoomState = { ...bareState(entered), door: 'open', admitted };
  const begun = await begin(suite, plan, { state, secret: openKeys.secret });
  const knockKeys = [{ kind: link.kind, linkVersion, key: link.knockKey, exposed: false }];
  const basis = { ...begun.basis, knockKeys };
  return { ...begun, basis, start: null, record: null, openKeys: null, olderArchiveKeys: [] };
}

function bareState({ card, record, meeting }: Entered): RoomState {
  return {
    policyNumber: 0,
    door: card.door,
    locked: false,
    recordNumber: record.number,
    recordHash: record.hash,
    hostKey: meeting.hostKey,
    hostBoxKey: card.hostBoxKey,
    roles: new Map(),
    kicked: new Set(),
    policySeal: undefined,
    admitted: new Map(),
  };
}

async function begin(
  suite: CipherSuite,
  { entered, session, participant, leafKeys }: StartPlan,
  { state, secret }: { state: RoomState; secret: KeySecret },
): Promise<Pick<BuiltStart, 'basis' | 'epoch' | 'head'>> {
  const owner = { sessionId: session.sessionId, participant, leafKeys };
  const mls = await createRoomGroup(suite, owner);
  const epoch = { session, mls, state, secret };
  const basis: Basis = {
    session,
    recordNumber: state.recordNumber,
    via: viaOf(entered.link),
    secret,
    knockKeys: [],
    leafKeys,
    letter: undefined,
    host: undefined,
    epochFloor: 0n,
    policyFloor: 0,
  };
  return { basis, epoch, head: await headOf(suite, epoch) };
}
