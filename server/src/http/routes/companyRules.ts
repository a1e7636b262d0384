import {
  AuditPage,
  CompanyUsage,
  ConsentText,
  ConsentTextChange,
  ConsentTextHistory,
  ConsentTextList,
  NewConsentText,
  NewConsentTextVersion,
  OneConsentText,
  PolicyChange,
  PolicyInForce,
} from '@conclave/shared/wire/companyApi';
import * as v from 'valibot';
import type { CompanyParts } from '../../companies/buildCompanies.ts';
import { route, type Route } from '../Route.ts';

const Before = v.strictObject({
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,12}$/), v.transform(Number))),
});

/** A company's rules, its texts for guests, its numbers, and what was done to it. */
export function companyRuleRoutes(parts: CompanyParts): Route[] {
  return [...policyRoutes(parts), ...textRoutes(parts), ...figureRoutes(parts)];
}

function policyRoutes({ policies, callers }: CompanyParts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/company/policy',
      audience: 'account',
      takes: {},
      reply: PolicyInForce,
      handle: async (_input, call) => policies.inForce(await callers.member(call)),
    }),
    route({
      method: 'PUT',
      path: '/api/company/policy',
      audience: 'admin',
      takes: { body: PolicyChange },
      reply: PolicyInForce,
      handle: async ({ body }, call) => policies.change(await callers.admin(call), body),
    }),
  ];
}

function textRoutes({ texts, callers }: CompanyParts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/company/texts',
      audience: 'account',
      takes: {},
      reply: ConsentTextList,
      handle: async (_input, call) => ({ texts: await texts.list(await callers.member(call)) }),
    }),
    route({
      method: 'POST',
      path: '/api/company/texts',
      audience: 'admin',
      takes: { body: NewConsentText },
      reply: ConsentText,
      status: 201,
      handle: async ({ body }, call) => texts.add(await callers.admin(call), body),
    }),
    route({
      method: 'GET',
      path: '/api/company/texts/:textId/versions',
      audience: 'account',
      takes: { params: OneConsentText },
      reply: ConsentTextHistory,
      async handle({ params }, call) {
        return { versions: await texts.history(await callers.member(call), params.textId) };
      },
    }),
    route({
      method: 'POST',
      path: '/api/company/texts/:textId/versions',
      audience: 'admin',
      takes: { params: OneConsentText, body: NewConsentTextVersion },
      reply: v.strictObject({ version: v.number() }),
      status: 201,
      async handle({ params, body }, call) {
        const { version } = await texts.write(await callers.admin(call), params.textId, body);
        return { version };
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/company/texts/:textId',
      audience: 'admin',
      takes: { params: OneConsentText, body: ConsentTextChange },
      async handle({ params, body }, call) {
        await texts.retire(await callers.admin(call), params.textId, body.retired);
      },
    }),
  ];
}

function figureRoutes({ usage, audit, callers }: CompanyParts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/company/usage',
      audience: 'admin',
      takes: {},
      reply: CompanyUsage,
      handle: async (_input, call) => usage.of(await callers.admin(call)),
    }),
    route({
      method: 'GET',
      path: '/api/company/audit',
      audience: 'admin',
      takes: { query: Before },
      reply: AuditPage,
      async handle({ query }, call) {
        const { companyId } = await callers.admin(call);
        return audit.page(companyId, query.before);
      },
    }),
  ];
}
