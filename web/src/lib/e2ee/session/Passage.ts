import { RefusedError } from '@conclave/shared/RefusedError';
import type { AnyNotification } from '../../signaling/SignalingPort.ts';
import type { HostKeys } from '../host/HostKeys.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import type { AgentContext } from './AgentContext.ts';
import type { Basis } from './Basis.ts';
import type { BuiltStart } from './buildStart.ts';
import { Door } from './Door.ts';
import { EntryRefused } from './enterMeeting.ts';
import type { FrameSchedule } from './FrameSchedule.ts';
import { InsideRoom } from './InsideRoom.ts';
import { JoinFlow, type JoinOutcome } from './JoinFlow.ts';
import type { Keepsake } from './Keepsake.ts';
import type { Parting } from './Membership.ts';
import type { LobbyCard, Presence, RoomPhase } from './RoomView.ts';
import { Visit } from './Visit.ts';
import type { RememberedLink } from '../storage/Memory.ts';

export interface PassageOptions {
  readonly link: RememberedLink;
  readonly keepsake: Keepsake;
  readonly frames: FrameSchedule;
  host(): HostKeys | undefined;
  presence(): Presence;
  parted(parting: Parting): Promise<void>;
  over(phase: RoomPhase): void;
}

/** Ways in that failed in a row before the server is not believed any more. */
const MAX_FAILURES = 6;
const MAX_UNCONFIRMED = 3;

/** The way from the link to the inside, and back in after a break. One visit for each connection. */
export class Passage {
  readonly #context: AgentContext;
  readonly #options: PassageOptions;
  readonly door: Door;
  #visit: Visit | undefined;
  #flow: JoinFlow | undefined;
  #room: InsideRoom | undefined;
  #isInside = false;
  #held: AnyNotification[] = [];
  /** Comes back by itself: the screens keep the meeting. */
  #returning = false;
  #failures = 0;
  #unconfirmed = 0;
  /** Rises with every connection and every attempt: what began before means nothing any more. */
  #turn = 0;

  constructor(context: AgentContext, options: PassageOptions) {
    this.#context = context;
    this.#options = options;
    this.door = new Door(context);
  }

  /** The room, once the join is final; messages and commits are heard there. */
  get room(): InsideRoom | undefined {
    return this.#room;
  }

  get isInside(): boolean {
    return this.#isInside;
  }

  get visit(): Visit | undefined {
    return this.#visit;
  }

  get flow(): JoinFlow | undefined {
    return this.#flow;
  }

  /** Keeps what the group says between our commit's last word and our hearing of it. */
  hold(heard: AnyNotification): void {
    if (this.#flow?.isSent === true) this.#held.push(heard);
  }

  /** A connection stands: enters the meeting, and goes on where we were. */
  async connected(): Promise<void> {
    const turn = ++this.#turn;
    this.#flow?.abort();
    await this.#guarded(turn, async () => {
      await this.#enter();
      if (turn !== this.#turn) return;
      if (this.#isInside) await this.#resume(turn);
      else await this.#arrive(turn);
    });
  }

  disconnected(): void {
    this.#turn += 1;
    this.#flow?.abort();
    if (this.#isInside) this.#context.board.phase({ kind: 'returning' });
  }

  /** The person wants in. */
  async goIn(): Promise<void> {
    const turn = ++this.#turn;
    await this.#guarded(turn, () => this.#goIn(turn));
  }

  /** A letter came. Not awaited: the way in is long. */
  async withLetter(basis: Basis): Promise<void> {
    const turn = ++this.#turn;
    await this.#guarded(turn, () => this.#join(turn, basis));
  }

  /** Back in by `return`: the group left us behind, or took us for gone. */
  async reenter(): Promise<void> {
    this.#leaveRoom();
    this.#returning = true;
    await this.connected();
  }

  /** Turned away. If the keys changed while we knocked, we were perhaps just not understood. */
  async turnedAway(): Promise<void> {
    const turn = ++this.#turn;
    await this.#guarded(turn, async () => {
      const knockedAt = this.door.knockedAt;
      this.door.forget();
      await this.#enter();
      if (turn !== this.#turn) return;
      const changed = knockedAt !== this.#visit?.entered.record.number;
      if (changed && this.#failed()) await this.#knock();
      else this.#context.board.phase({ kind: 'turnedAway', card: this.card });
    });
  }

  stop(): void {
    this.#turn += 1;
    this.#flow?.abort();
    this.door.forget();
    this.#leaveRoom();
  }

  get card(): LobbyCard {
    const card = this.#visit?.entered.card;
    if (card === undefined) throw new RefusedError('notNow');
    const { version, topic, organizer, company, door, notice } = card;
    return { version, topic, organizer, company, door, notice };
  }

  showDoor(): void {
    const waitsForHost = this.#visit?.session === null;
    const mayStart = this.#visit?.mayStart ?? false;
    this.#context.board.phase({ kind: 'atDoor', card: this.card, waitsForHost, mayStart });
  }

  async #enter(): Promise<void> {
    const { link, keepsake } = this.#options;
    const options = { link, keepsake, host: this.#options.host() };
    this.#visit = await Visit.begin(this.#context, options);
  }

  /** Not inside: comes back by itself, goes on knocking, or waits at the door. */
  async #arrive(turn: number): Promise<void> {
    const { session, name } = this.#options.keepsake.memory;
    const running = this.#visit?.session?.sessionId;
    const remembered = session !== undefined && session.sessionId === running && !session.left;
    if (this.#returning || (remembered && name !== '')) {
      this.#returning = true;
      this.#context.board.phase({ kind: 'returning' });
      await this.#goIn(turn);
    } else if (this.door.knockedAt !== undefined) {
      await this.#knock();
    } else {
      this.showDoor();
    }
  }

  async #resume(turn: number): Promise<void> {
    const room = this.#room;
    const visit = this.#visit;
    if (room === undefined || visit === undefined) return;
    const { sessionId } = room.epoch.session;
    const { leaf, epoch } = room.position;
    const proof = await visit.proof(sessionId);
    const result = await this.#context.signaling.request('resume', {
      sessionId,
      proof,
      leaf,
      epoch,
    });
    if (turn !== this.#turn) return;
    if (result.kind === 'reenter') {
      this.#leaveRoom();
      this.#returning = true;
      await this.#goIn(turn);
      return;
    }
    await this.#context.queue.run(() => room.resumed(result.missed));
    if (this.#isInside) this.#context.board.phase({ kind: 'inside' });
  }

  async #goIn(turn: number): Promise<void> {
    const visit = this.#visit;
    if (visit === undefined) throw new RefusedError('notNow');
    if (visit.session === null) {
      if (this.#returning) this.#endReturn();
      else if (visit.mayStart) await this.#start(turn, visit);
      else await this.#knock();
      return;
    }
    const basis = visit.isOutdated ? undefined : await visit.basis();
    if (turn !== this.#turn) return;
    if (basis === undefined) await this.#knock();
    else await this.#join(turn, basis);
  }

  async #knock(): Promise<void> {
    const visit = this.#visit;
    if (visit === undefined) throw new RefusedError('notNow');
    const waitingFor = visit.session === null ? 'host' : 'answer';
    this.#context.board.phase({ kind: 'knocking', card: this.card, waitingFor });
    const { memory } = this.#options.keepsake;
    await this.door.knock(visit.entered, memory, this.#options.presence().name);
  }

  async #start(turn: number, visit: Visit): Promise<void> {
    this.#context.board.phase({ kind: 'joining', card: this.card, step: 'keys' });
    let built: BuiltStart;
    try {
      built = await visit.start();
    } catch (error) {
      if (!(error instanceof RefusedError) || error.code !== 'sessionRunning') throw error;
      if (turn === this.#turn && this.#failed()) await this.#again(turn);
      return;
    }
    if (turn !== this.#turn) return;
    await this.#context.queue.run(async () => {
      await this.#becomeMember(built.basis, built.epoch, built.olderArchiveKeys);
      await this.#arrived();
    });
  }

  async #join(turn: number, basis: Basis): Promise<void> {
    const visit = this.#visit;
    if (visit === undefined) return;
    const flow = new JoinFlow(this.#context, {
      basis,
      card: visit.entered.card,
      proof: () => visit.proof(basis.session.sessionId),
      step: (step) => this.#showStep(step),
      joined: async (next) => {
        if (turn !== this.#turn) return;
        await this.#becomeMember(basis, next, await visit.olderArchiveKeys(next));
      },
    });
    this.#flow = flow;
    const outcome = await flow.run();
    if (turn !== this.#turn) return;
    await this.#settle(turn, outcome, basis);
    if (this.#flow === flow) this.#flow = undefined;
  }

  async #settle(turn: number, outcome: JoinOutcome, basis: Basis): Promise<void> {
    switch (outcome.kind) {
      case 'confirmed':
        await this.#context.queue.run(() => this.#arrived());
        return;
      case 'aborted':
        return;
      case 'forked':
        throw new EntryRefused('forked');
      case 'outdated':
        if (this.#failed()) await this.#again(turn);
        return;
      case 'unconfirmed':
        await this.#notConfirmed(turn, basis);
        return;
      case 'barred':
        await this.#barred(turn, outcome.refusal);
    }
  }

  /** [J-1] Nobody said that our epoch is theirs: it may be a copy that the server made for us. */
  async #notConfirmed(turn: number, basis: Basis): Promise<void> {
    this.#leaveRoom();
    this.#unconfirmed += 1;
    if (this.#unconfirmed >= MAX_UNCONFIRMED) throw new EntryRefused('forked');
    if (basis.letter === undefined) await this.#again(turn);
    else await this.#knock();
  }

  async #barred(
    turn: number,
    refusal: Extract<JoinOutcome, { kind: 'barred' }>['refusal'],
  ): Promise<void> {
    if (refusal === 'locked') throw new RefusedError('roomLocked');
    if (refusal === 'full') throw new RefusedError('roomFull');
    if (refusal === 'kicked') {
      this.#options.over({ kind: 'over', reason: 'removed' });
      return;
    }
    if (!this.#failed()) return;
    // The rules changed under our letter, or what we kept lets us in no more.
    if (refusal === 'members' || refusal === 'removes') await this.#again(turn);
    else await this.#knock();
  }

  /** Asks the server anew how things stand, and goes in on that. */
  async #again(turn: number): Promise<void> {
    await this.#enter();
    if (turn === this.#turn) await this.#goIn(turn);
  }

  /** Counts a failed way in. False, and refused, when there were too many. */
  #failed(): boolean {
    this.#failures += 1;
    if (this.#failures < MAX_FAILURES) return true;
    throw new EntryRefused('forked');
  }

  async #becomeMember(
    basis: Basis,
    epoch: MemberEpoch,
    olderArchiveKeys: InsideRoom['archiveKeys'],
  ): Promise<void> {
    const visit = this.#visit;
    if (visit === undefined) return;
    const { keepsake, frames } = this.#options;
    this.#room = await InsideRoom.enter(this.#context, {
      basis,
      epoch,
      presence: this.#options.presence(),
      olderArchiveKeys,
      keepsake,
      frames,
      proof: () => (this.#visit ?? visit).proof(epoch.session.sessionId),
      parted: (parting) => this.#options.parted(parting),
    });
    const held = this.#held;
    this.#held = [];
    for (const heard of held) await this.#room.onNotification(heard);
  }

  async #arrived(): Promise<void> {
    this.#returning = false;
    this.#failures = 0;
    this.#unconfirmed = 0;
    this.#isInside = true;
    await this.#room?.confirmed();
    this.#context.board.phase({ kind: 'inside' });
  }

  #leaveRoom(): void {
    this.#room?.close();
    this.#options.frames.shut();
    this.#room = undefined;
    this.#isInside = false;
    this.#held = [];
  }

  #showStep(step: 'turn' | 'keys' | 'confirmation'): void {
    if (this.#returning) this.#context.board.phase({ kind: 'returning' });
    else this.#context.board.phase({ kind: 'joining', card: this.card, step });
  }

  /** The session was over before we were back. */
  #endReturn(): void {
    this.#returning = false;
    this.#options.keepsake.remember({ session: undefined });
    this.showDoor();
  }

  async #guarded(turn: number, way: () => Promise<void>): Promise<void> {
    try {
      await way();
    } catch (error) {
      if (turn !== this.#turn) return;
      if (!(error instanceof RefusedError) && !(error instanceof EntryRefused)) throw error;
      this.#leaveRoom();
      this.#context.board.phase({ kind: 'refused', code: error.code });
    }
  }
}
