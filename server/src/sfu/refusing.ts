import { RefusedError } from '@conclave/shared/RefusedError';

/**
 * What mediasoup answers to a client's parameters as a refusal: a client can send well-formed
 * parameters that mean nothing, and that is no bug of ours.
 */
export async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw refusalOf(cause);
  }
}

function refusalOf(cause: unknown): unknown {
  if (!(cause instanceof Error) || cause instanceof RefusedError) return cause;
  if (cause instanceof TypeError || cause.name === 'UnsupportedError') {
    return new RefusedError('malformed', { cause });
  }
  // The transport was closed meanwhile, or its worker died.
  if (cause.name === 'InvalidStateError') return new RefusedError('mediaLost', { cause });
  return new RefusedError('notNow', { cause });
}
