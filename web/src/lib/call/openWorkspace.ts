import { toBase64Url } from '@conclave/shared/bytes';
import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import { DocumentHub } from '../documents/page/DocumentHub.ts';
import { openDecodeWorker, openDocumentWorker } from '../documents/page/openWorkers.ts';
import { openFileVault } from '../files/openFileVault.ts';
import { loadTexts } from '../i18n/texts.svelte.ts';
import type { SignalingPort } from '../signaling/SignalingPort.ts';
import type { DocumentAccess } from './openRoom.ts';
import { Workspace } from './Workspace.svelte.ts';

export interface OpenWorkspace {
  readonly meetingId: MeetingId;
  readonly signaling: SignalingPort & { readonly connected: boolean };
  readonly access: DocumentAccess;
  readonly self: ParticipantId;
  readonly nameOf: (participantId: ParticipantId) => string | undefined;
  readonly ownName: () => string;
  readonly leads: (participantId: ParticipantId) => boolean;
  readonly now: () => number;
  readonly onFailed: () => void;
}

/** Starts the workers behind the documents, inside a session. */
export async function openWorkspace(options: OpenWorkspace): Promise<Workspace> {
  const { meetingId, signaling, access, leads, onFailed } = options;
  await loadTexts('documents', 'chat', 'files');
  const token = new DocumentToken(signaling);
  const hub = DocumentHub.inRoom({
    meetingId,
    signaling,
    keys: access.keys,
    notesKey: access.notesKey,
    openWorker: openDocumentWorker,
    openDecoder: openDecodeWorker,
    onFailed,
  });
  return Workspace.open({
    ...options,
    hub,
    direct: access.direct,
    files: (document) =>
      openFileVault({ meetingId, document, leads, headers: () => token.headers }),
  });
}

/** [V-20] What opens files over HTTP: asked for anew with each connection, with which it ends. */
class DocumentToken {
  readonly #signaling: SignalingPort;
  #headers: Readonly<Record<string, string>> = {};

  constructor(signaling: SignalingPort) {
    this.#signaling = signaling;
    // Ends with the connection's port: there is one for each call.
    signaling.onConnection((state) => {
      this.#headers = {};
      if (state === 'connected') void this.#ask();
    });
    void this.#ask();
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  async #ask(): Promise<void> {
    try {
      const { token } = await this.#signaling.request('openDocuments', {});
      this.#headers = { authorization: `Bearer ${toBase64Url(token)}` };
    } catch {
      // Not a member at this moment; the next connection asks again.
    }
  }
}
