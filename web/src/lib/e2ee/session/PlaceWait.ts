import type { AgentContext } from './AgentContext.ts';
import { background } from './background.ts';
import type { LobbyCard } from './RoomView.ts';

/** How often a host asks for a place in a full room. Higher leaves it outside; lower burdens the server. */
const ASK_EVERY_MS = 5_000;

/** [D-8] A host at a full room: no member can tell it when there is a place, so it asks the server again by itself. */
export class PlaceWait {
  readonly #context: AgentContext;
  readonly #isHost: () => boolean;

  constructor(context: AgentContext, isHost: () => boolean) {
    this.#context = context;
    this.#isHost = isHost;
  }

  get isOn(): boolean {
    const { phase } = this.#context.board.view;
    return phase.kind === 'knocking' && phase.waitingFor === 'place' && this.#isHost();
  }

  /** Whether somebody who found the room full waits in this way; others knock. */
  begin(card: LobbyCard, askAgain: () => Promise<void>): boolean {
    if (!this.#isHost()) return false;
    const { board, timers } = this.#context;
    if (!this.isOn) board.phase({ kind: 'knocking', card, waitingFor: 'place' });
    timers.after(ASK_EVERY_MS, () => {
      if (this.isOn) background(this.#context, askAgain());
    });
    return true;
  }
}
