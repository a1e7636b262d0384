import { RefusedError } from '@conclave/shared/RefusedError';
import * as Y from 'yjs';
import type { SharedDocument } from './SharedDocument.ts';

/** [P-13] Deletes a document for good: it goes on empty, for everybody. Throws a RefusedError. */
export async function beginEmpty(document: SharedDocument): Promise<void> {
  if (document.beginAnew === undefined) throw new RefusedError('notAllowed');
  const empty = new Y.Doc();
  await document.beginAnew(Y.encodeStateAsUpdate(empty));
  empty.destroy();
}
