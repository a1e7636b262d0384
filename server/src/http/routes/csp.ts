import * as v from 'valibot';
import type { Metrics } from '../../ops/Metrics.ts';
import { route, type Route } from '../Route.ts';

/** Directives of our policy: what is counted; the rest of a report stays unread. */
const DIRECTIVE = /^(?:[a-z]+-src(?:-elem|-attr)?|[a-z]+(?:-[a-z]+){1,4})$/;

const Directive = v.pipe(v.string(), v.maxLength(40), v.regex(DIRECTIVE));
const Report = v.object({
  type: v.literal('csp-violation'),
  body: v.object({ effectiveDirective: Directive }),
});
/** As browsers send it that know `report-uri` only. */
const OldReport = v.object({ 'csp-report': v.object({ 'effective-directive': Directive }) });
const Reports = v.union([v.pipe(v.array(v.unknown()), v.maxLength(50)), OldReport]);

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
        for (const directive of directivesOf(body)) metrics.policyViolation(directive);
      },
    }),
  ];
}

function directivesOf(body: v.InferOutput<typeof Reports>): string[] {
  if (!Array.isArray(body)) return [body['csp-report']['effective-directive']];
  return body.flatMap((one) => {
    const report = v.safeParse(Report, one);
    return report.success ? [report.output.body.effectiveDirective] : [];
  });
}
