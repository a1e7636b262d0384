import { createHash, timingSafeEqual } from 'node:crypto';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Secret } from '@conclave/shared/Secret';
import { OPERATOR_HEADER, OperatorHealth } from '@conclave/shared/wire/operatorApi';
import type { InstanceHealth } from '../../ops/InstanceHealth.ts';
import type { Call } from '../Call.ts';
import { route, type Route } from '../Route.ts';

/** A token of 32 letters is not guessed; this keeps the trying cheap for us. */
const TRY_LIMIT = { times: 30, perMs: 60_000 };

export interface OperatorRouteParts {
  readonly health: InstanceHealth;
  /** Undefined: nobody is the operator over HTTP, but on a development server who sits at it. */
  readonly token: Secret<string> | undefined;
  readonly production: boolean;
}

/** Read-only health for the operator. To everybody else there is no such page. */
export function operatorRoutes({ health, token, production }: OperatorRouteParts): Route[] {
  const mayRead = (call: Call): boolean =>
    token === undefined
      ? // Behind a proxy everybody comes from loopback, so in production only a token counts.
        !production && isLoopback(call.address)
      : isSame(call.header(OPERATOR_HEADER) ?? '', token.reveal());
  return [
    route({
      method: 'GET',
      path: '/api/operator/health',
      audience: 'operator',
      takes: {},
      reply: OperatorHealth,
      limit: TRY_LIMIT,
      handle(_input, call) {
        if (!mayRead(call)) throw new RefusedError('notFound');
        return health.read();
      },
    }),
  ];
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./.test(address);
}

/** Takes as long for every pair of tokens, whatever their lengths. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
