import type { Peer } from '../room/Peer.ts';
import type { ConsentStore } from '../store/ConsentStore.ts';

/** [G-9] Who may send media. */
export class ConsentGate {
  readonly #store: ConsentStore;

  constructor(store: ConsentStore) {
    this.#store = store;
  }

  /** Where the meeting asks for consent, only those whose newest hand-in says so. */
  async mayProduce({ state }: Peer): Promise<boolean> {
    if (state.at !== 'group') return false;
    const { meetingId, participantId } = state;
    const [asks, may] = await Promise.all([
      this.#store.asks(meetingId),
      this.#store.mayProduce(meetingId, participantId),
    ]);
    return !asks || may === true;
  }
}
