import type { Knock } from '../e2ee/session/RoomView.ts';

export interface DoorNoticeOptions {
  /** Puts it on screen: who came last, and how many others there are. */
  show: (waiting: { name: string; n: number }) => number;
  dismiss: (id: number) => void;
}

export interface DoorNews {
  readonly knocks: readonly Knock[];
  readonly locked: boolean;
  /** Whether the list of them is on screen. */
  readonly listed: boolean;
}

/**
 * Tells quietly, and without sound, who may unlock the room that somebody waits at its door: one message at a time, and
 * each name once as long as the room is locked, however often they knock.
 */
export class DoorNotice {
  readonly #options: DoorNoticeOptions;
  readonly #told = new Set<string>();
  #shown: number | undefined;

  constructor(options: DoorNoticeOptions) {
    this.#options = options;
  }

  follow({ knocks, locked, listed }: DoorNews): void {
    if (!locked) this.#told.clear();
    const outside = knocks.filter(({ heldBy, mayAnswer }) => heldBy === 'lock' && mayAnswer);
    const news = outside.filter(({ name }) => !this.#told.has(name));
    for (const { name } of news) this.#told.add(name);
    if (listed || outside.length === 0) this.close();
    const newest = news.at(-1);
    if (listed || newest === undefined) return;
    this.close();
    this.#shown = this.#options.show({ name: newest.name, n: outside.length - 1 });
  }

  close(): void {
    if (this.#shown !== undefined) this.#options.dismiss(this.#shown);
    this.#shown = undefined;
  }
}
