import type { AnyNotification } from '../../signaling/SignalingPort.ts';
import type { AgentContext } from './AgentContext.ts';
import type { FrameSchedule } from './FrameSchedule.ts';
import type { InsideOptions, InsideRoom } from './InsideRoom.ts';
import { loadWayIn } from './loadWayIn.ts';

/**
 * Our place in the room: none, taken but not confirmed, or inside. What the group says before we know
 * how we stand is kept until then. All methods but the getters run in the queue, unless said.
 */
export class Seat {
  readonly #context: AgentContext;
  readonly #frames: FrameSchedule;
  #room: InsideRoom | undefined;
  #isInside = false;
  /** The connection is new and what we missed is not known yet. */
  #isResuming = false;
  #held: AnyNotification[] = [];

  constructor(context: AgentContext, frames: FrameSchedule) {
    this.#context = context;
    this.#frames = frames;
  }

  get room(): InsideRoom | undefined {
    return this.#room;
  }

  /** [J-1] Confirmed: seen and heard. */
  get isInside(): boolean {
    return this.#isInside;
  }

  /** `isComing`: a join of ours may be final already, so the group's words may be for us. */
  async hear(heard: AnyNotification, isComing: boolean): Promise<void> {
    const room = this.#room;
    if (this.#isResuming || (room === undefined && isComing)) this.#held.push(heard);
    else await room?.onNotification(heard);
  }

  /** The join is final. */
  async take(options: InsideOptions): Promise<void> {
    const { InsideRoom } = await loadWayIn();
    this.#room = await InsideRoom.enter(this.#context, options);
    await this.#hearHeld();
  }

  /** [J-1] The join is confirmed. */
  async confirm(): Promise<void> {
    this.#isInside = true;
    await this.#room?.confirmed();
    this.#context.board.phase({ kind: 'inside' });
  }

  /** The connection is gone; nothing of the group counts until `resumed`. May be called at any time. */
  suspend(): void {
    if (!this.#isInside) return;
    this.#isResuming = true;
    this.#context.board.phase({ kind: 'returning' });
  }

  async resumed(missed: Parameters<InsideRoom['resumed']>[0]): Promise<void> {
    await this.#room?.resumed(missed);
    this.#isResuming = false;
    await this.#hearHeld();
    if (this.#isInside) this.#context.board.phase({ kind: 'inside' });
  }

  /** Nothing is sent or heard any more. May be called at any time. */
  leave(): void {
    this.#room?.close();
    this.#frames.shut();
    this.#room = undefined;
    this.#isInside = false;
    this.#isResuming = false;
    this.#held = [];
  }

  async #hearHeld(): Promise<void> {
    const held = this.#held;
    this.#held = [];
    for (const heard of held) await this.#room?.onNotification(heard);
  }
}
