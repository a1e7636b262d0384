import { fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { MailLanguage } from '@conclave/shared/mail/MailLanguage';
import { encodeOrder, ORDER_PURPOSE, orderContext } from '@conclave/shared/mail/orderBytes';
import { RefusedError } from '@conclave/shared/RefusedError';
import { SendId, type RelayKey } from '@conclave/shared/wire/mailApi';
import { SummaryId, type ArmSummary } from '@conclave/shared/wire/summaryApi';
import * as v from 'valibot';
import { sealTo } from '../e2ee/crypto/hpke.ts';
import { randomBytes } from '../e2ee/crypto/random.ts';
import { proveSelf, summaryAccess, summaryPair } from '../e2ee/objects/summaryKeys.ts';
import type { SealedSummaryKeys, SummaryTarget } from '../e2ee/session/SummaryAgent.ts';
import { summaryLink } from './summaryLink.ts';

export interface SummaryWish {
  readonly address: string;
  readonly language: MailLanguage;
  /** [S-12] At level `code`. */
  readonly code: Bytes | undefined;
  /** [S-17] With the text of the meeting in the mail, where the level has it. */
  readonly withText: boolean;
}

/** What says of a summary to whom and to which record it belongs. */
type SummarySelfOf = Pick<SummaryTarget, 'summaryId' | 'publicKey'> &
  Pick<SealedSummaryKeys, 'recordNumber' | 'recordHash'>;

export interface SummarySealing {
  readonly meetingId: MeetingId;
  readonly self: ParticipantId;
  readonly relayKey: RelayKey;
  readonly origin: string;
  /** In the key worker. */
  readonly sealKeys: (targets: readonly SummaryTarget[]) => Promise<SealedSummaryKeys>;
  /** In the document worker. */
  readonly sealSelf: (of: SummarySelfOf) => Promise<Bytes>;
}

export interface PreparedSummary {
  readonly target: SummaryTarget;
  readonly request: ArmSummary;
}

/** [S-1] All that the mail will open. The secret is in the sealed order when this returns, and nowhere else. */
export async function prepareSummary(
  { address, language, code, withText }: SummaryWish,
  { meetingId, self, relayKey, origin, sealKeys, sealSelf }: SummarySealing,
): Promise<PreparedSummary> {
  const summaryId = v.parse(SummaryId, toBase64Url(randomBytes(16)));
  const secret = randomBytes(32);
  const { publicKey } = await summaryPair(secret, code);
  const { sessionId } = await sealKeys([]);
  const target = { summaryId, publicKey, participantId: self, sessionId };
  const { recordNumber, recordHash, boxes } = await sealKeys([target]);
  const sealedKey = boxes[0]?.sealedKey;
  // Removed a moment ago, or another session began.
  if (sealedKey === undefined) throw new RefusedError('notNow');
  const sealedSelf = await sealSelf({ summaryId, publicKey, recordNumber, recordHash });
  const proven = await proveSelf(secret, { meetingId, summaryId }, sealedSelf);
  const link = summaryLink(origin, { summaryId, secret, asksCode: code !== undefined });
  const { hash } = await summaryAccess(secret);
  const content = {
    ...({ template: 'summary', language, link, code: code !== undefined } as const),
    ...(withText && { joins: { meetingId, sessionId } }),
  };
  const order = encodeOrder({ content, recipients: [{ id: summaryId, address, name: null }] });
  const sendId = v.parse(SendId, toBase64Url(randomBytes(16)));
  const { keyId } = relayKey;
  const purpose = { label: ORDER_PURPOSE, context: orderContext({ sendId, keyId }) };
  const sealedOrder = await sealTo(fromBase64Url(relayKey.publicKey), purpose, order);
  return {
    target,
    request: {
      accessHash: toBase64Url(hash),
      sealedSelf: toBase64Url(proven),
      box: { recordNumber, sealedKey: toBase64Url(sealedKey) },
      order: { sendId, keyId, sealedOrder: toBase64Url(sealedOrder) },
      ...(withText && { waitsFor: sessionId }),
    },
  };
}
