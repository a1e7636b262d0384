import type { Bytes } from '@conclave/shared/bytes';
import type { Params } from '@conclave/shared/wire/peerRequests';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import type { AnyNotification } from '../../signaling/SignalingPort.ts';
import { epochOf, exportKey, ownLeafOf } from '../mls/epoch.ts';
import type { CommitFacts, MemberEpoch } from '../mls/receiveCommit.ts';
import { rosterOf } from '../mls/tree.ts';
import type { CommitData } from '../room/commitData.ts';
import { keyText } from '../room/keyText.ts';
import { Admission } from './Admission.ts';
import type { AgentContext } from './AgentContext.ts';
import { ask } from './ask.ts';
import { background } from './background.ts';
import type { Basis } from './Basis.ts';
import { headOf } from './buildCommit.ts';
import { CommitFlow } from './CommitFlow.ts';
import { Comparison } from './Comparison.ts';
import { dispatch, type Hearing } from './dispatch.ts';
import { Exposure } from './Exposure.ts';
import type { FrameSchedule } from './FrameSchedule.ts';
import type { Keepsake } from './Keepsake.ts';
import { MemberBoard } from './MemberBoard.ts';
import { Membership, type Advance, type MembershipListener, type Parting } from './Membership.ts';
import { ownTone } from './ownTone.ts';
import { planRetire, planTidy, planUpdate } from './plans.ts';
import { eventsOf } from './roomEvents.ts';
import { RoomTalk } from './RoomTalk.ts';
import type { Presence } from './RoomView.ts';

export interface InsideOptions {
  readonly basis: Basis;
  readonly epoch: MemberEpoch;
  readonly presence: Presence;
  /** Of records before the present one, whose inboxes may still be knocked at. */
  readonly olderArchiveKeys: readonly Bytes[];
  readonly keepsake: Keepsake;
  readonly frames: FrameSchedule;
  proof(): Promise<Params<'takeTicket'>['proof']>;
  parted(parting: Parting): Promise<void>;
}

/** Requests of the server that wait for the confirmation; it asks others, or again, where more get lost. */
const KEPT_EARLY = 64;
/** Records whose inboxes are tried when somebody knocks. */
const KEPT_ARCHIVE_KEYS = 3;

/**
 * A member's life in one session, from the final join to the parting: it hears the group's notifications
 * and keeps everything that depends on the epoch in step. All methods run in the queue unless said.
 */
export class InsideRoom implements MembershipListener {
  readonly #context: AgentContext;
  readonly #options: InsideOptions;
  readonly membership: Membership;
  readonly commits: CommitFlow;
  readonly admission: Admission;
  readonly people: MemberBoard;
  readonly comparison: Comparison;
  readonly talk: RoomTalk;
  readonly #exposure: Exposure;
  /** One's own colour. */
  readonly #tone: number;
  #archiveKeys: readonly Bytes[];
  readonly #group: Hearing;
  readonly #duties: Hearing;
  #confirmed = false;
  /** What was asked of us before our join was confirmed. */
  #early: readonly AnyNotification[] = [];

  private constructor(context: AgentContext, options: InsideOptions) {
    this.#context = context;
    this.#options = options;
    const { epoch, basis, keepsake } = options;
    this.#archiveKeys = [epoch.secret.archiveKey, ...options.olderArchiveKeys];
    this.membership = new Membership(context, epoch, this);
    this.commits = new CommitFlow(context, this.membership, () => options.proof());
    this.people = new MemberBoard(context.board, keepsake.memory.session?.compared ?? []);
    this.comparison = new Comparison(context);
    this.#exposure = new Exposure(keepsake, basis.knockKeys);
    this.admission = new Admission(context, this.#admissionSource(), basis.knockKeys);
    this.#tone = ownTone(epoch, context.participant.publicKey, keepsake.memory.session);
    this.talk = new RoomTalk(context, this.#talkOptions(), options.presence);
    this.#group = this.#hearGroup();
    this.#duties = this.#hearDuties();
  }

  static async enter(context: AgentContext, options: InsideOptions): Promise<InsideRoom> {
    const room = new InsideRoom(context, options);
    room.#remember();
    await room.#beginEpoch();
    return room;
  }

  get epoch(): MemberEpoch {
    return this.membership.epoch;
  }

  /** Own leaf and epoch, as the server counts them. */
  get position(): { leaf: number; epoch: number } {
    const { mls } = this.epoch;
    return { leaf: ownLeafOf(mls), epoch: Number(epochOf(mls)) };
  }

  get archiveKeys(): readonly Bytes[] {
    return this.#archiveKeys;
  }

  /** [J-1] A member confirmed the join: frames flow, others hear who we are. */
  async confirmed(): Promise<void> {
    this.#confirmed = true;
    const { mls } = this.epoch;
    const baseKey = await exportKey(this.#context.suite, mls, 'frames');
    this.#options.frames.open({ epoch: epochOf(mls), leaf: ownLeafOf(mls), baseKey });
    await this.talk.confirmed();
    this.#tellStanding();
    this.#retire();
    const early = this.#early;
    this.#early = [];
    for (const heard of early) await dispatch(this.#duties, heard);
  }

  async onNotification(heard: AnyNotification): Promise<void> {
    await dispatch(this.#group, heard);
    if (this.#confirmed) await dispatch(this.#duties, heard);
    else this.#early = [...this.#early, heard].slice(-KEPT_EARLY);
  }

  /** The connection is new: what was said before it broke about peers and tickets holds no more. */
  async resumed(missed: readonly Notification<'commit'>[]): Promise<void> {
    this.people.forgetPeers();
    this.admission.resumed();
    await this.membership.onMissed(missed);
    this.commits.onTicket();
    this.commits.moved();
    await this.talk.resumed();
    await this.#show();
  }

  /** [6] The codes were read aloud: who was in that epoch is compared from now on, or something is wrong. */
  async closeComparison(result: 'same' | 'different' | 'closed'): Promise<void> {
    const participants = this.comparison.close();
    if (result === 'different') {
      this.#context.board.tell({ kind: 'warning', warning: 'forkSuspected' });
    }
    if (result !== 'same') return;
    this.people.compare(participants);
    this.#remember();
    await this.#show();
  }

  close(): void {
    this.membership.close();
    this.commits.close();
    this.talk.close();
    this.admission.close();
    this.comparison.forget();
  }

  async provisional({ mls }: MemberEpoch): Promise<void> {
    const baseKey = await exportKey(this.#context.suite, mls, 'frames');
    this.#options.frames.provisional({ epoch: epochOf(mls), leaf: ownLeafOf(mls), baseKey });
  }

  async advanced(advance: Advance): Promise<void> {
    const { now, facts, allApplied } = advance;
    const at = { epoch: epochOf(now.mls), leaf: ownLeafOf(now.mls) };
    this.#options.frames.final(at, allApplied || facts.removes.length > 0);
    if (facts.record !== undefined) {
      const keys = [now.secret.archiveKey, ...this.#archiveKeys];
      this.#archiveKeys = keys.slice(0, KEPT_ARCHIVE_KEYS);
    }
    await this.people.learn([facts.sender.participantKey, ...namedIn(facts.data)]);
    const events = eventsOf(advance, this.people, (leaf) => this.people.isConnected(leaf));
    await this.#beginEpoch();
    this.talk.forgetBefore(at.epoch, facts.data.kind === 'kick');
    this.#remember();
    if (this.#confirmed) this.#tellStanding();
    for (const event of events) this.#context.board.tell(event);
    await this.admission.reconsider();
    this.commits.moved();
  }

  allApplied(): void {
    const { mls } = this.epoch;
    this.#options.frames.allApplied(epochOf(mls), ownLeafOf(mls));
  }

  async parted(parting: Parting, facts: CommitFacts | undefined): Promise<void> {
    if (facts !== undefined) {
      await this.people.learn([facts.sender.participantKey, ...namedIn(facts.data)]);
      this.#tellOwnKick(facts);
    }
    await this.#options.parted(parting);
  }

  #tellOwnKick({ data, sender }: CommitFacts): void {
    if (data.kind !== 'kick') return;
    const by = this.people.idOf(sender.participantKey);
    const participantIds = data.targets.map((key) => this.people.idOf(key));
    this.#context.board.tell({ kind: 'kicked', participantIds, by });
  }

  async #beginEpoch(): Promise<void> {
    await this.talk.enter(this.epoch);
    const digits = await this.comparison.enter(this.epoch);
    await this.people.show(this.epoch, digits);
  }

  #show(): Promise<void> {
    return this.people.show(this.epoch, this.comparison.digits);
  }

  async #peerJoined(joined: Notification<'peerJoined'>): Promise<void> {
    this.people.peerJoined(joined);
    await this.#show();
    if (joined.leaf !== ownLeafOf(this.epoch.mls)) this.talk.greet(joined);
  }

  async #provideHead({ epoch }: Notification<'headRequest'>): Promise<void> {
    if (BigInt(epoch) !== epochOf(this.epoch.mls)) return;
    ask(this.#context, 'provideHead', { head: await headOf(this.#context.suite, this.epoch) });
  }

  #tidy({ leaves }: Notification<'tidyRequest'>): void {
    const { participant } = this.#context;
    this.#commit((epoch) => Promise.resolve(planTidy(epoch, leaves, participant)));
    this.#retire();
  }

  /** [B-2] Old leaves of our own go as soon as we are in beside them. */
  #retire(): void {
    this.#commit((epoch) => Promise.resolve(planRetire(epoch, this.#context.participant)));
  }

  /** A commit that nobody waits for: if it fails, the server asks again or somebody else. */
  #commit(plan: Parameters<CommitFlow['commit']>[0]['plan']): void {
    background(this.#context, this.commits.commit({ announced: false, plan }));
  }

  /** What is heard from the first moment on. */
  #hearGroup(): Hearing {
    return {
      commit: (shown) => this.membership.onCommit(shown),
      commitFinal: (final) => this.membership.onFinal(final),
      commitVoid: (gone) => {
        this.membership.onVoid(gone);
        this.commits.moved();
      },
      peerJoined: (joined) => this.#peerJoined(joined),
      peerLeft: (left) => {
        this.people.peerLeft(left);
        return this.#show();
      },
      relayed: (message) => this.talk.onRelayed(message),
    };
  }

  /** What is asked of members, and done once the join is confirmed. */
  #hearDuties(): Hearing {
    return {
      knock: (knock) => this.admission.onKnock(knock),
      knockGone: (gone) => this.admission.onGone(gone),
      tidyRequest: (request) => this.#tidy(request),
      updateRequest: () => this.#commit((epoch) => Promise.resolve(planUpdate(epoch))),
      headRequest: (request) => this.#provideHead(request),
      ticket: () => this.commits.onTicket(),
    };
  }

  /** [L-3] Any member's word is enough: it only makes the door stricter. */
  #exposedHeard(linkVersion: number): void {
    const known = this.admission.knockKeys.some(
      (key) => key.kind === 'copied' && key.linkVersion === linkVersion,
    );
    if (!known || !this.#exposure.learn(linkVersion)) return;
    this.#context.board.tell({ kind: 'exposedLink' });
    this.admission.reconsiderSoon();
  }

  /** What documents are sealed and signed with from now on. */
  #tellStanding(): void {
    const { session, state, secret, mls } = this.epoch;
    const participantKey = this.#context.participant.publicKey;
    this.#context.documents.standing({
      session,
      participantKey,
      certificate: state.roles.get(keyText(participantKey)),
      recordNumber: state.recordNumber,
      recordHash: state.recordHash,
      archiveKey: secret.archiveKey,
      members: rosterOf(mls.ratchetTree).length,
    });
  }

  /** [B-1] What a reload needs. */
  #remember(): void {
    const { keepsake } = this.#options;
    const { mls, state, secret, session } = this.epoch;
    keepsake.rememberRecord({ number: state.recordNumber, hash: state.recordHash });
    keepsake.remember({
      session: {
        sessionId: session.sessionId,
        recordNumber: state.recordNumber,
        secret,
        knockKeys: this.admission.knockKeys,
        compared: this.people.compared,
        epochFloor: epochOf(mls),
        policyFloor: state.policyNumber,
        tone: this.#tone,
        left: false,
      },
    });
  }

  #admissionSource(): ConstructorParameters<typeof Admission>[1] {
    return {
      epoch: () => this.epoch,
      archiveKeys: () => this.#archiveKeys,
      connected: () => this.people.connected(this.epoch),
      exposure: this.#exposure,
      tellExposed: (linkVersion) => this.talk.tellExposed(linkVersion),
    };
  }

  #talkOptions(): ConstructorParameters<typeof RoomTalk>[1] {
    return {
      people: this.people,
      comparison: this.comparison,
      epoch: () => this.epoch,
      exposure: this.#exposure,
      tone: this.#tone,
      exposedHeard: (linkVersion) => this.#exposedHeard(linkVersion),
      knockKeysRenewed: (keys) => {
        this.#exposure.learnFrom(keys);
        this.admission.renewKnockKeys(keys);
        this.#remember();
      },
      changed: () => this.#show(),
    };
  }
}

/** Participants whom a commit names beside its author. */
function namedIn(data: CommitData): readonly Bytes[] {
  if (data.kind === 'kick') return data.targets;
  if (data.kind !== 'act') return [];
  if (data.act.kind === 'appoint') return [data.act.certificate.participantKey];
  return data.act.kind === 'revoke' ? [data.act.participantKey] : [];
}
