import {
  AskPrelogin,
  Prelogin,
  SignedIn,
  SignIn,
  WhoIsHere,
} from '@conclave/shared/wire/accountApi';
import type { Accounts } from '../../accounts/buildAccounts.ts';
import { ABSOLUTE_MS } from '../../accounts/SignIns.ts';
import { openerReply } from '../../accounts/vaultRows.ts';
import { route, type Route } from '../Route.ts';

/** For one network address: a company signs in from behind one, a list of addresses is not worked off. */
const PRELOGIN_LIMIT = { times: 120, perMs: 60_000 };

/** Signing in and out. */
export function sessionRoutes({ prelogin, login, signIns, profiles }: Accounts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/prelogin',
      audience: 'anyone',
      takes: { body: AskPrelogin },
      reply: Prelogin,
      limit: PRELOGIN_LIMIT,
      handle: async ({ body }) => ({ kdf: await prelogin.kdf(body.address) }),
    }),
    route({
      method: 'GET',
      path: '/api/session',
      audience: 'anyone',
      takes: {},
      reply: WhoIsHere,
      async handle(_input, call) {
        const caller = await signIns.ofToken(call.cookie('session'));
        return { account: caller ? await profiles.read(caller.accountId) : null };
      },
    }),
    route({
      method: 'POST',
      path: '/api/session',
      audience: 'anyone',
      takes: { body: SignIn },
      reply: SignedIn,
      async handle({ body }, call) {
        const caller = await signIns.ofToken(call.cookie('session'));
        const place = { ip: call.address, signedInAs: caller?.accountId };
        const opener = await login.prove('password', { ...body, ...place });
        const { accountId } = opener;
        const token = await signIns.start(accountId, call.cookie('session'));
        call.setCookie('session', token, ABSOLUTE_MS);
        const account = await profiles.read(accountId);
        return { state: 'signedIn' as const, account, opener: openerReply(opener) };
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/session',
      audience: 'anyone',
      takes: {},
      async handle(_input, call) {
        await signIns.end(call.cookie('session'));
        call.clearCookie('session');
      },
    }),
  ];
}
