import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '@conclave/shared/errorCodes';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Log } from '../ops/Log.ts';
import { isUnavailable } from '../store/StoreError.ts';

/** The status of a refusal; those that are not listed say "not in this state" (409). */
const statuses: Partial<Record<ErrorCode, number>> = {
  malformed: 400,
  tooLarge: 413,
  tooMany: 429,
  notFound: 404,
  notAllowed: 403,
  protocolMismatch: 426,
  foreignOrigin: 403,
  unavailable: 503,
  signedOut: 401,
  wrongCredentials: 401,
  wrongCode: 401,
  stepOver: 410,
  secondFactorRequired: 403,
  numberRefused: 422,
  addressUnverified: 403,
  registrationClosed: 403,
  suspended: 403,
  lapsed: 403,
  policyForbids: 403,
  restricted: 403,
  inviteInvalid: 404,
  termsRequired: 422,
  linkUnknown: 404,
  meetingEnded: 410,
  quotaExceeded: 422,
  tooManyRecipients: 422,
  mailLimit: 429,
};

/** Which status a refusal travels with. */
function statusOf(code: ErrorCode): number {
  return statuses[code] ?? 409;
}

/** A refusal becomes its code; anything else is a bug: 500 and one line in the log. */
export function errorHandler(log: Log) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const refusal = refusalOf(error);
    if (refusal === undefined) {
      log.error('http.failed', { error, request: request.id, route: request.routeOptions.url });
      await reply.code(500).send({ code: 'unavailable' satisfies ErrorCode });
      return;
    }
    if (refusal === 'unavailable') {
      log.warn('http.unavailable', { error, request: request.id, route: request.routeOptions.url });
    }
    await reply.code(statusOf(refusal)).send({ code: refusal });
  };
}

function refusalOf(error: unknown): ErrorCode | undefined {
  if (error instanceof RefusedError) return error.code;
  if (isUnavailable(error)) return 'unavailable';
  if (!isFastifyError(error)) return undefined;
  if (error.statusCode === 413) return 'tooLarge';
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 500 ? 'malformed' : undefined;
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && String(Reflect.get(error, 'code')).startsWith('FST_');
}
