import { ParticipantId, SessionId } from '@conclave/shared/ids';
import { RecordNumber } from '@conclave/shared/wire/keys';
import { MAX_SUMMARIES, SUMMARY_BOX_BYTES, SummaryId } from '@conclave/shared/wire/summaryApi';
import * as v from 'valibot';
import { MAX_KICKED } from '../room/roomState.ts';
import type { SealedSummaryKeys, SummaryTarget } from '../session/SummaryAgent.ts';

// What page and key worker say to each other about summaries.

const sized = (size: number) =>
  v.pipe(
    v.instance(Uint8Array<ArrayBuffer>),
    v.check(({ length }) => length === size),
  );

export const SummaryTargets: v.GenericSchema<unknown, SummaryTarget[]> = v.pipe(
  v.array(
    v.strictObject({
      summaryId: SummaryId,
      publicKey: sized(32),
      participantId: ParticipantId,
      sessionId: SessionId,
    }),
  ),
  v.maxLength(MAX_SUMMARIES),
);

export const SealedKeysAnswer: v.GenericSchema<unknown, SealedSummaryKeys> = v.strictObject({
  sessionId: SessionId,
  kicked: v.pipe(v.array(ParticipantId), v.maxLength(MAX_KICKED)),
  recordNumber: RecordNumber,
  recordHash: sized(32),
  boxes: v.array(v.strictObject({ summaryId: SummaryId, sealedKey: sized(SUMMARY_BOX_BYTES) })),
});
