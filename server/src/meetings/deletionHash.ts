import { createHmac } from 'node:crypto';
import type { Secret } from '@conclave/shared/Secret';

/** What the ledger of deletions keeps of something deleted: tells whether a restored row was, and no more. */
export function deletionHash(
  pepper: Secret<string>,
  kind: 'meeting' | 'account' | 'company' | 'file',
  id: string,
): string {
  return createHmac('sha256', pepper.reveal())
    .update(`conclave deletion ledger 1 ${kind} ${id}`)
    .digest('base64url');
}
