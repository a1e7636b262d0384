import { concat, fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { handInBytes } from '@conclave/shared/wire/signed/consent';
import { SIGNATURE_BYTES, verifyWhole } from '../crypto/sign.ts';

/** What a member shows the others of its consent; all of it is public among them. */
export interface ConsentStatement {
  /** Hash of the text that was agreed to [G-2], base64url. */
  readonly notice: string;
  /** To the record that says so [G-4], base64url. */
  readonly commitment: string;
  /** [G-5] By the participant key, over the commitment and that it lets produce, base64url. */
  readonly signature: string;
}

const HASH_BYTES = 32;
const STATEMENT_BYTES = HASH_BYTES + HASH_BYTES + SIGNATURE_BYTES;

/** [G-13] As base64url, as it stands in a presence. */
export function encodeStatement({ notice, commitment, signature }: ConsentStatement): string {
  return toBase64Url(
    concat(fromBase64Url(notice), fromBase64Url(commitment), fromBase64Url(signature)),
  );
}

/**
 * [G-13] Hash of the text to which this participant says to have agreed; empty if no agreement to be seen and heard is
 * signed by their participant key for this meeting. What is signed is the commitment, which holds the hash: that they are the
 * same is checked by whoever opens the record.
 */
export async function agreedNotice(
  statement: string,
  { meetingId, participantKey }: { meetingId: MeetingId; participantKey: Bytes },
): Promise<string> {
  const bytes = fromBase64Url(statement);
  if (bytes.length !== STATEMENT_BYTES) return '';
  const commitment = bytes.slice(HASH_BYTES, 2 * HASH_BYTES);
  const signed = handInBytes(meetingId, { commitment, mayProduce: true });
  const genuine = await verifyWhole(participantKey, signed, bytes.slice(2 * HASH_BYTES));
  return genuine ? toBase64Url(bytes.slice(0, HASH_BYTES)) : '';
}
