import type { MeetingId } from '@conclave/shared/ids';
import { ConsentGate } from '../consent/ConsentGate.ts';
import { openDocumentStore } from '../documents/log/IndexedDbDocumentStore.ts';
import { DocumentHub } from '../documents/page/DocumentHub.ts';
import { openDecodeWorker, openDocumentWorker } from '../documents/page/openWorkers.ts';
import { listInbox } from '../files/inbox/listInbox.ts';
import { openFileVault } from '../files/openFileVault.ts';
import { FilesApi } from '../files/transfer/FilesApi.ts';
import { loadTexts } from '../i18n/texts.svelte.ts';
import { FileProofs } from './FileProofs.ts';
import { keepSummaries } from './keepSummaries.ts';
import type { SessionWorkspace } from './SessionWorkspace.ts';
import { Workspace } from './Workspace.svelte.ts';

/** Starts the workers behind the documents, inside a session. */
export async function openWorkspace(options: SessionWorkspace): Promise<Workspace> {
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
  const gate = new ConsentGate({ ...options, report: reportError });
  const follow = (): void => {
    const notice = options.card()?.notice;
    if (notice !== undefined) gate.see(notice);
  };
  follow();
  const stopGate = room.onView(follow);
  const workspace = await Workspace.open({
    ...options,
    hub,
    gate,
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
  // Whose storage cannot be read now sends it when it is looked at.
  await sendLeft(workspace, meetingId).catch(reportError);
  const left = access.leftAtDoor.splice(0);
  if (workspace.mayWrite) for (const file of left) workspace.files.queue.start(file);
  const stopSummary = keepSummaries(options, { workspace, hub, proofs });
  const stopInbox = room.onView((view) => workspace.inbox.see(view));
  workspace.onClose(() => {
    stopSummary();
    stopInbox();
    stopGate();
    stopProofs();
    proofs.close();
  });
  return workspace;
}

/** [T01] A tab that was ended with unsent words: the next one sends them by itself. */
async function sendLeft(workspace: Workspace, meetingId: MeetingId): Promise<void> {
  const store = await openDocumentStore();
  workspace.resume(await store.places(meetingId));
}
