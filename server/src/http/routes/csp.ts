import * as v from 'valibot';
import type { Metrics } from '../../ops/Metrics.ts';
import { route, type Route } from '../Route.ts';

/** Directives of our policy: what is counted; the rest of a report stays unread. */
const DIRECTIVE = /^(?:[a-z]+-src(?:-elem|-attr)?|[a-z]+(?:-[a-z]+){1,4})$/;

const Report = v.object({
  type: v.literal('csp-violation'),
  body: v.object({ effectiveDirective: v.pipe(v.string(), v.regex(DIRECTIVE), v.maxLength(40)) }),
});
const Reports = v.pipe(v.array(v.unknown()), v.maxLength(50));

/** Where browsers report what the content policy stopped. Counted by directive; nothing is kept. */
export function cspRoutes(metrics: Metrics): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/csp',
      audience: 'anyone',
      takes: { body: Reports },
      maxBodyBytes: 32 * 1024,
      limit: { times: 30, perMs: 60_000 },
      anyOrigin: true,
      handle({ body }) {
        for (const one of body) {
          const report = v.safeParse(Report, one);
          if (report.success) metrics.policyViolation(report.output.body.effectiveDirective);
        }
      },
    }),
  ];
}
