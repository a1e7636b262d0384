import { fromBase64Url, toBase64Url } from '@conclave/shared/bytes';
import type { MeetingId, SessionId } from '@conclave/shared/ids';
import type { MeetingText } from '@conclave/shared/mail/MeetingText';
import { encodeMeetingText, TEXT_PURPOSE, textContext } from '@conclave/shared/mail/textBytes';
import type { RelayKey } from '@conclave/shared/wire/mailApi';
import type { PutSummaryText } from '@conclave/shared/wire/summaryTextApi';
import { sealTo } from '../../e2ee/crypto/hpke.ts';

/** [S-17] The text for the relay alone, and for the mails of this session of this meeting alone. */
export async function sealText(
  text: MeetingText,
  { meetingId, sessionId }: { readonly meetingId: MeetingId; readonly sessionId: SessionId },
  { keyId, publicKey }: Pick<RelayKey, 'keyId' | 'publicKey'>,
): Promise<Omit<PutSummaryText, 'answersUntil'>> {
  const purpose = { label: TEXT_PURPOSE, context: textContext({ keyId, meetingId, sessionId }) };
  const sealed = await sealTo(fromBase64Url(publicKey), purpose, encodeMeetingText(text));
  return { sessionId, keyId, sealedText: toBase64Url(sealed) };
}
