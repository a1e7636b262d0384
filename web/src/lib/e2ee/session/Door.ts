import type { Notification } from '@conclave/shared/wire/serverNotifications';
import type { RequestId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { newBoxPair, type BoxPair } from '../crypto/hpke.ts';
import { newRequestId } from '../crypto/random.ts';
import { openHeld, type HeldBy } from '../objects/held.ts';
import { sealKnock } from '../objects/knock.ts';
import { openLetter } from '../objects/letter.ts';
import { viaOf } from '../objects/via.ts';
import { newLeafKeys } from '../mls/leaf.ts';
import type { Memory } from '../storage/Memory.ts';
import type { AgentContext } from './AgentContext.ts';
import { ask } from './ask.ts';
import { letterBasis, type Hand } from './bases.ts';
import type { Basis } from './Basis.ts';
import type { Entered } from './enterMeeting.ts';

/** [V-8] The server takes a knock of one connection every two seconds. */
const KNOCK_AGAIN_MS = 2_000;
const MAX_TRIES = 4;

/** A knock that waits for its answer. */
interface Waiting {
  readonly knockId: RequestId;
  readonly letterPair: BoxPair;
  readonly hand: Hand;
}

/** 5.2, 5.3 from outside: knocking, and reading the letter. All methods but `knock` run in the queue. */
export class Door {
  readonly #context: AgentContext;
  #waiting: Waiting | undefined;

  constructor(context: AgentContext) {
    this.#context = context;
  }

  /** The record to whose inbox the present knock is sealed. */
  get knockedAt(): number | undefined {
    return this.#waiting?.hand.entered.record.number;
  }

  async knock(entered: Entered, memory: Memory, name: string): Promise<void> {
    // [K-6] The next session makes a record to which a knock can be sealed.
    if (entered.isRecordPast) return;
    const { suite, queue, signaling } = this.#context;
    const { knockId, sealedKnock } = await queue.run(async () => {
      const leafKeys = await newLeafKeys(suite);
      const hand = { entered, memory, host: undefined, leafKeys };
      const waiting = { knockId: newRequestId(), letterPair: await newBoxPair(), hand };
      this.#waiting = waiting;
      return { knockId: waiting.knockId, sealedKnock: await this.#seal(waiting, name) };
    });
    for (let tries = 1; this.isOurs({ knockId }); tries++) {
      try {
        await signaling.request('knock', { knockId, sealedKnock });
        return;
      } catch (error) {
        const early = error instanceof RefusedError && error.code === 'tooMany';
        if (!early || tries === MAX_TRIES) throw error;
        await this.#pause();
      }
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => void this.#context.timers.after(KNOCK_AGAIN_MS, resolve));
  }

  withdraw(): void {
    if (this.#waiting === undefined) return;
    ask(this.#context, 'withdrawKnock', { knockId: this.#waiting.knockId });
    this.#waiting = undefined;
  }

  /** The connection is gone and the knock with it. */
  forget(): void {
    this.#waiting = undefined;
  }

  isOurs({ knockId }: { readonly knockId: RequestId }): boolean {
    return this.#waiting?.knockId === knockId;
  }

  /** The ground that a letter gives; undefined if it answers another knock or does not fit. */
  async onLetter({ knockId, sealedLetter }: Notification<'letter'>): Promise<Basis | undefined> {
    const waiting = this.#waiting;
    if (waiting?.knockId !== knockId) return undefined;
    const place = { meetingId: this.#context.meetingId, knockId };
    const letter = await openLetter(place, sealedLetter, waiting.letterPair);
    if (letter === undefined) return undefined;
    const { publicKey } = this.#context.participant;
    const basis = await letterBasis(waiting.hand, letter, publicKey);
    if (basis !== undefined) this.#waiting = undefined;
    return basis;
  }

  /** [D-8] What stands in the way for now; undefined if it answers another knock, or somebody made it up. */
  async onHeld({ knockId, sealedHeld }: Notification<'knockHeld'>): Promise<HeldBy | undefined> {
    const waiting = this.#waiting;
    if (waiting?.knockId !== knockId) return undefined;
    const { meetingId } = this.#context;
    return openHeld({ meetingId, knockId }, sealedHeld, waiting.letterPair);
  }

  #seal({ knockId, letterPair, hand }: Waiting, name: string): ReturnType<typeof sealKnock> {
    const { entered, leafKeys } = hand;
    const { link, linkVersion, record } = entered;
    const { participant, meetingId } = this.#context;
    const knock = {
      name,
      participantKey: participant.publicKey,
      leafKey: leafKeys.publicKey,
      letterKey: letterPair.publicKey,
      via: viaOf(link),
      linkVersion,
    };
    return sealKnock({ meetingId, knockId }, knock, {
      participant,
      knockKey: link.knockKey,
      recordNumber: record.number,
      inboxKey: record.inboxKey,
    });
  }
}
