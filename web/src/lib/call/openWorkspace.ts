import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { LobbyCard } from '../e2ee/session/RoomView.ts';
import { DocumentHub } from '../documents/page/DocumentHub.ts';
import { openDecodeWorker, openDocumentWorker } from '../documents/page/openWorkers.ts';
import { listInbox } from '../files/inbox/listInbox.ts';
import { openFileVault } from '../files/openFileVault.ts';
import { FilesApi } from '../files/transfer/FilesApi.ts';
import { loadTexts } from '../i18n/texts.svelte.ts';
import type { SignalingPort } from '../signaling/SignalingPort.ts';
import { FileProofs } from './FileProofs.ts';
import type { DocumentAccess } from './openRoom.ts';
import type { RoomPort } from './RoomPort.ts';
import { keepSummaries } from './keepSummaries.ts';
import { Workspace } from './Workspace.svelte.ts';

export interface OpenWorkspace {
  readonly meetingId: MeetingId;
  readonly room: Pick<RoomPort, 'onView' | 'onEvent'>;
  readonly signaling: SignalingPort & { readonly connected: boolean };
  readonly access: DocumentAccess;
  readonly self: ParticipantId;
  readonly nameOf: (participantId: ParticipantId) => string | undefined;
  readonly ownName: () => string;
  readonly leads: (participantId: ParticipantId) => boolean;
  /** The newest card. */
  readonly card: () => LobbyCard | undefined;
  readonly mayWrite: () => boolean;
  readonly now: () => number;
  readonly onFailed: () => void;
}

/** Starts the workers behind the documents, inside a session. */
export async function openWorkspace(options: OpenWorkspace): Promise<Workspace> {
  const { meetingId, room, signaling, access, leads, onFailed } = options;
  await loadTexts('documents', 'chat', 'files', 'summary');
  const proofs = new FileProofs({ signaling, certificate: access.certificate });
  const stopProofs = room.onView((view) => proofs.see(view));
  const headers = (): Readonly<Record<string, string>> => proofs.headers;
  const hub = DocumentHub.inRoom({
    meetingId,
    signaling,
    keys: access.keys,
    notesKey: access.notesKey,
    openWorker: openDocumentWorker,
    openDecoder: openDecodeWorker,
    onFailed,
  });
  const workspace = await Workspace.open({
    ...options,
    hub,
    direct: access.direct,
    files: (document) => openFileVault({ meetingId, document, leads, headers }),
    inbox: async ({ list }) => {
      await proofs.settled();
      const fetching = fetch.bind(globalThis);
      const api = new FilesApi({ meetingId, place: 'inbox', fetch: fetching, headers });
      await listInbox({ api, list, open: access.openEnvelope });
    },
  });
  await proofs.settled();
  if (proofs.hasNotes) workspace.openNotes();
  const left = access.leftAtDoor.splice(0);
  if (workspace.mayWrite) for (const file of left) workspace.files.queue.start(file);
  const stopSummary = keepSummaries(options, { workspace, hub, proofs });
  const stopInbox = room.onView((view) => workspace.inbox.see(view));
  workspace.onClose(() => {
    stopSummary();
    stopInbox();
    stopProofs();
    proofs.close();
  });
  return workspace;
}
