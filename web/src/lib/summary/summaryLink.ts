import { fromBase64Url, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { SummaryId } from '@conclave/shared/wire/summaryApi';
import * as v from 'valibot';

export interface SummaryLink {
  readonly summaryId: SummaryId;
  readonly secret: Bytes;
  /** Whether it opens with the meeting's code alone [S-12]. */
  readonly asksCode: boolean;
}

const SECRET = /^#(?<secret>[\w-]{43})(?<code>c?)$/u;

/** The address that the mail carries. */
export function summaryLink(origin: string, { summaryId, secret, asksCode }: SummaryLink): string {
  return `${origin}/s/${summaryId}#${toBase64Url(secret)}${asksCode ? 'c' : ''}`;
}

/** What stands in an address; undefined if some of it was lost on the way. */
export function readSummaryLink(id: string, hash: string): SummaryLink | undefined {
  const summaryId = v.safeParse(SummaryId, id);
  const found = SECRET.exec(hash)?.groups;
  if (!summaryId.success || found === undefined) return undefined;
  try {
    const secret = fromBase64Url(found['secret'] ?? '');
    return { summaryId: summaryId.output, secret, asksCode: found['code'] === 'c' };
  } catch (error) {
    if (error instanceof RangeError) return undefined; // not the one spelling of any bytes
    throw error;
  }
}
