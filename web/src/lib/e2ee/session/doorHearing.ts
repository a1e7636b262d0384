import type { AgentContext } from './AgentContext.ts';
import { background } from './background.ts';
import type { Hearing } from './dispatch.ts';
import type { Passage } from './Passage.ts';
import type { RoomPhase } from './RoomView.ts';

export interface DoorHearingOptions {
  readonly context: AgentContext;
  readonly passage: Passage;
  /** The session is over. */
  readonly over: (reason: Extract<RoomPhase, { kind: 'over' }>['reason']) => void;
}

/** What is said to somebody on the way in, and what ends a visit. The rest is for the room. */
export function doorHearing({ context, passage, over }: DoorHearingOptions): Hearing {
  const { board } = context;
  return {
    ticket: (ticket) => passage.flow?.onTicket(ticket),
    confirmation: (confirmation) => passage.flow?.onConfirmation(confirmation),
    letter: async (letter) => {
      if (!passage.door.isOurs(letter)) return;
      const basis = await passage.door.onLetter(letter);
      if (basis !== undefined) {
        background(context, passage.withLetter(basis));
        return;
      }
      board.tell({ kind: 'warning', warning: 'badMessage' });
      background(context, passage.turnedAway('wrongLetter'));
    },
    knockRefused: (refused) => {
      if (passage.door.isOurs(refused)) background(context, passage.turnedAway('answer'));
    },
    knockHeld: async (held) => {
      const { visit, door } = passage;
      if (!door.isOurs(held) || visit === undefined) return;
      const by = await door.onHeld(held);
      if (by === undefined) {
        board.tell({ kind: 'warning', warning: 'badMessage' });
        background(context, passage.turnedAway('wrongLetter'));
        return;
      }
      passage.held();
      const waitingFor = by === 'lock' ? 'unlock' : 'place';
      board.phase({ kind: 'knocking', card: visit.card, waitingFor });
    },
    knockWaiting: (waiting) => {
      const { visit, door } = passage;
      if (!door.isOurs(waiting) || visit === undefined) return;
      const { card, knocking } = visit;
      const asked = { kind: 'knocking', card, waitingFor: 'person' } as const;
      board.phase(waiting.for === 'asked' ? asked : knocking);
    },
    sessionOpened: (session) => {
      if (passage.visit === undefined || passage.room !== undefined) return;
      passage.visit.session = { ...session, members: 1 };
      const { phase } = board.view;
      if (phase.kind === 'atDoor') passage.showDoor();
      if (phase.kind !== 'knocking') return;
      board.phase({ ...phase, waitingFor: 'answer' });
      if (passage.visit.entered.isRecordPast) background(context, passage.goIn());
    },
    sessionEnded: ({ reason }) => {
      if (passage.visit === undefined) return;
      passage.visit.session = null;
      if (passage.room !== undefined || passage.flow !== undefined) {
        over(reason === 'expired' ? 'expired' : 'ended');
      } else if (board.view.phase.kind === 'atDoor' || passage.place.isOn) {
        passage.showDoor();
      } else if (board.view.phase.kind === 'knocking') {
        board.phase({ ...board.view.phase, waitingFor: 'nextTime' });
      }
    },
    cardRenewed: async (renewed) => {
      const { visit } = passage;
      if (visit === undefined || !(await visit.renewCard(renewed))) return;
      const { card } = visit;
      const { phase } = board.view;
      board.change({ card, ...('card' in phase && { phase: { ...phase, card } }) });
    },
    replaced: () => over('replaced'),
  };
}
