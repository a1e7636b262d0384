import type { MeetingId } from '@conclave/shared/ids';
import type { ConsentDesk } from '../consent/ConsentDesk.svelte.ts';
import type { Agreement } from '../documents/page/roster.ts';
import type { RoomServices } from './openRoom.ts';

export interface VisitConsentOptions {
  /** Undefined where the parts are not to be had; the visit has put up its own screen then. */
  readonly load: () => Promise<typeof import('./openConsent.ts') | undefined>;
  readonly now: () => number;
  /** Nobody agreed to be seen and heard, or not any more. */
  readonly stopSending: () => void;
  /** The same with what is kept. */
  readonly stopUploads: () => void;
}

const NO_TEXT: ReadonlySet<string> = new Set();

/** Consent during one visit: nothing where the meeting asks for none, closed until it was answered where it does. */
export class VisitConsent {
  readonly #options: VisitConsentOptions;
  #desk = $state.raw<ConsentDesk | undefined>();
  /** Unknown before the card came: nothing is sent until then. */
  #notice = $state<string | undefined>();
  #opening: Promise<void> | undefined;
  /** The meeting asks with a text that this page cannot read: nothing is sent. */
  #failed = $state(false);

  constructor(options: VisitConsentOptions) {
    this.#options = options;
  }

  /** Absent where nothing is asked, and while the text is loading. */
  get desk(): ConsentDesk | undefined {
    return this.#desk;
  }

  /** Whether the meeting asks for consent. */
  get asks(): boolean {
    return this.#notice !== undefined && this.#notice !== '';
  }

  get failed(): boolean {
    return this.#failed;
  }

  get mayProduce(): boolean {
    return this.#notice === '' || this.#desk?.mayProduce === true;
  }

  get mayWrite(): boolean {
    return this.#notice === '' || this.#desk?.mayWrite === true;
  }

  /** [G-13] What shows the others that this person agreed to be seen and heard; empty for nothing. */
  get statement(): string {
    return this.#desk?.statement ?? '';
  }

  /** [G-18] The same of what this person writes; undefined for nothing. */
  get agreement(): Agreement | undefined {
    return this.#desk?.agreement;
  }

  /** [G-13] Hashes of what may have been agreed to, in all languages; undefined where nothing is asked. */
  get texts(): ReadonlySet<string> | undefined {
    if (this.#notice === '') return undefined;
    return this.#desk?.texts ?? NO_TEXT;
  }

  /** Resolves when it is known what was answered before. */
  get ready(): Promise<void> {
    return this.#opening ?? Promise.resolve();
  }

  /** The card came, perhaps with another text than before. */
  follow(services: RoomServices, meetingId: MeetingId, notice: string): void {
    if (notice === this.#notice) return;
    const isAnother = this.#notice !== undefined;
    this.#notice = notice;
    this.#desk = undefined;
    this.#failed = false;
    this.#opening = notice === '' ? undefined : this.#open(services, { meetingId, notice });
    // [G-15] Asked in the middle of it: what is sent ends until there is an answer.
    if (isAnother) this.#keepTo();
  }

  /** The person pressed the button at the door. Throws a RefusedError while the server does not take the answer. */
  async decide(name: string): Promise<void> {
    await this.#opening;
    await this.#keepToAfter(this.#desk?.decide(name));
  }

  /** [R74] Takes everything back. What is sent ends at once, whatever the server says. */
  async withdraw(name: string): Promise<void> {
    await this.#keepToAfter(this.#desk?.withdraw(name));
  }

  /** Before the server has said a word, and after. */
  async #keepToAfter(answered: Promise<void> | undefined): Promise<void> {
    this.#keepTo();
    try {
      await answered;
    } finally {
      this.#keepTo();
    }
  }

  /** [G-15, R75] What was not agreed to ends at once, whatever the server says. */
  #keepTo(): void {
    if (!this.mayProduce) this.#options.stopSending();
    if (!this.mayWrite) this.#options.stopUploads();
  }

  async #open(
    services: RoomServices,
    { meetingId, notice }: { meetingId: MeetingId; notice: string },
  ): Promise<void> {
    const { load, now } = this.#options;
    try {
      const part = await load();
      const desk = await part?.openConsent(services, { meetingId, notice, now });
      if (this.#notice === notice) this.#desk = desk;
    } catch (error) {
      // Fails closed: listening and watching stays possible, sending does not.
      this.#failed = true;
      reportError(error);
    }
  }
}
