import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { entryHeaderBytes, type DocumentEntry } from '@conclave/shared/wire/signed/documentEntry';
import { encodeSealedObject, sealedSignedBytes } from '@conclave/shared/wire/signed/sealedObject';
import { sha256 } from '../../e2ee/crypto/hash.ts';
import { signWhole } from '../../e2ee/crypto/sign.ts';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';
import type { OwnAuthor } from './Authorship.ts';
import type { RootKey } from './DocumentKeys.ts';
import { documentKey, openWithKey, sealWith } from './documentKey.ts';
import type { LogPlace } from './LogPort.ts';

/** documents.md, 3: seals an update as the author's next entry, and moves the author's chain on. */
export async function sealEntry(
  author: OwnAuthor,
  { meetingId, at, root }: { meetingId: MeetingId; at: LogPlace; root: RootKey },
  update: Bytes,
): Promise<Bytes> {
  const { sequence, previousHash } = author.next(at);
  const header = {
    meetingId,
    ...at,
    recordNumber: root.recordNumber,
    authorId: author.authorId,
    sequence,
    previousHash,
  };
  const headerBytes = entryHeaderBytes(header);
  const key = await documentKey(root.root, header);
  const sealed = await sealWith(key, { label: 'entry', context: headerBytes }, update);
  const signature = await signWhole(
    author.signing,
    sealedSignedBytes('entry', headerBytes, sealed),
  );
  const entry = encodeSealedObject(headerBytes, sealed, signature);
  author.wrote(at, sequence, await sha256(entry));
  return entry;
}

/** The update in an entry; undefined if it was not sealed under this root. */
export async function openEntry(
  root: WebCryptoKey,
  { header, headerBytes, sealed }: DocumentEntry,
): Promise<Bytes | undefined> {
  const key = await documentKey(root, header);
  return openWithKey(key, { label: 'entry', context: headerBytes }, sealed);
}
