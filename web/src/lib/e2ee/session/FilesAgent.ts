import type { Bytes } from '@conclave/shared/bytes';
import type { FileId } from '@conclave/shared/ids';
import { encodeRoleCertificate } from '@conclave/shared/wire/signed/roleCertificate';
import { openEnvelope, type Envelope, type Inbox } from '../objects/envelope.ts';
import { inboxPair } from '../objects/keySecret.ts';
import { keyText } from '../room/keyText.ts';
import type { AgentContext } from './AgentContext.ts';
import type { InsideRoom } from './InsideRoom.ts';
import type { Visit } from './Visit.ts';

/** [F-13] Where somebody at the door hands in files, and what shows that it may: all of it is public. */
export interface HandInPlace extends Inbox {
  readonly joinProof: Bytes;
}

interface Sources {
  readonly context: () => AgentContext | undefined;
  readonly visit: () => Visit | undefined;
  readonly room: () => InsideRoom | undefined;
}

/** What files may ask of the room's agent. The private keys of inboxes stay on this side. */
export class FilesAgent {
  readonly #sources: Sources;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** Undefined before the meeting was entered, and where there is no record to seal to [K-6]. */
  get handInPlace(): HandInPlace | undefined {
    const entered = this.#sources.visit()?.entered;
    if (entered === undefined || entered.isRecordPast) return undefined;
    const { link, record } = entered;
    return {
      joinProof: link.joinProof,
      recordNumber: record.number,
      inboxKey: record.inboxKey,
    };
  }

  /** What a visitor said of a file; undefined if no inbox opens it whose key this browser has. */
  async openEnvelope(fileId: FileId, sealedEnvelope: Bytes): Promise<Envelope | undefined> {
    const meetingId = this.#sources.context()?.meetingId;
    const room = this.#sources.room();
    if (meetingId === undefined || room === undefined) return undefined;
    return openEnvelope({ meetingId, fileId }, sealedEnvelope, async (recordNumber) => {
      // The newest first, and each of the record before it.
      const archiveKey = room.archiveKeys[room.epoch.state.recordNumber - recordNumber];
      return archiveKey && inboxPair(archiveKey);
    });
  }

  /** [K-4] What shows the server that this participant leads; the server has it from the session. */
  get certificate(): Bytes | undefined {
    const { context, room } = this.#sources;
    const participant = context()?.participant;
    if (participant === undefined) return undefined;
    const certificate = room()?.epoch.state.roles.get(keyText(participant.publicKey));
    return certificate && encodeRoleCertificate(certificate);
  }
}
