import type { Bytes } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import { authenticatorOf, epochOf } from '../mls/epoch.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { roomCode } from '../mls/roomCode.ts';
import { rosterOf } from '../mls/tree.ts';
import type { AgentContext } from './AgentContext.ts';

/** After this the numbers go away by themselves: nobody reads old ones aloud. */
const COMPARE_FOR_MS = 10 * 60_000;
/** Epochs whose code is still known when somebody's wish to compare arrives. */
const KEPT_CODES = 16;

interface EpochCode {
  readonly epoch: bigint;
  readonly digits: string;
  readonly participants: readonly Bytes[];
}

/** Comparing the room's code by voice. All methods run in the queue, but for the timer's end. */
export class Comparison {
  readonly #context: AgentContext;
  #codes: readonly EpochCode[] = [];
  #open: EpochCode | undefined;
  #cancel: () => void = () => undefined;

  constructor(context: AgentContext) {
    this.#context = context;
  }

  /** The code of the epoch that just began. */
  async enter({ mls }: MemberEpoch): Promise<string> {
    const digits = await roomCode(authenticatorOf(mls));
    const participants = rosterOf(mls.ratchetTree).map(({ participantKey }) => participantKey);
    this.#codes = [{ epoch: epochOf(mls), digits, participants }, ...this.#codes].slice(
      0,
      KEPT_CODES,
    );
    return digits;
  }

  get digits(): string {
    return this.#codes[0]?.digits ?? '';
  }

  /** Somebody else's wish: what is being read aloud is not replaced under the reader's eyes. */
  openFor(epoch: bigint, startedBy: ParticipantId): void {
    if (this.#open === undefined) this.open(epoch, startedBy);
  }

  /** Shows the code of an epoch that somebody wants to compare. False: that epoch is unknown here. */
  open(epoch: bigint, startedBy: ParticipantId): boolean {
    const code = this.#codes.find((known) => known.epoch === epoch);
    if (code === undefined) return false;
    this.#cancel();
    this.#open = code;
    const comparing = { epoch: Number(epoch), digits: code.digits, startedBy };
    this.#context.board.change({ comparing });
    this.#cancel = this.#context.timers.after(COMPARE_FOR_MS, () => this.close());
    return true;
  }

  /** Who was in the compared epoch. */
  close(): readonly Bytes[] {
    const participants = this.#open?.participants ?? [];
    this.#cancel();
    this.#open = undefined;
    this.#context.board.change({ comparing: null });
    return participants;
  }

  /** The group was entered anew: codes of before are not those of now. */
  forget(): void {
    this.#codes = [];
    if (this.#open !== undefined) this.close();
  }
}
