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
  #here: ReadonlySet<ParticipantId> = new Set();
  #knocks: ReadonlySet<RequestId> = new Set();
  #onDuty = false;
  #running = false;
  #again = false;

  constructor(list: () => Promise<unknown>, report: (error: unknown) => void) {
    this.#list = list;
    this.#report = report;
  }

  /** Looks when this browser comes on duty, when somebody came in, and when somebody at the door went. */
  see(view: RoomView): void {
    const wasOnDuty = this.#onDuty;
    this.#onDuty = isOnDuty(view);
    const here = new Set(view.members.map(({ participantId }) => participantId));
    const knocks = new Set(view.knocks.map(({ knockId }) => knockId));
    const occasion = !wasOnDuty || !isWithin(here, this.#here) || !isWithin(this.#knocks, knocks);
    this.#here = here;
    this.#knocks = knocks;
    if (occasion) this.look();
  }

  /** Harmless at any time; does nothing where another member looks after it. */
  look(): void {
    if (!this.#onDuty) return;
    this.#again = true;
    if (!this.#running) this.#run().catch(this.#report);
  }

  /** Nothing is looked after any more. */
  close(): void {
    this.#onDuty = false;
    this.#again = false;
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

function isOnDuty({ phase, self, members }: RoomView): boolean {
  if (phase.kind !== 'inside' || self === null) return false;
  return members.filter(isConnected).every(({ leaf }) => self.leaf <= leaf);
}

function isConnected({ peerId, self }: Member): boolean {
  return self || peerId !== null;
}

function isWithin<T>(some: ReadonlySet<T>, all: ReadonlySet<T>): boolean {
  return some.isSubsetOf(all);
}
