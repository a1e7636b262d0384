import { createHmac } from 'node:crypto';
import type { Secret } from '@conclave/shared/Secret';

/** What the ledger of deletions keeps of something deleted: tells whether a restored row was, and no more. */
export function deletionHash(
  pepper: Secret<string>,
  kind: 'meeting' | 'account' | 'company' | 'file' | 'generation',
  id: string,
): string {
  return createHmac('sha256', pepper.reveal())
    .update(`conclave deletion ledger 1 ${kind} ${id}`)
    .digest('base64url');
}

/** The same of a generation of a document, which is over for good when the next one begins. */
export function generationHash(
  pepper: Secret<string>,
): (log: { documentId: string; generation: number }) => string {
  return ({ documentId, generation }) =>
    deletionHash(pepper, 'generation', `${documentId}/${generation}`);
}
