/* eslint svelte/prefer-svelte-reactivity: ["off"] -- what is on screen depends on maps that are replaced, never on one that changes */

import type { ParticipantId, RequestId } from '@conclave/shared/ids';
import type { DirectMessage, RoomCommands, RoomEvent } from '../e2ee/session/RoomView.ts';

/** The room as messages to one person need it: a RoomPort is one. */
export interface DirectRoom extends Pick<RoomCommands, 'sendDirect' | 'sendDirectAgain'> {
  onEvent(listen: (event: RoomEvent) => void): () => void;
}

/** What the key worker told of messages between this person and others. Make it before the room is entered. */
export class DirectMessages {
  readonly #room: DirectRoom;
  readonly #stop: () => void;
  #all = $state.raw<ReadonlyMap<RequestId, DirectMessage>>(new Map());
  #listeners: readonly ((message: DirectMessage) => void)[] = [];

  constructor(room: DirectRoom) {
    this.#room = room;
    this.#stop = room.onEvent((event) => this.#hear(event));
  }

  /** Everybody with whom anything was written, in the order in which it began. */
  get people(): ParticipantId[] {
    return [...new Set([...this.#all.values()].map(({ participantId }) => participantId))];
  }

  with(participantId: ParticipantId): DirectMessage[] {
    return [...this.#all.values()].filter((message) => message.participantId === participantId);
  }

  /** Hears what others write, as it comes; not what was kept over a reload. */
  onArrival(listen: (message: DirectMessage) => void): () => void {
    this.#listeners = [...this.#listeners, listen];
    return () => {
      this.#listeners = this.#listeners.filter((each) => each !== listen);
    };
  }

  send(to: ParticipantId, text: string): Promise<void> {
    return this.#room.sendDirect(to, text);
  }

  sendAgain(messageId: RequestId): Promise<void> {
    return this.#room.sendDirectAgain(messageId);
  }

  close(): void {
    this.#stop();
    this.#listeners = [];
  }

  #hear(event: RoomEvent): void {
    if (event.kind === 'directs') {
      this.#all = new Map(event.messages.map((message) => [message.messageId, message]));
    } else if (event.kind === 'direct') {
      const { message } = event;
      const isNew = !this.#all.has(message.messageId);
      this.#all = new Map([...this.#all, [message.messageId, message]]);
      if (isNew && !message.own) for (const listen of this.#listeners) listen(message);
    }
  }
}
