import type { Bytes } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import type { EntryOrigin } from '../log/LogListener.ts';

export interface HeldEntriesOptions {
  readonly holds: (origin: EntryOrigin) => boolean;
  readonly show: (update: Bytes, by: ParticipantId | undefined) => void;
  /** Entries of others than before are held back. */
  readonly changed: () => void;
}

/**
 * [G-18] Entries of one document that a page has and does not show. What others built on them waits by itself: Yjs
 * keeps it until what it refers to comes, in whatever order.
 */
export class HeldEntries {
  readonly #options: HeldEntriesOptions;
  #held: { readonly update: Bytes; readonly origin: EntryOrigin }[] = [];
  /** Whose they are: one person may send a hundred thousand of them, and each is one step here. */
  #by = new Set<ParticipantId>();
  /** The last entry of each participant that was shown: of theirs, whatever asks for consent asks for it last. */
  readonly #shown = new Map<ParticipantId, EntryOrigin>();

  constructor(options: HeldEntriesOptions) {
    this.#options = options;
  }

  /** Whose, each once. */
  get by(): ParticipantId[] {
    return [...this.#by];
  }

  get positions(): number[] {
    return this.#held.map(({ origin }) => origin.position);
  }

  /** Whether something is shown that should not be: nothing can be taken out of a Y.Doc again. */
  get showsTooMuch(): boolean {
    return [...this.#shown.values()].some((origin) => this.#options.holds(origin));
  }

  take(update: Bytes, origin: EntryOrigin | undefined): void {
    if (origin === undefined) this.#options.show(update, undefined);
    else if (this.#options.holds(origin)) {
      this.#held.push({ update, origin });
      if (this.#by.has(origin.by)) return;
      this.#by.add(origin.by);
      this.#options.changed();
    } else this.#show(update, origin);
  }

  /** What is asked of whom has changed, or somebody agreed. */
  review(): void {
    const before = this.#held;
    this.#held = before.filter(({ origin }) => this.#options.holds(origin));
    const stays = new Set(this.#held);
    const people = this.#by.size;
    this.#by = new Set(this.#held.map(({ origin }) => origin.by));
    for (const one of before) if (!stays.has(one)) this.#show(one.update, one.origin);
    if (this.#by.size < people) this.#options.changed();
  }

  #show(update: Bytes, origin: EntryOrigin): void {
    this.#shown.set(origin.by, origin);
    this.#options.show(update, origin.by);
  }
}
