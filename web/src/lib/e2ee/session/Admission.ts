import type { Bytes } from '@conclave/shared/bytes';
import type { RatchetTree } from 'ts-mls/ratchetTree.js';
import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { RequestId } from '@conclave/shared/ids';
import type { Params } from '@conclave/shared/wire/peerRequests';
import type { Notification } from '@conclave/shared/wire/serverNotifications';
import { sealHeld, type HeldBy } from '../objects/held.ts';
import { inboxPair } from '../objects/keySecret.ts';
import { isMacGenuine, openKnock, type Knock as SealedKnock } from '../objects/knock.ts';
import type { Via } from '../objects/via.ts';
import type { KnockKey } from '../objects/letter.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { rosterOf } from '../mls/tree.ts';
import { mayAdmit } from '../room/decide.ts';
import { keyText } from '../room/keyText.ts';
import { belongs, roleOf } from '../room/roomState.ts';
import type { AgentContext } from './AgentContext.ts';
import { ask } from './ask.ts';
import { background } from './background.ts';
import type { Exposure } from './Exposure.ts';
import type { Knock } from './RoomView.ts';
import { writeLetter } from './writeLetter.ts';

/**
 * So long a letter keeps the place that it was written for: a way in takes seconds. Higher keeps the next one waiting for
 * somebody who has gone; lower writes letters for places that are about to be taken.
 */
const PLACE_KEPT_MS = 10_000;

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

const REFUSALS = { lock: 'roomLocked', fullRoom: 'roomFull' } as const satisfies Record<
  HeldBy,
  ErrorCode
>;

/** [D-2, D-8] Somebody at the door, and who answers: anybody's click, this member, or another one who holds the knock. */
type Waiting = { readonly knock: SealedKnock } & (
  | { readonly answeredBy: 'click' }
  | { readonly answeredBy: 'us'; readonly heldBy: HeldBy }
  /** `heldBy`: as it was when we heard of it; undefined where our own rules would have let it in by then. */
  | { readonly answeredBy: 'another'; readonly heldBy: HeldBy | undefined }
);

/** What of the agent it takes. */
type Context = Pick<
  AgentContext,
  'meetingId' | 'participant' | 'board' | 'signaling' | 'queue' | 'report' | 'timers' | 'maxMembers'
>;

/** 5.2: what a member does with somebody at the door. All methods run in the queue. */
export class Admission {
  readonly #context: Context;
  readonly #source: AdmissionSource;
  readonly #waiting = new Map<RequestId, Waiting>();
  #knockKeys: readonly KnockKey[];
  #stopWaiting: () => void = () => undefined;
  #counted: { readonly tree: RatchetTree; readonly people: ReadonlySet<string> } | undefined;

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
    if (asked === 'keeper') {
      // Whoever holds it has looked at it, and answers it whatever we make of it.
      if (knock !== 'forged') this.#note(knockId, knock);
    } else if (knock === 'forged') this.#answer(knockId, { kind: 'refused' });
    else await this.#consider(knockId, knock, asked === 'doorkeeper');
  }

  async #consider(knockId: RequestId, knock: SealedKnock, alone: boolean): Promise<void> {
    if (knock.via === 'exposed') await this.#exposed(knock);
    const verdict = this.#judge(knock);
    // Whoever asked for a click said so by other rules than those of now: one of us is enough to say it again.
    if (!alone && verdict !== 'refuse') this.#awaitClick(knockId, knock);
    else await this.#carryOut(knockId, knock, verdict);
  }

  async #carryOut(knockId: RequestId, knock: SealedKnock, verdict: Verdict): Promise<void> {
    switch (verdict) {
      case 'admit':
        return this.#admit(knockId, knock);
      case 'refuse':
        this.#refuse(knockId);
        return;
      case 'click':
        this.#awaitClick(knockId, knock);
        this.#answer(knockId, { kind: 'needsClick' });
        return;
      case 'lock':
      case 'fullRoom':
        return this.#hold(knockId, knock, verdict);
    }
  }

  /** [D-8] It is answered when the rules let us. */
  async #hold(knockId: RequestId, knock: SealedKnock, heldBy: HeldBy): Promise<void> {
    this.#waits(knockId, { knock, answeredBy: 'us', heldBy });
    const { meetingId } = this.#context;
    const sealedHeld = await sealHeld({ meetingId, knockId }, heldBy, knock.letterKey);
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

  #awaitClick(knockId: RequestId, knock: SealedKnock): void {
    this.#waits(knockId, { knock, answeredBy: 'click' });
  }

  /** [D-8] Another member holds it: shown, so that whoever locked the room knows who waits outside. */
  #note(knockId: RequestId, knock: SealedKnock): void {
    const verdict = this.#judge(knock);
    const heldBy = isHolding(verdict) ? verdict : undefined;
    this.#waits(knockId, { knock, answeredBy: 'another', heldBy });
  }

  #waits(knockId: RequestId, waiting: Waiting): void {
    this.#waiting.set(knockId, waiting);
    this.#publish();
  }

  onGone({ knockId }: Notification<'knockGone'>): void {
    this.#forget(knockId);
  }

  /** The connection is new: the server tells anew who waits, and whom it asks. */
  resumed(): void {
    this.close();
  }

  /** Somebody clicked. Who is held may be sent away; nobody writes a letter for them before the rules let in. */
  async answer(knockId: RequestId, admit: boolean): Promise<void> {
    const waiting = this.#waiting.get(knockId);
    if (waiting === undefined) throw new RefusedError('knockUnknown');
    const heldBy = this.#heldBy(waiting);
    if (!this.#mayAnswer(heldBy)) throw new RefusedError('notAllowed');
    if (admit && heldBy !== null) throw new RefusedError(REFUSALS[heldBy]);
    if (admit) await this.#admit(knockId, waiting.knock);
    else this.#refuse(knockId);
  }

  #forget(knockId: RequestId): void {
    this.#waiting.delete(knockId);
    this.#publish();
  }

  /** The rules changed, or somebody left: who may answer, and what, may have changed with them. */
  async reconsider(): Promise<void> {
    this.#publish();
    this.#stopWaiting();
    let places = this.#freePlaces();
    for (const [knockId, waiting] of [...this.#waiting]) {
      if (waiting.answeredBy !== 'us') continue;
      if (!this.#waiting.has(knockId)) continue; // we left meanwhile: no letter is ours to write any more
      const { knock, heldBy } = waiting;
      const verdict = this.#judge(knock);
      const isPromised = verdict === 'admit' && places === 0;
      if (isPromised) this.#reconsiderLater();
      if (isPromised || verdict === heldBy) continue;
      if (verdict === 'admit') places -= 1;
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

  /** The place that this one waits for was promised to somebody who may never come. */
  #reconsiderLater(): void {
    this.#stopWaiting();
    this.#stopWaiting = this.#context.timers.after(PLACE_KEPT_MS, () => this.reconsiderSoon());
  }

  close(): void {
    this.#stopWaiting();
    this.#waiting.clear();
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

  /** Counted once for each tree: everybody who waits is measured by it, again and again. */
  #people(): ReadonlySet<string> {
    const tree = this.#source.epoch().mls.ratchetTree;
    if (this.#counted?.tree !== tree) {
      const people = new Set(rosterOf(tree).map(({ participantKey }) => keyText(participantKey)));
      this.#counted = { tree, people };
    }
    return this.#counted.people;
  }

  /** Letting in is what the door says; who is held is the business of those who may lock and remove. */
  #mayAnswer(heldBy: HeldBy | null): boolean {
    const { state } = this.#source.epoch();
    const { publicKey } = this.#context.participant;
    return heldBy === null ? mayAdmit(state, publicKey) : roleOf(state, publicKey) !== 'guest';
  }

  /** [D-8] Why nobody lets this one in now, also if a click was asked for before the room was locked. */
  #heldBy(waiting: Waiting): HeldBy | null {
    const verdict = this.#judge(waiting.knock);
    if (isHolding(verdict)) return verdict;
    // It is answered in a moment, or goes on waiting: one letter for each place.
    return waiting.answeredBy === 'click' ? null : (waiting.heldBy ?? null);
  }

  async #admit(knockId: RequestId, knock: SealedKnock): Promise<void> {
    this.#forget(knockId);
    const { participant } = this.#context;
    const sealedLetter = await writeLetter({
      ...{ participant, knockId, knock, via: this.#viaOf(knock) },
      epoch: this.#source.epoch(),
      knockKeys: this.#source.exposure.mark(this.#knockKeys),
      connected: this.#source.connected(),
    });
    this.#answer(knockId, { kind: 'letter', sealedLetter });
  }

  #refuse(knockId: RequestId): void {
    this.#forget(knockId);
    this.#answer(knockId, { kind: 'refused' });
  }

  /** Whoever answers is not told that the knock is gone. */
  #answer(knockId: RequestId, answer: Answer): void {
    ask(this.#context, 'answerKnock', { knockId, answer });
  }

  #publish(): void {
    const knocks = [...this.#waiting].flatMap(([knockId, waiting]) => {
      const heldBy = this.#heldBy(waiting);
      if (heldBy === null && waiting.answeredBy !== 'click') return [];
      return [this.#shown(knockId, waiting.knock, heldBy)];
    });
    this.#context.board.change({ knocks });
  }

  #shown(knockId: RequestId, knock: SealedKnock, heldBy: HeldBy | null): Knock {
    const mayAnswer = this.#mayAnswer(heldBy);
    return { knockId, name: knock.name, via: this.#viaOf(knock), heldBy, mayAnswer };
  }
}

function isHolding(verdict: Verdict): verdict is HeldBy {
  return verdict === 'lock' || verdict === 'fullRoom';
}
