import type { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentHub } from '../documents/page/DocumentHub.ts';
import type { SharedDocument } from '../documents/SharedDocument.ts';
import { listInbox } from '../files/inbox/listInbox.ts';
import type { FilesDocument } from '../files/list/FilesDocument.ts';
import { FilesApi } from '../files/transfer/FilesApi.ts';
import { withWebLock } from '../files/transfer/withWebLock.ts';
import { UnreachableError } from '../vault/HttpApi.ts';
import { whenOpen } from './whenOpen.ts';

export interface PastInboxParts {
  readonly meetingId: MeetingId;
  readonly hub: DocumentHub;
  readonly document: SharedDocument;
  readonly list: FilesDocument;
  readonly signal: AbortSignal;
}

/**
 * [F-13] What was handed in at the door and nobody in the room listed any more: the organizer does, by the page of the
 * meeting. Not while it is live, when a member looks after it, and in one tab at a time. What fails waits for the next look.
 */
export async function listPastInbox(parts: PastInboxParts): Promise<void> {
  const { meetingId, hub, document, list, signal } = parts;
  try {
    await whenOpen(document, signal);
    await withWebLock(`conclave-inbox-${meetingId}`, async () => {
      const fetching = fetch.bind(globalThis);
      const api = new FilesApi({ meetingId, place: 'inbox', fetch: fetching, headers: () => ({}) });
      await listInbox({ api, list, open: (...envelope) => hub.openEnvelope(...envelope) });
    });
  } catch (error) {
    const passing = error instanceof RefusedError || error instanceof UnreachableError;
    if (!signal.aborted && !passing) throw error;
  }
}
