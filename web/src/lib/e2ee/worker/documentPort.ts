import { MAX_RELAYED_BYTES } from '@conclave/shared/limits';
import { RecordNumber } from '@conclave/shared/wire/keys';
import { ROLE_CERTIFICATE_BYTES } from '@conclave/shared/wire/signed/roleCertificate';
import * as v from 'valibot';

// What the key worker and the document worker say to each other, past the page. Both ends check.

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bytes = v.instance(Uint8Array<ArrayBuffer>);
const sized = (size: number) =>
  v.pipe(
    bytes,
    v.check(({ length }) => length === size),
  );
const heads = v.pipe(
  bytes,
  v.check(({ length }) => length <= MAX_RELAYED_BYTES / 2),
);
/** For derivation only: it cannot be read out. */
const root = v.pipe(
  v.instance(CryptoKey),
  v.check(({ extractable }) => !extractable),
);

export const ToDocumentWorker = v.variant('op', [
  v.strictObject({
    op: v.literal('standing'),
    hostKey: sized(32),
    participantKey: sized(32),
    certificate: v.nullable(sized(ROLE_CERTIFICATE_BYTES)),
    recordNumber: RecordNumber,
    root,
    members: count,
  }),
  /** Of older records. */
  v.strictObject({
    op: v.literal('roots'),
    roots: v.array(v.strictObject({ recordNumber: RecordNumber, root })),
  }),
  v.strictObject({ op: v.literal('signed'), id: count, signature: v.nullable(sized(64)) }),
  v.strictObject({ op: v.literal('heads'), heads }),
]);
export type ToDocumentWorker = v.InferOutput<typeof ToDocumentWorker>;

export const FromDocumentWorker = v.variant('op', [
  /** An author certificate to be signed by the participant key. */
  v.strictObject({ op: v.literal('signAuthor'), id: count, authorKey: sized(32), clientId: count }),
  /** The meeting's key records as the server has them, for the keys of older entries. */
  v.strictObject({ op: v.literal('records'), records: v.array(bytes) }),
  v.strictObject({ op: v.literal('tellHeads'), heads }),
]);
export type FromDocumentWorker = v.InferOutput<typeof FromDocumentWorker>;
