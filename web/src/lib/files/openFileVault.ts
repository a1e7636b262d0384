import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { SharedDocument } from '../documents/SharedDocument.ts';
import { systemTimers } from '../e2ee/session/Timers.ts';
import { FileVault } from './FileVault.ts';
import { openFilesWorker } from './openFilesWorker.ts';
import { FilesApi } from './transfer/FilesApi.ts';
import { openPendingUploads } from './transfer/IndexedDbPendingUploads.ts';
import { saveToDisk } from './transfer/saveToDisk.ts';
import { waitForNetwork } from './transfer/waitForNetwork.ts';
import { withWebLock } from './transfer/withWebLock.ts';

export interface OpenFileVault {
  readonly meetingId: MeetingId;
  readonly document: SharedDocument;
  /** `authorization` of a member, `x-conclave-role` of who leads; nothing for the signed-in owner. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly leads: (participantId: ParticipantId) => boolean;
}

/** The files of a meeting in this browser. What a reload interrupted goes on at once. */
export async function openFileVault(options: OpenFileVault): Promise<FileVault> {
  const { meetingId, headers } = options;
  const vault = new FileVault({
    ...options,
    api: new FilesApi({ meetingId, headers, place: 'files', fetch: fetch.bind(globalThis) }),
    crypto: openFilesWorker(),
    store: await openPendingUploads(),
    wait: waitForNetwork,
    lock: withWebLock,
    saveFile: saveToDisk,
    now: () => systemTimers.now(),
    failed: (error) => reportError(error),
  });
  await vault.queue.restore();
  return vault;
}
