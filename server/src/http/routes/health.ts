import * as v from 'valibot';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { Readiness } from '../../ops/Readiness.ts';
import { route, type Route } from '../Route.ts';

const Health = v.strictObject({ status: v.literal('ok') });

/** `/healthz`: it serves. `/readyz`: it can also do its work; a balancer sends people elsewhere if not. */
export function healthRoutes(readiness: Readiness): Route[] {
  const ok = { status: 'ok' } as const;
  return [
    route({
      method: 'GET',
      path: '/healthz',
      audience: 'anyone',
      takes: {},
      reply: Health,
      handle: () => ok,
    }),
    route({
      method: 'GET',
      path: '/readyz',
      audience: 'anyone',
      takes: {},
      reply: Health,
      async handle() {
        if (!(await readiness.isReady())) throw new RefusedError('unavailable');
        return ok;
      },
    }),
  ];
}
