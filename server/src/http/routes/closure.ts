import { AskClosure, Closing, ClosurePreview } from '@conclave/shared/wire/closureApi';
import type { Closing as ClosingAccounts } from '../../accounts/Closing.ts';
import type { SignIns } from '../../accounts/SignIns.ts';
import { route, type Route } from '../Route.ts';

export interface ClosureRouteParts {
  readonly closing: ClosingAccounts;
  readonly signIns: SignIns;
}

/** [R81] Closing one's account, and keeping it after all. */
export function closureRoutes({ closing, signIns }: ClosureRouteParts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/account/closure',
      audience: 'account',
      takes: {},
      reply: ClosurePreview,
      handle: async (_input, call) =>
        closing.preview((await signIns.requireAccount(call)).accountId),
    }),
    route({
      method: 'POST',
      path: '/api/account/closure',
      audience: 'account',
      takes: { body: AskClosure },
      reply: Closing,
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        return { closesAt: await closing.request(accountId, body.authKey, call.address) };
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/account/closure',
      audience: 'account',
      takes: {},
      async handle(_input, call) {
        await closing.cancel((await signIns.requireAccount(call)).accountId);
      },
    }),
  ];
}
