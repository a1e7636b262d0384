import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { AnyNotification } from '../../signaling/SignalingPort.ts';
import type { HostKeys } from '../host/HostKeys.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import type { RememberedLink } from '../storage/Memory.ts';
import type { AgentContext } from './AgentContext.ts';
import { ask } from './ask.ts';
import { codeOfBarring, type Barring } from './barring.ts';
import type { Basis } from './Basis.ts';
import type { BuiltStart } from './buildStart.ts';
import { Door } from './Door.ts';
import { EntryRefused } from './enterMeeting.ts';
import type { FrameSchedule } from './FrameSchedule.ts';
import type { InsideOptions, InsideRoom } from './InsideRoom.ts';
import type { JoinFlow, JoinOutcome } from './JoinFlow.ts';
import type { Keepsake } from './Keepsake.ts';
import { loadWayIn } from './loadWayIn.ts';
import type { Parting } from './Membership.ts';
import { PlaceWait } from './PlaceWait.ts';
import type { Presence, RoomPhase } from './RoomView.ts';
import { Setbacks } from './Setbacks.ts';
import { Seat } from './Seat.ts';
import { Visit } from './Visit.ts';

export interface PassageOptions {
  readonly link: RememberedLink;
  readonly keepsake: Keepsake;
  readonly frames: FrameSchedule;
  host(): HostKeys | undefined;
  presence(): Presence;
  parted(parting: Parting): Promise<void>;
  over(phase: RoomPhase): void;
}

const RETURNING = { kind: 'returning' } as const;

/** The way from the link to the inside, and back in after a break. One visit for each connection. */
export class Passage {
  readonly #context: AgentContext;
  readonly #options: PassageOptions;
  readonly #seat: Seat;
  readonly door: Door;
  readonly place: PlaceWait;
  #visit: Visit | undefined;
  #flow: JoinFlow | undefined;
  /** Comes back by itself: the screens keep the meeting. */
  #returning = false;
  readonly #setbacks = new Setbacks();
  /** Rises with every connection and every attempt: what began before means nothing any more. */
  #turn = 0;

  constructor(context: AgentContext, options: PassageOptions) {
    this.#context = context;
    this.#options = options;
    this.#seat = new Seat(context, options.frames);
    this.door = new Door(context);
    this.place = new PlaceWait(context, () => options.host() !== undefined);
  }

  /** The room, once the join is final; messages and commits are heard there. */
  get room(): InsideRoom | undefined {
    return this.#seat.room;
  }

  get isInside(): boolean {
    return this.#seat.isInside;
  }

  get visit(): Visit | undefined {
    return this.#visit;
  }

  get flow(): JoinFlow | undefined {
    return this.#flow;
  }

  /** Runs in the queue. */
  hear(heard: AnyNotification): Promise<void> {
    return this.#seat.hear(heard, this.#flow?.isSent === true);
  }

  /** A connection stands: enters the meeting, and goes on where we were. */
  async connected(): Promise<void> {
    const turn = ++this.#turn;
    this.#flow?.abort();
    await this.#guarded(turn, async () => {
      await this.#enter();
      if (turn !== this.#turn) return;
      if (this.isInside) await this.#resume(turn);
      else await this.#arrive(turn);
    });
  }

  disconnected(): void {
    this.#turn += 1;
    this.#flow?.abort();
    this.#seat.suspend();
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
    this.#seat.leave();
    this.#returning = true;
    await this.connected();
  }

  /**
   * Turned away. If the keys changed while we knocked, we were perhaps just not understood. Who was
   * handed a wrong letter asks another member: the server rotates whom it asks [D-2].
   */
  async turnedAway(by: 'answer' | 'wrongLetter'): Promise<void> {
    const turn = ++this.#turn;
    await this.#guarded(turn, async () => {
      const { knockedAt } = this.door;
      this.door.forget();
      await this.#enter();
      if (turn !== this.#turn) return;
      if (by === 'answer' && knockedAt === this.#visit?.entered.record.number) {
        this.#context.board.phase({ kind: 'turnedAway', card: this.#here.card });
      } else {
        await this.#knockAgain('letterOutdated');
      }
    });
  }

  /** [D-8] A member told us to wait, in words that no server can make. */
  held(): void {
    this.#setbacks.excused();
  }

  stop(): void {
    this.#turn += 1;
    this.#flow?.abort();
    this.door.forget();
    this.#seat.leave();
  }

  showDoor(): void {
    this.#context.board.phase(this.#here.atDoor);
  }

  /** The visit of this connection; there is none before the meeting was entered. */
  get #here(): Visit {
    if (this.#visit === undefined) throw new RefusedError('notNow');
    return this.#visit;
  }

  async #enter(): Promise<void> {
    const { link, keepsake } = this.#options;
    const from = { link, keepsake, host: this.#options.host() };
    this.#visit = await Visit.begin(this.#context, from);
    this.#context.board.change({ card: this.#visit.card });
  }

  /** Not inside: comes back by itself, goes on knocking, or waits at the door. */
  async #arrive(turn: number): Promise<void> {
    if (this.#returning || this.#options.keepsake.wasIn(this.#here.session?.sessionId)) {
      this.#returning = true;
      this.#context.board.phase(RETURNING);
      await this.#goIn(turn);
    } else if (this.place.isOn) {
      await this.#goIn(turn);
    } else if (this.#context.board.view.phase.kind === 'knocking') {
      await this.#knock();
    } else {
      this.showDoor();
    }
  }

  async #resume(turn: number): Promise<void> {
    const { room } = this.#seat;
    if (room === undefined) return;
    const { sessionId } = room.epoch.session;
    const { leaf, epoch } = room.position;
    const params = { sessionId, leaf, epoch, proof: await this.#here.proof(sessionId) };
    const result = await this.#context.signaling.request('resume', params);
    if (turn !== this.#turn) return;
    if (result.kind === 'resumed') {
      await this.#context.queue.run(() => this.#seat.resumed(result.missed));
      return;
    }
    this.#seat.leave();
    this.#returning = true;
    await this.#goIn(turn);
  }

  async #goIn(turn: number): Promise<void> {
    const visit = this.#here;
    if (visit.session === null) {
      if (this.#returning) this.#endReturn();
      else if (visit.mayStart) await this.#start(turn, visit);
      else await this.#knock();
      return;
    }
    this.#showStep('turn');
    if (visit.isOutdated) {
      await this.#again(turn, 'letterOutdated');
      return;
    }
    const basis = await visit.basis();
    if (turn !== this.#turn) return;
    if (basis === undefined) await this.#knock();
    else await this.#join(turn, basis);
  }

  async #knock(): Promise<void> {
    this.#context.board.phase(this.#here.knocking);
    const { memory } = this.#options.keepsake;
    await this.door.knock(this.#here.entered, memory, this.#options.presence().name);
  }

  async #knockAgain(code: ErrorCode): Promise<void> {
    this.#setbacks.failed(code);
    await this.#knock();
  }

  async #start(turn: number, visit: Visit): Promise<void> {
    this.#showStep('keys');
    let built: BuiltStart;
    try {
      built = await visit.start();
    } catch (error) {
      if (!(error instanceof RefusedError) || error.code !== 'sessionRunning') throw error;
      if (turn === this.#turn) await this.#again(turn, error.code);
      return;
    }
    if (turn !== this.#turn) return;
    await this.#context.queue.run(async () => {
      const { basis, epoch, olderArchiveKeys } = built;
      await this.#seat.take(this.#insideOptions({ basis, epoch, olderArchiveKeys }));
      await this.#arrived();
    });
  }

  async #join(turn: number, basis: Basis): Promise<void> {
    const visit = this.#here;
    const way = await loadWayIn();
    if (turn !== this.#turn) return;
    const flow = new way.JoinFlow(this.#context, {
      basis,
      card: visit.entered.card,
      proof: () => visit.proof(basis.session.sessionId),
      step: (step) => this.#showStep(step),
      joined: async (epoch) => {
        if (turn !== this.#turn) return;
        const olderArchiveKeys = await visit.olderArchiveKeys(epoch);
        await this.#seat.take(this.#insideOptions({ basis, epoch, olderArchiveKeys }));
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
        return this.#context.queue.run(() => this.#arrived());
      case 'aborted':
        return;
      case 'forked':
        throw new EntryRefused('forked');
      case 'outdated':
        return this.#again(turn, 'letterOutdated');
      case 'unconfirmed':
        return this.#notConfirmed(turn, basis);
      case 'barred':
        return this.#barred(turn, outcome.refusal);
    }
  }

  /** [J-1] Nobody said that our epoch is theirs: it may be a copy that the server made for us. */
  async #notConfirmed(turn: number, basis: Basis): Promise<void> {
    this.#seat.leave();
    this.#setbacks.unconfirmed();
    if (basis.letter === undefined) await this.#again(turn, 'commitRefused');
    else await this.#knock();
  }

  /** The rules changed under our letter, or what we kept lets us in no more. */
  async #barred(turn: number, refusal: Barring): Promise<void> {
    if (refusal === 'members' || refusal === 'removes') return this.#again(turn, 'commitRefused');
    const again = (): Promise<void> => (turn === this.#turn ? this.goIn() : Promise.resolve());
    // A host needs nobody's letter: who waits for one at its own door would come in as a guest.
    if (refusal === 'full' && this.place.begin(this.#here.card, again)) return;
    // Where the lock or others came between the letter and us, or took the last place, whoever hears the knock says
    // when it is over [D-8].
    if (refusal !== 'kicked') await this.#knockAgain(codeOfBarring(refusal));
    else this.#options.over({ kind: 'over', reason: 'removed' });
  }

  /** Asks the server anew how things stand, and goes in on that. */
  async #again(turn: number, code: ErrorCode): Promise<void> {
    this.#setbacks.failed(code);
    await this.#enter();
    if (turn === this.#turn) await this.#goIn(turn);
  }

  #insideOptions(
    joined: Pick<InsideOptions, 'basis' | 'olderArchiveKeys'> & { epoch: MemberEpoch },
  ): InsideOptions {
    const { keepsake, frames } = this.#options;
    const { sessionId } = joined.epoch.session;
    return {
      ...joined,
      presence: this.#options.presence(),
      keepsake,
      frames,
      proof: () => this.#here.proof(sessionId),
      parted: (parting) => this.#options.parted(parting),
    };
  }

  async #arrived(): Promise<void> {
    this.#returning = false;
    this.#setbacks.over();
    await this.#seat.confirm();
  }

  #showStep(step: 'turn' | 'keys' | 'confirmation'): void {
    if (step === 'turn' && this.place.isOn) return;
    const { card } = this.#here;
    this.#context.board.phase(this.#returning ? RETURNING : { kind: 'joining', card, step });
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
      if (this.room !== undefined) ask(this.#context, 'leave', {});
      this.#seat.leave();
      this.#context.board.phase({ kind: 'refused', code: error.code });
    }
  }
}
