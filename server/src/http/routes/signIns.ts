import { OneSignIn, SignInList } from '@conclave/shared/wire/signInsApi';
import type { Accounts } from '../../accounts/buildAccounts.ts';
import { route, type Route } from '../Route.ts';

/** Where one is signed in, and ending that. */
export function signInRoutes({ signIns }: Accounts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/account/sign-ins',
      audience: 'account',
      takes: {},
      reply: SignInList,
      handle: async (_input, call) => signIns.list(await signIns.requireAccount(call)),
    }),
    route({
      method: 'DELETE',
      path: '/api/account/sign-ins/:id',
      audience: 'account',
      takes: { params: OneSignIn },
      async handle({ params }, call) {
        await signIns.endOne(await signIns.requireAccount(call), params.id);
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/account/sign-ins',
      audience: 'account',
      takes: {},
      async handle(_input, call) {
        await signIns.endOthers(await signIns.requireAccount(call));
      },
    }),
  ];
}
