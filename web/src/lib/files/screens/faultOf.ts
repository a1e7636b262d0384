import { RefusedError } from '@conclave/shared/RefusedError';
import { UnreachableError } from '../../vault/HttpApi.ts';
import { AlteredFileError } from '../transfer/download.ts';

/** Why something with a file did not work, as a key of `t.files.failed`. */
export type FileFault = 'altered' | 'gone' | 'unreachable' | 'notAllowed' | 'other';

export function faultOf(error: unknown): FileFault {
  if (error instanceof AlteredFileError) return 'altered';
  if (error instanceof UnreachableError) return 'unreachable';
  if (!(error instanceof RefusedError)) return 'other';
  if (error.code === 'notFound') return 'gone';
  return error.code === 'notAllowed' ? 'notAllowed' : 'unreachable';
}
