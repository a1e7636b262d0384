import { ParticipantId } from '@conclave/shared/ids';
import * as v from 'valibot';
import type { ConsentPlace } from '../session/ConsentAgent.ts';
import { MAX_KEPT_CONSENT_BYTES } from '../storage/Memory.ts';

// What the key worker answers about consent. What it sealed is checked by whoever uses it.

export const ConsentPlaceAnswer: v.GenericSchema<unknown, ConsentPlace> = v.strictObject({
  participantId: ParticipantId,
  joinProof: v.pipe(
    v.instance(Uint8Array<ArrayBuffer>),
    v.check(({ length }) => length === 32),
  ),
  kept: v.nullable(
    v.pipe(
      v.instance(Uint8Array<ArrayBuffer>),
      v.check(({ length }) => length <= MAX_KEPT_CONSENT_BYTES),
    ),
  ),
});
