import type { Bytes } from '../../shared/src/bytes.ts';
import type { ParticipantId, RequestId, SessionId } from '../../shared/src/ids.ts';
import type { GroupHead } from '../../shared/src/wire/keys.ts';
import type { Params, Result } from '../../shared/src/wire/peerRequests.ts';
import { encodeRoleCertificate } from '../../shared/src/wire/signed/roleCertificate.ts';
import {
  certified,
  newRequestId,
  newSessionId,
  newSigner,
  participantIdOf,
  proofOf,
  random,
  recordBy,
  startBy,
  type Signer,
} from './signers.ts';
import type { TestMeeting } from './testMeeting.ts';
import { WirePeer } from './wirePeer.ts';

/** How a member behaves towards commits of others. */
export type Manner = 'applies' | 'refuses' | 'silent';

export interface MemberOptions {
  readonly origin: string;
  readonly meeting: TestMeeting;
  readonly link?: 'copied' | 'mailed';
  /** Somebody who was here before. */
  readonly participant?: Signer;
}

/**
 * A participant that goes through the protocol without MLS: commits are bytes that mean nothing, as
 * they are to the server. It keeps its epoch by the final words that it hears.
 */
export class TestMember {
  readonly options: MemberOptions;
  readonly participant: Signer;
  manner: Manner = 'applies';
  wire: WirePeer;
  entered: Result<'enter'>;
  sessionId: SessionId | undefined;
  leaf = -1;
  epoch = -1;
  /** The commits that are final to its knowledge, by the epoch that they ended. */
  readonly history = new Map<number, RequestId>();
  readonly #shown = new Map<RequestId, number>();

  private constructor(options: MemberOptions, wire: WirePeer, entered: Result<'enter'>) {
    this.options = options;
    this.participant = options.participant ?? newSigner();
    this.wire = wire;
    this.entered = entered;
    this.sessionId = entered.session?.sessionId;
    this.#follow(wire);
  }

  /** Opens a connection and enters the meeting. */
  static async enter(options: MemberOptions): Promise<TestMember> {
    const { wire, entered } = await enter(options);
    return new TestMember(options, wire, entered);
  }

  /** Enters and starts the session, as the host. */
  static async start(options: MemberOptions): Promise<TestMember> {
    const member = await TestMember.enter(options);
    await member.startSession();
    return member;
  }

  /** Enters and joins the running session. */
  static async join(options: MemberOptions): Promise<TestMember> {
    const member = await TestMember.enter(options);
    await member.join();
    return member;
  }

  get participantId(): ParticipantId {
    return participantIdOf(this.participant);
  }

  get recordNumber(): number {
    return this.entered.session?.recordNumber ?? 1;
  }

  /** Where the session is; throws when there is none. */
  get place(): { sessionId: SessionId; proof: Params<'resume'>['proof'] } {
    const { sessionId } = this;
    if (sessionId === undefined) throw new Error('no session');
    const { meetingId } = this.options.meeting;
    const { challenge } = this.entered;
    return { sessionId, proof: proofOf(this.participant, { challenge, meetingId, sessionId }) };
  }

  async startSession(change: Partial<Params<'startSession'>> = {}): Promise<void> {
    const { meeting } = this.options;
    this.sessionId = change.sessionId ?? newSessionId();
    const { meetingId } = meeting;
    const previous = { number: 1, record: this.entered.record };
    const record = recordBy(meeting.host, { meetingId, previous });
    const { number } = record;
    await this.wire.request('startSession', {
      ...this.place,
      start: startBy(meeting.host, { meetingId, sessionId: this.sessionId, recordNumber: number }),
      head: newHead(0),
      record,
      openKeys: null,
      ...change,
    });
    this.leaf = 0;
    this.epoch = change.head?.epoch ?? 0;
  }

  /** With the host's word for it, so that nobody has to write a letter [V-14]. */
  async takeTicket(
    purpose: Params<'takeTicket'>['purpose'] = 'join',
    recordNumber = this.recordNumber,
  ): Promise<void> {
    const { host, meetingId } = this.options.meeting;
    const scope = { meetingId, sessionId: this.place.sessionId };
    const certificate = encodeRoleCertificate(certified(host, this.participant, scope));
    const params = { ...this.place, recordNumber, purpose, certificate };
    await this.wire.request('takeTicket', params);
  }

  /** Takes a ticket and joins on the leaf that nobody has. */
  async join(purpose: 'join' | 'return' = 'join', leaf?: number): Promise<void> {
    for (;;) {
      await this.takeTicket(purpose);
      const { head } = await this.wire.next('ticket');
      const own = leaf ?? head.epoch + 1;
      try {
        await this.commit({
          epoch: head.epoch,
          leaf: own,
          removes: this.leaf < 0 ? [] : [this.leaf],
        });
        this.leaf = own;
        return;
      } catch (error) {
        if (String(error).includes('staleEpoch')) continue;
        throw error;
      }
    }
  }

  /** Commits something; resolves when it is final. */
  async commit(change: Partial<Params<'commit'>> = {}): Promise<Params<'commit'>> {
    const params = this.commitParams(change);
    const { epoch } = await this.wire.request('commit', params);
    this.finalized(params.commitId, epoch);
    return params;
  }

  commitParams(change: Partial<Params<'commit'>> = {}): Params<'commit'> {
    const epoch = change.epoch ?? this.epoch;
    return {
      commitId: newRequestId(),
      sessionId: this.place.sessionId,
      epoch,
      commit: random(200),
      head: newHead(epoch + 1),
      leaf: this.leaf,
      removes: [],
      record: null,
      openKeys: null,
      ...change,
    };
  }

  /** After the connection or the server was gone. */
  async reconnect(): Promise<Result<'resume'>> {
    const { wire, entered } = await enter({ ...this.options });
    this.wire = wire;
    this.entered = entered;
    this.#follow(wire);
    const { leaf, epoch } = this;
    const result = await wire.request('resume', { ...this.place, leaf, epoch });
    if (result.kind === 'resumed') {
      for (const { commitId, epoch: ended } of result.missed) this.finalized(commitId, ended + 1);
    }
    return result;
  }

  /** Notes the final word about a commit. */
  finalized(commitId: RequestId, epoch: number): void {
    const known = this.history.get(epoch - 1);
    if (known !== undefined && known !== commitId)
      throw new Error('two final commits of one epoch');
    this.history.set(epoch - 1, commitId);
    this.epoch = Math.max(this.epoch, epoch);
  }

  close(): void {
    this.wire.close();
  }

  #follow(wire: WirePeer): void {
    wire.on('commit', ({ commitId, epoch }) => {
      this.#shown.set(commitId, epoch);
      if (this.manner === 'silent') return;
      const verdict: Params<'ackCommit'>['verdict'] =
        this.manner === 'applies'
          ? { kind: 'applied', confirmation: random(96) }
          : { kind: 'refused' };
      wire.request('ackCommit', { commitId, verdict }).catch(() => undefined);
    });
    wire.on('commitFinal', ({ commitId, epoch }) => {
      if (this.#shown.has(commitId)) this.finalized(commitId, epoch);
    });
  }
}

/** A pair of GroupInfo and room state that nobody can open. */
export function newHead(epoch: number, bytes: Bytes = random(600)): GroupHead {
  return { epoch, groupInfo: bytes, sealedState: random(300) };
}

async function enter({
  origin,
  meeting,
  link = 'copied',
}: MemberOptions): Promise<{ wire: WirePeer; entered: Result<'enter'> }> {
  const { meetingId } = meeting;
  const wire = await WirePeer.connect(origin, { meetingId });
  const joinProof = meeting.proofs[link];
  const entered = await wire.request('enter', { meetingId, joinProof });
  return { wire, entered };
}
