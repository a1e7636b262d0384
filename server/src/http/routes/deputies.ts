import {
  ExposedHostLink,
  HostLinkId,
  HostLinks,
  OpenedHostLink,
  OpenHostLink,
  PutHostLink,
} from '@conclave/shared/wire/deputyApi';
import * as v from 'valibot';
import type { SignIns } from '../../accounts/SignIns.ts';
import type { Deputies } from '../../meetings/Deputies.ts';
import { route, type Route } from '../Route.ts';

const One = v.strictObject({ linkId: HostLinkId });

/** Sixteen meetings with the longest notices. */
const KEYS_BYTES = 640 * 1024;

export interface DeputyRouteParts {
  readonly deputies: Deputies;
  readonly signIns: SignIns;
}

/** [H-1] Host links, made by organizers and opened by deputies. Both have an account. */
export function deputyRoutes({ deputies, signIns }: DeputyRouteParts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/host-links',
      audience: 'account',
      takes: {},
      reply: HostLinks,
      async handle(_input, call) {
        const { accountId } = await signIns.requireAccount(call);
        return deputies.list(accountId);
      },
    }),
    route({
      method: 'PUT',
      path: '/api/host-links/:linkId',
      audience: 'account',
      takes: { params: One, body: PutHostLink },
      maxBodyBytes: KEYS_BYTES,
      async handle({ params, body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await deputies.put(accountId, params.linkId, body);
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/host-links/:linkId',
      audience: 'account',
      takes: { params: One },
      async handle({ params }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await deputies.drop(accountId, params.linkId);
      },
    }),
    route({
      method: 'POST',
      path: '/api/host-links/open',
      audience: 'account',
      takes: { body: OpenHostLink },
      reply: OpenedHostLink,
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        return deputies.open(accountId, body);
      },
    }),
    route({
      method: 'POST',
      path: '/api/host-links/exposed',
      audience: 'account',
      takes: { body: ExposedHostLink },
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await deputies.expose(accountId, body);
      },
    }),
  ];
}
