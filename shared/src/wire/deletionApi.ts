import * as v from 'valibot';
import { MeetingId } from '../ids.ts';
import { fixedBase64Url } from './base64Url.ts';
import { DocumentKind } from './documents.ts';

const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** GET /api/meetings/:meetingId/inventory: everything that the server has of a meeting, by numbers. */
export const MeetingInventory = v.strictObject({
  /** Private notes are one document for each person who wrote some. */
  documents: v.array(v.strictObject({ kind: DocumentKind, count: amount, sealedBytes: amount })),
  files: amount,
  fileBytes: amount,
  links: amount,
  keyRecords: amount,
  sessions: amount,
});
export type MeetingInventory = v.InferOutput<typeof MeetingInventory>;

/** Base64url of 32 bytes. */
const hash = fixedBase64Url(32);

/** DELETE /api/meetings/:meetingId. What the organizer keeps of it; the server keeps `ledger` and the moment. */
export const DeletionReceipt = v.strictObject({
  format: v.literal('conclave deletion 1'),
  meetingId: MeetingId,
  deletedAt: v.number(),
  deleted: MeetingInventory,
  /** The server's keyed hash of the id: it keeps a restored backup from bringing the meeting back. */
  ledger: hash,
  /** SHA-256 of everything above, as `deletionReceiptText` writes it. */
  hash,
});
export type DeletionReceipt = v.InferOutput<typeof DeletionReceipt>;

/** The one spelling of a receipt that its hash is made of. */
export function deletionReceiptText(receipt: Omit<DeletionReceipt, 'hash'>): string {
  const { format, meetingId, deletedAt, deleted, ledger } = receipt;
  const documents = deleted.documents.map(({ kind, count, sealedBytes }) => [
    kind,
    count,
    sealedBytes,
  ]);
  const { files, fileBytes, links, keyRecords, sessions } = deleted;
  const numbers = [files, fileBytes, links, keyRecords, sessions];
  return JSON.stringify([format, meetingId, deletedAt, documents, numbers, ledger]);
}
