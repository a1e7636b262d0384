import { RefusedError } from '@conclave/shared/RefusedError';
import type { ParticipantId, RequestId } from '@conclave/shared/ids';
import type { Member, RoomView } from '../../e2ee/session/RoomView.ts';
import { UnreachableError } from '../../vault/HttpApi.ts';

/**
 * [F-13] Looks after the inbox during a session. Every member can open it, one does: whoever has the
 * lowest leaf of those who are connected, so that no file is listed twice. What fails waits for the next
 * occasion: nothing is taken from the inbox before it is listed.
 */
export class InboxDuty {
  readonly #list: () => Promise<unknown>;
  readonly #report: (error: unknown) => void;
  readonly #mayList: (participantId: ParticipantId) => boolean;
  #view: RoomView | undefined;
  #here: ReadonlySet<ParticipantId> = new Set();
  #knocks: ReadonlySet<RequestId> = new Set();
  #onDuty = false;
  #running = false;
  #again = false;

  /** `mayList`: [G-18] whose entries everybody shows; whoever else lists a file hides it. */
  constructor(
    list: () => Promise<unknown>,
    report: (error: unknown) => void,
    mayList: (participantId: ParticipantId) => boolean = () => true,
  ) {
    this.#list = list;
    this.#report = report;
    this.#mayList = mayList;
  }

  /** Looks when this browser comes on duty, when somebody came in, and when somebody at the door went. */
  see(view: RoomView): void {
    const wasOnDuty = this.#onDuty;
    this.#view = view;
    this.#onDuty = this.#isOnDuty(view);
    const here = new Set(view.members.map(({ participantId }) => participantId));
    const knocks = new Set(view.knocks.map(({ knockId }) => knockId));
    const occasion = !wasOnDuty || !isWithin(here, this.#here) || !isWithin(this.#knocks, knocks);
    this.#here = here;
    this.#knocks = knocks;
    if (occasion) this.look();
  }

  /** Others may list now than before. */
  review(): void {
    if (this.#view !== undefined) this.see(this.#view);
  }

  /** Harmless at any time; does nothing where another member looks after it. */
  look(): void {
    if (!this.#onDuty) return;
    this.#again = true;
    if (!this.#running) this.#run().catch(this.#report);
  }

  /** Nothing is looked after any more. */
  close(): void {
    this.#view = undefined;
    this.#onDuty = false;
    this.#again = false;
  }

  #isOnDuty({ phase, self, members }: RoomView): boolean {
    if (phase.kind !== 'inside' || self === null || !this.#mayList(self.participantId))
      return false;
    const able = members
      .filter(isConnected)
      .filter(({ participantId }) => this.#mayList(participantId));
    return able.every(({ leaf }) => self.leaf <= leaf);
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#again) {
        this.#again = false;
        await this.#list();
      }
    } catch (error) {
      const passing = error instanceof RefusedError || error instanceof UnreachableError;
      if (!passing) throw error;
    } finally {
      this.#running = false;
    }
  }
}

function isConnected({ peerId, self }: Member): boolean {
  return self || peerId !== null;
}

function isWithin<T>(some: ReadonlySet<T>, all: ReadonlySet<T>): boolean {
  return some.isSubsetOf(all);
}
