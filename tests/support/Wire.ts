/** One direction of one connection: what was sent first arrives first. */
export interface Lane {
  send(deliver: () => void): void;
  /** Loses what is under way and all that is sent from now on. */
  cut(): void;
}

/** Chooses among lanes that have something under way. */
export type Choose = (count: number) => number;

/** A network in memory. Nothing arrives until somebody lets it. */
export class Wire {
  readonly #lanes = new Set<(() => void)[]>();
  readonly #choose: Choose;

  constructor(choose: Choose = () => 0) {
    this.#choose = choose;
  }

  lane(): Lane {
    let waiting: (() => void)[] | undefined = [];
    this.#lanes.add(waiting);
    return {
      send: (deliver) => waiting?.push(deliver),
      cut: () => {
        if (waiting !== undefined) this.#lanes.delete(waiting);
        waiting = undefined;
      },
    };
  }

  /** Delivers one thing from one lane. False: nothing is under way. */
  step(): boolean {
    const busy = [...this.#lanes].filter((waiting) => waiting.length > 0);
    if (busy.length === 0) return false;
    const deliver = busy[this.#choose(busy.length)]?.shift();
    deliver?.();
    return true;
  }
}
