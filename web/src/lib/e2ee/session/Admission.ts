import type { Bytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { RequestId } from '@conclave/shared/ids';
import type { Params } from '@conclave/shared/wire/peerRequests';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import { signPass } from '../objects/entryPass.ts';
import { sealHeld, type HeldBy } from '../objects/held.ts';
import { inboxPair } from '../objects/keySecret.ts';
import { isMacGenuine, openKnock, type Knock as SealedKnock } from '../objects/knock.ts';
import type { Via } from '../objects/via.ts';
import { MAX_CONFIRMERS, sealLetter, type KnockKey } from '../objects/letter.ts';
import { confirmationTagHash, epochOf } from '../mls/epoch.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { rosterOf } from '../mls/tree.ts';
import { mayAdmit } from '../room/decide.ts';
import { keyText } from '../room/keyText.ts';
import { belongs, hashState, roleOf } from '../room/roomState.ts';
import type { AgentContext } from './AgentContext.ts';
import { ask } from './ask.ts';
import { background } from './background.ts';
import type { Exposure } from './Exposure.ts';
import type { Knock } from './RoomView.ts';

/** What letters take from the member who writes them. */
export interface AdmissionSource {
  epoch(): MemberEpoch;
  /** Archive keys whose inbox may have been knocked at, newest first. */
  archiveKeys(): readonly Bytes[];
  /** Participant keys of members who are connected now. */
  connected(): readonly Bytes[];
  /** [L-3] What is known of links that a server has seen. */
  readonly exposure: Pick<Exposure, 'has' | 'learn' | 'mark'>;
  /** Tells the other members of one. */
  tellExposed(linkVersion: number): Promise<void>;
}

/** [D-2, D-6, D-8] What becomes of a knock by the rules of the room. */
type Verdict = 'admit' | 'refuse' | 'click' | HeldBy;

type Answer = Params<'answerKnock'>['answer'];

/** What of the agent it takes. */
type Context = Pick<
  AgentContext,
  'meetingId' | 'participant' | 'board' | 'signaling' | 'queue' | 'report' | 'maxMembers'
>;

/** 5.2: what a member does with somebody at the door. All methods run in the queue. */
export class Admission {
  readonly #context: Context;
  readonly #source: AdmissionSource;
  readonly #shown = new Map<RequestId, SealedKnock>();
  /** [D-8] Whom this member told to wait, and why. */
  readonly #held = new Map<RequestId, { readonly knock: SealedKnock; readonly by: HeldBy }>();
  #knockKeys: readonly KnockKey[];

  constructor(context: Context, source: AdmissionSource, knockKeys: readonly KnockKey[]) {
    this.#context = context;
    this.#source = source;
    this.#knockKeys = knockKeys;
  }

  get knockKeys(): readonly KnockKey[] {
    return this.#knockKeys;
  }

  /** The host made new links. */
  renewKnockKeys(keys: readonly KnockKey[]): void {
    this.#knockKeys = keys;
  }

  async onKnock({ knockId, sealedKnock, asked }: Notification<'knock'>): Promise<void> {
    const knock = await this.#open(knockId, sealedKnock);
    if (knock === 'leave') return;
    if (knock === 'forged') this.#answer(knockId, { kind: 'refused' });
    else await this.#consider(knockId, knock, asked === 'doorkeeper');
  }

  async #consider(knockId: RequestId, knock: SealedKnock, alone: boolean): Promise<void> {
    if (knock.via === 'exposed') await this.#exposed(knock);
    const verdict = this.#judge(knock);
    // Whoever asked for a click said so by other rules than those of now: one of us is enough to say it again.
    if (!alone && verdict !== 'refuse') this.#show(knockId, knock, false);
    else await this.#carryOut(knockId, knock, verdict);
  }

  async #carryOut(knockId: RequestId, knock: SealedKnock, verdict: Verdict): Promise<void> {
    switch (verdict) {
      case 'admit':
        return this.#admit(knockId, knock);
      case 'refuse':
        this.#answer(knockId, { kind: 'refused' });
        return;
      case 'click':
        this.#show(knockId, knock, true);
        return;
      case 'lock':
      case 'fullRoom':
        return this.#hold(knockId, knock, verdict);
    }
  }

  /** [D-8] It is answered when the rules let us. */
  async #hold(knockId: RequestId, knock: SealedKnock, by: HeldBy): Promise<void> {
    this.#held.set(knockId, { knock, by });
    const { meetingId } = this.#context;
    const sealedHeld = await sealHeld({ meetingId, knockId }, by, knock.letterKey);
    this.#answer(knockId, { kind: 'held', sealedHeld });
  }

  /** [L-3] The mac is genuine: from now on this link is a mailed one, for all members. */
  async #exposed({ linkVersion }: SealedKnock): Promise<void> {
    this.#context.board.tell({ kind: 'exposedLink' });
    if (this.#source.exposure.learn(linkVersion)) await this.#source.tellExposed(linkVersion);
  }

  /** The link as it is known by now; the visitor may not know, or not say, that a server has seen it. */
  #viaOf({ via, linkVersion }: SealedKnock): Via {
    return via === 'copied' && this.#source.exposure.has(linkVersion) ? 'exposed' : via;
  }

  #show(knockId: RequestId, knock: SealedKnock, alone: boolean): void {
    this.#shown.set(knockId, knock);
    this.#publish();
    if (alone) this.#answer(knockId, { kind: 'needsClick' });
  }

  onGone({ knockId }: Notification<'knockGone'>): void {
    this.#held.delete(knockId);
    this.#shown.delete(knockId);
    this.#publish();
  }

  /** Somebody clicked. */
  async answer(knockId: RequestId, admit: boolean): Promise<void> {
    const knock = this.#shown.get(knockId);
    if (knock === undefined) throw new RefusedError('knockUnknown');
    if (!this.#mayAnswer()) throw new RefusedError('notAllowed');
    this.#shown.delete(knockId);
    this.#publish();
    if (admit) await this.#admit(knockId, knock);
    else this.#answer(knockId, { kind: 'refused' });
  }

  /** The rules changed, or somebody left: who may answer, and what, may have changed with them. */
  async reconsider(): Promise<void> {
    this.#publish();
    let places = this.#freePlaces();
    for (const [knockId, { knock, by }] of [...this.#held]) {
      if (!this.#held.has(knockId)) continue; // we left meanwhile: no letter is ours to write any more
      const verdict = this.#judge(knock);
      const waitsOn = verdict === by || (verdict === 'admit' && places === 0);
      if (waitsOn) continue;
      if (verdict === 'admit') places -= 1;
      this.#held.delete(knockId);
      await this.#carryOut(knockId, knock, verdict);
    }
  }

  /** As `reconsider`, for whoever cannot wait for it, and in its turn: what was heard before comes first. */
  reconsiderSoon(): void {
    const { queue } = this.#context;
    background(
      this.#context,
      queue.run(() => this.reconsider()),
    );
  }

  close(): void {
    this.#held.clear();
    this.#shown.clear();
    this.#publish();
  }

  /** `leave`: this member lacks a key and leaves it to others. `forged`: nobody's knock. */
  async #open(knockId: RequestId, sealedKnock: Bytes): Promise<SealedKnock | 'leave' | 'forged'> {
    const place = { meetingId: this.#context.meetingId, knockId };
    for (const archiveKey of this.#source.archiveKeys()) {
      const opened = await openKnock(place, sealedKnock, await inboxPair(archiveKey));
      if (opened === undefined) continue;
      const key = this.#keyOf(opened.knock);
      if (key === undefined) return 'leave';
      return (await isMacGenuine(opened, key)) ? opened.knock : 'forged';
    }
    return 'forged';
  }

  #keyOf({ via, linkVersion }: SealedKnock): Bytes | undefined {
    const kind = via === 'mailed' ? 'mailed' : 'copied';
    return this.#knockKeys.find((k) => k.kind === kind && k.linkVersion === linkVersion)?.key;
  }

  /** [D-2, D-6, D-8] The table of 5.2. */
  #judge(knock: SealedKnock): Verdict {
    const { participantKey } = knock;
    const { state } = this.#source.epoch();
    if (state.kicked.has(keyText(participantKey))) return 'refuse';
    const isKnown = belongs(state, participantKey);
    if (state.locked && !isKnown) return 'lock';
    // A letter is of no use to whom the server gives no turn.
    if (!this.#hasPlace(participantKey)) return 'fullRoom';
    if (isKnown || state.door === 'open') return 'admit';
    return state.door === 'greeted' && this.#viaOf(knock) === 'copied' ? 'admit' : 'click';
  }

  /** One of those that are free, or its own. */
  #hasPlace(participantKey: Bytes): boolean {
    return this.#freePlaces() > 0 || this.#people().has(keyText(participantKey));
  }

  /** Letters that are out are not counted: the server decides whose place it becomes [V-2]. */
  #freePlaces(): number {
    return Math.max(0, this.#context.maxMembers - this.#people().size);
  }

  #people(): ReadonlySet<string> {
    const roster = rosterOf(this.#source.epoch().mls.ratchetTree);
    return new Set(roster.map(({ participantKey }) => keyText(participantKey)));
  }

  #mayAnswer(): boolean {
    return mayAdmit(this.#source.epoch().state, this.#context.participant.publicKey);
  }

  async #admit(knockId: RequestId, knock: SealedKnock): Promise<void> {
    const sealedLetter = await this.#letter(knockId, knock);
    this.#answer(knockId, { kind: 'letter', sealedLetter });
  }

  async #letter(knockId: RequestId, knock: SealedKnock): Promise<Bytes> {
    const epoch = this.#source.epoch();
    const { session, state, mls } = epoch;
    const { meetingId } = this.#context;
    const { participantKey, leafKey } = knock;
    const via = this.#viaOf(knock);
    const unsigned = { policyNumber: state.policyNumber, participantKey, leafKey, via };
    const letter = {
      meetingId,
      sessionId: session.sessionId,
      epoch: epochOf(mls),
      confirmationTagHash: await confirmationTagHash(mls.confirmationTag),
      policyNumber: state.policyNumber,
      recordNumber: state.recordNumber,
      secret: epoch.secret,
      knockKeys: this.#source.exposure.mark(this.#knockKeys).slice(0, 2),
      pass: await signPass(session, unsigned, this.#context.participant),
      confirmers: this.#confirmers(epoch),
      stateHash: await hashState(state),
    };
    return sealLetter({ meetingId, knockId }, letter, knock.letterKey);
  }

  /** [D-4] The admitter first, then hosts and deputies, then others who are connected. */
  #confirmers({ state, mls }: MemberEpoch): Bytes[] {
    const own = this.#context.participant.publicKey;
    const members = new Set(rosterOf(mls.ratchetTree).map((e) => keyText(e.participantKey)));
    const others = this.#source
      .connected()
      .filter((key) => keyText(key) !== keyText(own) && members.has(keyText(key)))
      .sort((a, b) => Number(roleOf(state, a) === 'guest') - Number(roleOf(state, b) === 'guest'));
    return [own, ...others].slice(0, MAX_CONFIRMERS);
  }

  #answer(knockId: RequestId, answer: Answer): void {
    ask(this.#context, 'answerKnock', { knockId, answer });
  }

  #publish(): void {
    const mayAnswer = this.#mayAnswer();
    const knocks: Knock[] = [...this.#shown].map(([knockId, knock]) => ({
      knockId,
      name: knock.name,
      via: this.#viaOf(knock),
      mayAnswer,
    }));
    this.#context.board.change({ knocks });
  }
}
