import { fromBase64Url } from '@conclave/shared/bytes';
import type { MailOrder } from '@conclave/shared/mail/MailOrder';
import type { MeetingText } from '@conclave/shared/mail/MeetingText';
import {
  decodeMeetingText,
  textAssociatedData,
  textContext,
  textInfo,
} from '@conclave/shared/mail/textBytes';
import type { JoinedText } from '../RelayLink.ts';
import { openBox } from './openBox.ts';
import type { RelayKeys } from './RelayKeys.ts';

/**
 * [S-17] The text for a mail: only where the participant's own order asks for it, and only that of the meeting and the
 * session which that order names. Whatever is wrong with it makes a mail with the link, never a mail that fails.
 */
export function joinedText(
  { content }: MailOrder,
  { text }: { readonly text: JoinedText | null },
  keys: Pick<RelayKeys, 'find'>,
): MeetingText | undefined {
  if (content.template !== 'summary' || content.code || content.joins === undefined) return;
  if (text === null) return undefined;
  const { keyId, sealedText } = text;
  const pair = keys.find(keyId);
  const sealed = bytesOf(sealedText);
  if (pair === undefined || sealed === undefined) return undefined;
  const { privateKey, publicKey } = pair;
  const associatedData = textAssociatedData(textContext({ ...content.joins, keyId }));
  const opened = openBox({ privateKey, publicKey, sealed, info: textInfo(), associatedData });
  const read = opened && decodeMeetingText(opened);
  return read !== undefined && read.parts.length > 0 ? read : undefined;
}

function bytesOf(sealedText: string): Uint8Array | undefined {
  try {
    return fromBase64Url(sealedText);
  } catch {
    return undefined; // letters that nothing was written as
  }
}
