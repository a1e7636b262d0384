import { RecordNumber } from '@conclave/shared/wire/keys';
import { ROLE_CERTIFICATE_BYTES } from '@conclave/shared/wire/signed/roleCertificate';
import * as v from 'valibot';
import type { Envelope } from '../objects/envelope.ts';
import type { HandInPlace } from '../session/FilesAgent.ts';

// What the key worker answers about files. The types are where it decides; here they are checked.

const sized = (size: number) =>
  v.pipe(
    v.instance(Uint8Array<ArrayBuffer>),
    v.check(({ length }) => length === size),
  );
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

export const PlaceAnswer: v.GenericSchema<unknown, HandInPlace | undefined> = v.optional(
  v.strictObject({ joinProof: sized(32), recordNumber: RecordNumber, inboxKey: sized(32) }),
);

export const EnvelopeAnswer: v.GenericSchema<unknown, Envelope | undefined> = v.optional(
  v.strictObject({
    key: sized(32),
    name: v.string(),
    type: v.string(),
    size: count,
    from: v.string(),
    at: count,
  }),
);

export const CertificateAnswer = v.optional(sized(ROLE_CERTIFICATE_BYTES));
