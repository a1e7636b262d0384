import { RefusedError } from '@conclave/shared/RefusedError';
import type { Bytes } from '@conclave/shared/bytes';
import { authorSignedBytes } from '@conclave/shared/wire/signed/author';
import { signWhole } from '../crypto/sign.ts';
import type { AgentContext } from './AgentContext.ts';
import type { InsideRoom } from './InsideRoom.ts';

/** What documents may ask of the room's agent. */
export class DocumentAgent {
  readonly #context: () => AgentContext | undefined;
  readonly #room: () => InsideRoom | undefined;

  constructor(context: () => AgentContext | undefined, room: () => InsideRoom | undefined) {
    this.#context = context;
    this.#room = room;
  }

  /** Nothing but author certificates of this meeting and this participant. */
  async signAuthor(authorKey: Bytes, clientId: number): Promise<Bytes> {
    const context = this.#context();
    if (context === undefined) throw new RefusedError('notNow');
    const { meetingId, participant } = context;
    const participantKey = participant.publicKey;
    const body = { meetingId, authorKey, clientId, participantKey };
    return signWhole(participant, authorSignedBytes(body));
  }

  /** To all members. */
  async tellHeads(heads: Bytes): Promise<void> {
    await this.#context()?.queue.run(() => this.#room()?.talk.tellHeads(heads));
  }
}
