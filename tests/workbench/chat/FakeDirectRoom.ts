import type { ParticipantId, RequestId } from '@conclave/shared/ids';
import { newRequestId } from '../../../web/src/lib/e2ee/crypto/random.ts';
import type { DirectRoom } from '../../../web/src/lib/chat/DirectMessages.svelte.ts';
import type { DirectMessage, RoomEvent } from '../../../web/src/lib/e2ee/session/RoomView.ts';

/** Messages to one person without keys: what is sent arrives at once, unless it is to be lost. */
export class FakeDirectRoom implements DirectRoom {
  readonly #self: ParticipantId;
  readonly #rooms: Map<ParticipantId, FakeDirectRoom>;
  readonly #listeners = new Set<(event: RoomEvent) => void>();
  readonly #sent = new Map<RequestId, DirectMessage>();
  losesAll = false;

  constructor(self: ParticipantId, rooms: Map<ParticipantId, FakeDirectRoom>) {
    this.#self = self;
    this.#rooms = rooms;
    rooms.set(self, this);
  }

  onEvent(listen: (event: RoomEvent) => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  sendDirect(participantId: ParticipantId, text: string): Promise<void> {
    const messageId = newRequestId();
    this.#deliver({ messageId, participantId, own: true, text, at: Date.now(), state: 'sending' });
    return Promise.resolve();
  }

  sendDirectAgain(messageId: RequestId): Promise<void> {
    const message = this.#sent.get(messageId);
    if (message !== undefined) this.#deliver({ ...message, state: 'sending' });
    return Promise.resolve();
  }

  #deliver(message: DirectMessage): void {
    this.#sent.set(message.messageId, message);
    this.#tell(message);
    const other = this.losesAll ? undefined : this.#rooms.get(message.participantId);
    if (other !== undefined)
      other.#tell({ ...message, participantId: this.#self, own: false, state: 'delivered' });
    this.#tell({ ...message, state: other === undefined ? 'undelivered' : 'delivered' });
  }

  #tell(message: DirectMessage): void {
    for (const listen of this.#listeners) listen({ kind: 'direct', message });
  }
}
