import { fromBase64Url } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { BoxPair } from '../../e2ee/crypto/hpke.ts';
import { sealedBytesOf } from '@conclave/shared/wire/filesApi';
import type { FilesDocument } from '../list/FilesDocument.ts';
import type { FilesApi } from '../transfer/FilesApi.ts';
import { openEnvelope } from './envelope.ts';

export interface ListInboxOptions {
  readonly meetingId: MeetingId;
  /** Of place `inbox`. */
  readonly api: Pick<FilesApi, 'inbox' | 'taken'>;
  readonly list: FilesDocument;
  /** The inbox pair of a key record, as far as this browser can open it. */
  readonly inboxOf: (recordNumber: number) => Promise<BoxPair | undefined>;
}

/**
 * [F-13] Lists what visitors handed in: first in the document, then it leaves the inbox, so that nothing
 * is lost in between. What does not open stays for somebody who can.
 */
export async function listInbox({
  meetingId,
  api,
  list,
  inboxOf,
}: ListInboxOptions): Promise<number> {
  const { files } = await api.inbox();
  let listed = 0;
  for (const { fileId, sealedBytes, sealedEnvelope } of files) {
    const place = { meetingId, fileId };
    const envelope = await openEnvelope(place, fromBase64Url(sealedEnvelope), inboxOf);
    if (envelope === undefined || sealedBytesOf(envelope.size) !== sealedBytes) continue;
    const known = list.files.some((file) => file.fileId === fileId);
    if (!known) list.add({ fileId, ...envelope });
    await api.taken(fileId);
    listed++;
  }
  return listed;
}
