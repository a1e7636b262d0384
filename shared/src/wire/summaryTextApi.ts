import * as v from 'valibot';
import { SessionId } from '../ids.ts';
import { base64Url } from './base64Url.ts';
import { ORDER_OVERHEAD_BYTES, RelayKeyId } from './mailApi.ts';
import { MAX_SUMMARIES } from './summaryApi.ts';

/** [S-16] Mail programs cut what is longer than about 100 KB, and the HTML of a mail is larger than its text. */
export const MAX_TEXT_BYTES = 64 * 1024;
/** [S-17] Texts are filled up to a multiple of this: the size tells little. */
export const TEXT_STEP_BYTES = 8 * 1024;

/**
 * [S-18] How long after the end orders wait for the text before they go with the link alone. Longer gives the
 * organizer more time to come back; shorter leaves more of the three days in which what fails is tried again [S-6].
 */
export const TEXT_WAIT_MS = 12 * 3_600_000;

const position = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(0xffff_ffff));

/**
 * PUT /api/meetings/:meetingId/summaries/text, by the meeting's account: what was written, sealed to the relay
 * (`MeetingText`). `notNow` where nobody waits for it any more, or another one is there; `versionConflict` where
 * somebody has answered since the answers were read that it goes by.
 */
export const PutSummaryText = v.strictObject({
  sessionId: SessionId,
  keyId: RelayKeyId,
  /** [S-19] Up to which position of the chain the meeting's answers were read, 0 for none; null where it does not ask. */
  answersUntil: v.nullable(position),
  sealedText: base64Url(
    ORDER_OVERHEAD_BYTES + TEXT_STEP_BYTES,
    ORDER_OVERHEAD_BYTES + MAX_TEXT_BYTES,
  ),
});
export type PutSummaryText = v.InferOutput<typeof PutSummaryText>;

/** GET of the same path: who waits for the text, if anybody does. */
export const AwaitedText = v.strictObject({
  waiting: v.nullable(
    v.strictObject({
      sessionId: SessionId,
      people: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_SUMMARIES)),
      /** When they get the link alone, in epoch milliseconds. */
      until: v.number(),
    }),
  ),
});
export type AwaitedText = v.InferOutput<typeof AwaitedText>;
