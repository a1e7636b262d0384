import { fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MailLanguage } from '@conclave/shared/mail/MailLanguage';
import { encodeOrder, ORDER_PURPOSE, orderContext } from '@conclave/shared/mail/orderBytes';
import { SendId, type RelayKey } from '@conclave/shared/wire/mailApi';
import { SummaryId, type ArmSummary } from '@conclave/shared/wire/summaryApi';
import * as v from 'valibot';
import { sealTo } from '../e2ee/crypto/hpke.ts';
import { randomBytes } from '../e2ee/crypto/random.ts';
import { summaryAccess, summaryPair } from '../e2ee/objects/summaryKeys.ts';
import type { SealedSummaryKeys, SummaryTarget } from '../e2ee/session/SummaryAgent.ts';
import { summaryLink } from './summaryLink.ts';

export interface SummaryWish {
  readonly address: string;
  readonly language: MailLanguage;
  /** [S-12] At level `code`. */
  readonly code: Bytes | undefined;
}

export interface SummarySealing {
  readonly relayKey: RelayKey;
  readonly origin: string;
  /** In the key worker. */
  readonly sealKeys: (targets: readonly SummaryTarget[]) => Promise<SealedSummaryKeys>;
  /** In the document worker. */
  readonly sealSelf: (target: SummaryTarget) => Promise<Bytes>;
}

export interface PreparedSummary {
  readonly target: SummaryTarget;
  readonly request: ArmSummary;
}

/** [S-1] All that the mail will open. The secret is in the sealed order when this returns, and nowhere else. */
export async function prepareSummary(
  { address, language, code }: SummaryWish,
  { relayKey, origin, sealKeys, sealSelf }: SummarySealing,
): Promise<PreparedSummary> {
  const summaryId = v.parse(SummaryId, toBase64Url(randomBytes(16)));
  const secret = randomBytes(32);
  const { publicKey } = await summaryPair(secret, code);
  const target = { summaryId, publicKey };
  const { recordNumber, boxes } = await sealKeys([target]);
  const sealedKey = boxes[0]?.sealedKey;
  if (sealedKey === undefined) throw new TypeError('no box was sealed');
  const link = summaryLink(origin, { summaryId, secret, asksCode: code !== undefined });
  const { hash } = await summaryAccess(secret);
  const content = { template: 'summary', language, link, code: code !== undefined } as const;
  const order = encodeOrder({ content, recipients: [{ id: summaryId, address, name: null }] });
  const sendId = v.parse(SendId, toBase64Url(randomBytes(16)));
  const { keyId } = relayKey;
  const purpose = { label: ORDER_PURPOSE, context: orderContext({ sendId, keyId }) };
  const sealedOrder = await sealTo(fromBase64Url(relayKey.publicKey), purpose, order);
  return {
    target,
    request: {
      accessHash: toBase64Url(hash),
      sealedSelf: toBase64Url(await sealSelf(target)),
      box: { recordNumber, sealedKey: toBase64Url(sealedKey) },
      order: { sendId, keyId, sealedOrder: toBase64Url(sealedOrder) },
    },
  };
}
