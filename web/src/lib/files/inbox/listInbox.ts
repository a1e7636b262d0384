import { fromBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { FileId } from '@conclave/shared/ids';
import { sealedBytesOf } from '@conclave/shared/wire/filesApi';
import type { Envelope } from '../../e2ee/objects/envelope.ts';
import type { FilesDocument } from '../list/FilesDocument.ts';
import type { FilesApi } from '../transfer/FilesApi.ts';

export interface ListInboxOptions {
  /** Of place `inbox`. */
  readonly api: Pick<FilesApi, 'inbox' | 'taken'>;
  readonly list: FilesDocument;
  /** `openEnvelope` where the inbox's private key is: in a session the key worker. */
  readonly open: (fileId: FileId, sealedEnvelope: Bytes) => Promise<Envelope | undefined>;
}

/**
 * [F-13] Lists what visitors handed in: first in the document, then it leaves the inbox, so that nothing
 * is lost in between. What does not open stays for somebody who can.
 */
export async function listInbox({ api, list, open }: ListInboxOptions): Promise<number> {
  const { files } = await api.inbox();
  let listed = 0;
  for (const { fileId, sealedBytes, sealedEnvelope } of files) {
    const envelope = await open(fileId, fromBase64Url(sealedEnvelope));
    if (envelope === undefined || sealedBytesOf(envelope.size) !== sealedBytes) continue;
    const known = list.files.some((file) => file.fileId === fileId);
    if (!known) list.add({ fileId, ...envelope });
    await api.taken(fileId);
    listed++;
  }
  return listed;
}
