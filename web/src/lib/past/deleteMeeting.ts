import type { MeetingId } from '@conclave/shared/ids';
import type { DeletionReceipt } from '@conclave/shared/wire/deletionApi';
import { openDocumentStore } from '../documents/log/IndexedDbDocumentStore.ts';
import { openMeetingStorage } from '../e2ee/storage/IndexedDbStorage.ts';
import type { Vault } from '../vault/Vault.ts';
import type { MeetingsApi } from './MeetingsApi.ts';

/**
 * Deletes a meeting for everybody: the server's part first, then the keys, then what this browser kept.
 * What fails halfway can be asked for again: as long as the vault names it, the desk does. Returns the
 * server's receipt; undefined if the server had nothing any more.
 */
export async function deleteMeeting(
  meetingId: MeetingId,
  { vault, api }: { vault: Vault; api: MeetingsApi },
): Promise<DeletionReceipt | undefined> {
  const receipt = await api.delete(meetingId);
  await vault.update('meeting', meetingId, () => undefined);
  const [documents, sessions] = await Promise.all([openDocumentStore(), openMeetingStorage()]);
  await Promise.all([documents.forget(meetingId), sessions.forget(meetingId)]);
  return receipt;
}
