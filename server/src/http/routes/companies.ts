import { AskInvite, CompanyChange, InviteOffer } from '@conclave/shared/wire/accountApi';
import {
  Belongings,
  InviteMember,
  MadeInvite,
  MemberChange,
  MemberList,
  OneInvite,
  OneMember,
} from '@conclave/shared/wire/companyApi';
import type { CompanyParts } from '../../companies/buildCompanies.ts';
import { route, type Route } from '../Route.ts';

/** Guessing 256 bits is hopeless; this keeps the trying cheap for us. */
const LOOK_LIMIT = { times: 60, perMs: 60_000 };

/** Each may send a mail to somebody who did not ask for it. */
const INVITE_LIMIT = { times: 60, perMs: 3_600_000 };

/** A company's name, its people, and the one-time links into it. */
export function companyRoutes(parts: CompanyParts): Route[] {
  return [...nameRoutes(parts), ...inviteRoutes(parts), ...memberRoutes(parts)];
}

function nameRoutes({ companies, callers }: CompanyParts): Route[] {
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
      method: 'PATCH',
      path: '/api/company',
      audience: 'admin',
      takes: { body: CompanyChange },
      async handle({ body }, call) {
        await companies.rename(await callers.admin(call), body);
      },
    }),
  ];
}

function inviteRoutes({ companies, callers, mails }: CompanyParts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/company/invites',
      audience: 'admin',
      takes: { body: InviteMember },
      reply: MadeInvite,
      status: 201,
      limit: INVITE_LIMIT,
      async handle({ body: { role, address } }, call) {
        const admin = await callers.admin(call);
        if (address != null) await mails.requireMayMail(admin);
        const invite = await companies.invite(admin, role);
        if (address == null) return { ...invite, mailed: false };
        return { ...invite, mailed: await mails.invited(admin, address, invite) };
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/company/invites/:inviteId',
      audience: 'admin',
      takes: { params: OneInvite },
      async handle({ params }, call) {
        await companies.takeBack(await callers.admin(call), params.inviteId);
      },
    }),
  ];
}

function memberRoutes({ members, companies, callers, mails }: CompanyParts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/company/members',
      audience: 'admin',
      takes: {},
      reply: MemberList,
      async handle(_input, call) {
        const admin = await callers.admin(call);
        return { members: await members.list(admin), invites: await companies.invites(admin) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/company/members/:accountId/belongings',
      audience: 'admin',
      takes: { params: OneMember },
      reply: Belongings,
      async handle({ params }, call) {
        return members.belongings(await callers.admin(call), params.accountId);
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/company/members/:accountId',
      audience: 'admin',
      takes: { params: OneMember, body: MemberChange },
      async handle({ params, body }, call) {
        const admin = await callers.admin(call);
        const member = await members.change(admin, params.accountId, body);
        await mails.changed(admin, member, body);
      },
    }),
  ];
}
