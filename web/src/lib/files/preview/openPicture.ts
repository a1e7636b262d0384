import { RefusedError } from '@conclave/shared/RefusedError';
import type { DocumentFiles } from '../../documents/SharedDocument.ts';
import { checkPicture } from './checkPicture.ts';

/** Higher lets one file take the line and the memory of everybody who looks at a document. */
const MAX_BYTES = 25 * 1024 * 1024;

/**
 * [F-15] A picture that a document shows by itself, to everybody who opens it: whoever put it there may want to fill
 * their memory. Throws a RefusedError, `tooLarge`, for what is not to be decoded.
 */
export async function openPicture(
  files: Pick<DocumentFiles, 'open'>,
  fileId: string,
  maxBytes = MAX_BYTES,
): Promise<Blob> {
  const bytes = await files.open(fileId, { maxBytes });
  // What is no picture may become one of any size where a browser knows more kinds than are read here.
  if ((await checkPicture(bytes)).kind !== 'fits') throw new RefusedError('tooLarge');
  return bytes;
}
