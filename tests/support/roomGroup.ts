import type { Bytes } from '@conclave/shared/bytes';
import type { GroupHead } from '@conclave/shared/wire/keys';
import { decodeMlsMessage, type MLSMessage } from 'ts-mls/message.js';
import { newSigningKey, type SigningKey } from '../../web/src/lib/e2ee/crypto/sign.ts';
import { signPass } from '../../web/src/lib/e2ee/objects/entryPass.ts';
import { makeRecord } from '../../web/src/lib/e2ee/objects/recordSecret.ts';
import { certifyRole } from '../../web/src/lib/e2ee/objects/roleCertificate.ts';
import type { CipherSuite } from '../../web/src/lib/e2ee/mls/cipherSuite.ts';
import { epochOf } from '../../web/src/lib/e2ee/mls/epoch.ts';
import { createRoomGroup } from '../../web/src/lib/e2ee/mls/group.ts';
import { newLeafKeys, type LeafKeys } from '../../web/src/lib/e2ee/mls/leaf.ts';
import {
  receiveCommit,
  type MemberEpoch,
  type Received,
} from '../../web/src/lib/e2ee/mls/receiveCommit.ts';
import { rosterOf } from '../../web/src/lib/e2ee/mls/tree.ts';
import { keyText } from '../../web/src/lib/e2ee/room/keyText.ts';
import { signPolicy } from '../../web/src/lib/e2ee/room/policySeal.ts';
import type { RoomState } from '../../web/src/lib/e2ee/room/roomState.ts';
import type { Basis } from '../../web/src/lib/e2ee/session/Basis.ts';
import {
  buildCommit,
  headOf,
  type BuiltCommit,
  type CommitPlan,
} from '../../web/src/lib/e2ee/session/buildCommit.ts';
import { buildEntry, type BuiltEntry } from '../../web/src/lib/e2ee/session/buildEntry.ts';
import { nodeCipherSuite } from './nodeCipherSuite.ts';
import { newStage, type Stage } from './roomObjects.ts';

/** A member of a group without agent, server or time: what MLS and the rules make of commits. */
export class GroupMember {
  readonly participant: SigningKey;
  epoch: MemberEpoch;
  readonly #suite: CipherSuite;

  constructor(suite: CipherSuite, participant: SigningKey, epoch: MemberEpoch) {
    this.#suite = suite;
    this.participant = participant;
    this.epoch = epoch;
  }

  /** Receives a commit of whose leaves the server says what is so [S-6]. */
  receive(commit: Bytes, record?: Bytes): Promise<Received> {
    const stated = statementOf(this.epoch, commit);
    return receiveCommit(this.#suite, this.epoch, { commit, record, ...stated });
  }

  /** Receives what must be fine, and moves on. */
  async follow(commit: Bytes, record?: Bytes): Promise<void> {
    const received = await this.receive(commit, record);
    if (received.kind !== 'next')
      throw new Error(`cannot follow: ${JSON.stringify(fault(received))}`);
    this.epoch = received.next;
  }

  build(plan: CommitPlan): Promise<BuiltCommit> {
    return buildCommit(this.#suite, this.epoch, plan);
  }

  head(): Promise<GroupHead> {
    return headOf(this.#suite, this.epoch);
  }
}

/** What an honest author says beside a commit: its own leaf, and those it removes. */
function statementOf({ mls }: MemberEpoch, commit: Bytes): { leaf: number; removes: number[] } {
  const message = decode(commit);
  if (message?.wireformat !== 'mls_public_message') return { leaf: 0, removes: [] };
  const { content } = message.publicMessage;
  if (content.contentType !== 'commit') return { leaf: 0, removes: [] };
  const removes = content.commit.proposals.flatMap((carried) =>
    carried.proposalOrRefType === 'proposal' && carried.proposal.proposalType === 'remove'
      ? [carried.proposal.remove.removed]
      : [],
  );
  if (content.sender.senderType === 'member') return { leaf: content.sender.leafIndex, removes };
  const taken = new Set(rosterOf(mls.ratchetTree).map(({ leaf }) => leaf));
  for (const removed of removes) taken.delete(removed);
  let leaf = 0;
  while (taken.has(leaf)) leaf += 1;
  return { leaf, removes };
}

function decode(bytes: Bytes): MLSMessage | undefined {
  try {
    return decodeMlsMessage(bytes, 0)?.[0];
  } catch {
    return undefined; // bytes that a test has spoiled: nothing can be said of them
  }
}

export function fault(received: Received): string {
  return received.kind === 'refused' ? received.fault : received.kind;
}

/** A host's session at a greeted door, and people who are let in one by one. */
export class RoomGroup {
  readonly suite: CipherSuite;
  readonly stage: Stage;
  readonly host: GroupMember;
  members: GroupMember[];

  private constructor(suite: CipherSuite, stage: Stage, host: GroupMember) {
    this.suite = suite;
    this.stage = stage;
    this.host = host;
    this.members = [host];
  }

  static async begin(): Promise<RoomGroup> {
    const suite = await nodeCipherSuite();
    const stage = await newStage();
    const { session, host, hostBox } = stage;
    const participant = await newSigningKey();
    const { record, secret } = await makeRecord({
      meeting: session,
      previous: undefined,
      author: host,
      certificate: undefined,
      boxKeys: [hostBox.publicKey],
    });
    const claim = { role: 'host', sessionId: session.sessionId } as const;
    const certificate = await certifyRole(session.meetingId, host, {
      ...claim,
      participantKey: participant.publicKey,
    });
    const bare: RoomState = {
      policyNumber: 0,
      door: 'greeted',
      locked: false,
      recordNumber: record.number,
      recordHash: record.hash,
      hostKey: session.hostKey,
      hostBoxKey: hostBox.publicKey,
      roles: new Map([[keyText(participant.publicKey), certificate]]),
      kicked: new Set(),
      policySeal: undefined,
      admitted: new Map(),
    };
    const state = await signPolicy(session, bare, host);
    const leafKeys = await newLeafKeys(suite);
    const mls = await createRoomGroup(suite, {
      sessionId: session.sessionId,
      participant,
      leafKeys,
    });
    return new RoomGroup(
      suite,
      stage,
      new GroupMember(suite, participant, { session, mls, state, secret }),
    );
  }

  /** The ground on which somebody joins whom the host lets in now. */
  async basis(participant: SigningKey, part: Partial<Basis> = {}): Promise<Basis> {
    const { session, state, secret, mls } = this.host.epoch;
    const leafKeys = await newLeafKeys(this.suite);
    const pass = await this.pass(participant, leafKeys);
    return {
      session,
      recordNumber: state.recordNumber,
      secret,
      knockKeys: [],
      leafKeys,
      via: 'copied',
      letter: {
        ...session,
        epoch: epochOf(mls) + 1000n,
        confirmationTagHash: new Uint8Array(32),
        policyNumber: state.policyNumber,
        recordNumber: state.recordNumber,
        secret,
        knockKeys: [],
        pass,
        confirmers: [],
        stateHash: new Uint8Array(32),
      },
      host: undefined,
      epochFloor: 0n,
      policyFloor: 0,
      ...part,
    };
  }

  pass(participant: SigningKey, { publicKey }: LeafKeys): ReturnType<typeof signPass> {
    const { session, state } = this.host.epoch;
    const { policyNumber } = state;
    const via = 'copied' as const;
    const unsigned = {
      policyNumber,
      participantKey: participant.publicKey,
      leafKey: publicKey,
      via,
    };
    return signPass(session, unsigned, this.host.participant);
  }

  async entry(participant: SigningKey, part: Partial<Basis> = {}): Promise<BuiltEntry> {
    const basis = await this.basis(participant, part);
    const card = { door: 'greeted', hostBoxKey: this.stage.hostBox.publicKey } as const;
    return buildEntry(this.suite, { basis, participant, card }, await this.host.head());
  }

  /** Lets somebody in, whom everybody follows. */
  async admit(participant?: SigningKey): Promise<GroupMember> {
    const key = participant ?? (await newSigningKey());
    const entry = await this.entry(key);
    await this.everybody(entry.commit);
    const member = new GroupMember(this.suite, key, entry.next);
    this.members.push(member);
    return member;
  }

  /** Everybody but the author follows; the author takes its own next epoch. */
  async commit(author: GroupMember, plan: CommitPlan): Promise<BuiltCommit> {
    const built = await author.build(plan);
    await this.everybody(built.commit, { record: built.record?.record, but: author });
    author.epoch = built.next;
    return built;
  }

  async everybody(
    commit: Bytes,
    { record, but }: { record?: Bytes | undefined; but?: GroupMember } = {},
  ): Promise<void> {
    for (const member of this.members) {
      if (member !== but) await member.follow(commit, record);
    }
  }
}
