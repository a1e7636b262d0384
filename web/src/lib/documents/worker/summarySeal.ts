import type { Bytes } from '@conclave/shared/bytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { label } from '../../e2ee/crypto/label.ts';
import type { WebCryptoKey } from '../../e2ee/crypto/webCrypto.ts';
import { participantIdOf } from '../../e2ee/objects/idBytes.ts';
import { SUMMARY_CODE_BYTES } from '../../e2ee/objects/summaryCode.ts';
import {
  sealSummarySelf,
  type SummaryPlace,
  type SummarySelf,
} from '../../e2ee/objects/summaryKeys.ts';
import type { DocumentKeys } from '../log/DocumentKeys.ts';
import { documentKeyBytes } from '../log/documentKey.ts';

/** What the page says of a summary; the keys of it are here. */
export interface SummarySelfAsk
  extends
    Pick<SummaryPlace, 'summaryId'>,
    Pick<SummarySelf, 'recordNumber' | 'recordHash' | 'topic' | 'organizer'> {
  readonly publicKey: Bytes;
}

/** [S-1] The key of one's own notes, sealed to one's own summary. Throws `notNow` before the join is confirmed. */
export async function sealOwnSummary(
  keys: DocumentKeys,
  { summaryId, publicKey, ...told }: SummarySelfAsk,
): Promise<Bytes> {
  const { standing } = keys;
  if (standing === undefined) throw new RefusedError('notNow');
  const { meeting, participantKey } = standing;
  const { meetingId, hostKey } = meeting;
  const owner = await participantIdOf(participantKey);
  const notes = { kind: 'notes', owner } as const;
  const address = { meetingId, place: notes, generation: 1, recordNumber: 0 };
  const notesKey = await documentKeyBytes(await keys.notesRoot(), address);
  const place = { meetingId, summaryId };
  return sealSummarySelf(publicKey, place, { hostKey, participantKey, notesKey, ...told });
}

/** [S-12] The same for every member. Throws `notNow` while the first record's key is not there. */
export async function summaryCode(keys: DocumentKeys): Promise<Bytes> {
  const root = await keys.rootOf(1);
  if (root === undefined) throw new RefusedError('notNow');
  return (await derived(root)).slice(0, SUMMARY_CODE_BYTES);
}

async function derived(root: WebCryptoKey): Promise<Bytes> {
  const algorithm = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(0),
    info: label('summary-code'),
  };
  const length = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.deriveKey(algorithm, root, length, true, ['encrypt']);
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}
