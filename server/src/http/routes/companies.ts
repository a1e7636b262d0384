import {
  AskInvite,
  CompanyChange,
  Invite,
  InviteOffer,
  NewInvite,
} from '@conclave/shared/wire/accountApi';
import type { Accounts } from '../../accounts/buildAccounts.ts';
import { route, type Route } from '../Route.ts';

/** Guessing 256 bits is hopeless; this keeps the trying cheap for us. */
const LOOK_LIMIT = { times: 60, perMs: 60_000 };

/** Companies, by their admin, and the one-time links into them. */
export function companyRoutes({ companies, signIns }: Accounts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/invites/look',
      audience: 'anyone',
      takes: { body: AskInvite },
      reply: InviteOffer,
      limit: LOOK_LIMIT,
      handle: ({ body }) => companies.look(body.token),
    }),
    route({
      method: 'POST',
      path: '/api/company/invites',
      audience: 'admin',
      takes: { body: NewInvite },
      reply: Invite,
      status: 201,
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAdmin(call);
        return companies.invite(accountId, body.role);
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/company',
      audience: 'admin',
      takes: { body: CompanyChange },
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAdmin(call);
        await companies.rename(accountId, body);
      },
    }),
  ];
}
