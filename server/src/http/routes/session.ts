import {
  AskPrelogin,
  Prelogin,
  SignIn,
  SignInReply,
  WhoIsHere,
} from '@conclave/shared/wire/accountApi';
import type { Accounts } from '../../accounts/buildAccounts.ts';
import { BROWSER_MS } from '../../accounts/KnownBrowsers.ts';
import { ABSOLUTE_MS } from '../../accounts/SignIns.ts';
import { route, type Route } from '../Route.ts';
import { signInFrom } from '../signInFrom.ts';

/** For one network address: a company signs in from behind one, a list of addresses is not worked off. */
const PRELOGIN_LIMIT = { times: 120, perMs: 60_000 };

/** Signing in and out. */
export function sessionRoutes({
  prelogin,
  twoStep,
  signIns,
  profiles,
  browsers,
}: Accounts): Route[] {
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
      reply: SignInReply,
      async handle({ body }, call) {
        const at = { from: signInFrom(call), presented: call.cookie('session') };
        const { token, reply } = await twoStep.signIn(body, at);
        if (token === undefined || reply.state !== 'signedIn') return reply;
        call.setCookie('session', token, ABSOLUTE_MS);
        const { accountId } = reply.account;
        const known = await browsers.signedIn(accountId, call.cookie('browser'));
        call.setCookie('browser', known, BROWSER_MS);
        return reply;
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
    route({
      method: 'DELETE',
      path: '/api/browser',
      audience: 'anyone',
      takes: {},
      // [R22] Programs in the page cannot delete it.
      handle: (_input, call) => {
        call.clearCookie('browser');
        return Promise.resolve();
      },
    }),
  ];
}
