import {
  Account,
  AskRecovery,
  KitRenewal,
  PasswordChange,
  PasswordReset,
  ProfileChange,
  RecoveryReply,
  Registration,
} from '@conclave/shared/wire/accountApi';
import {
  MAX_VAULT_ITEM_BYTES,
  MAX_VAULT_MANIFEST_BYTES,
  Opener,
} from '@conclave/shared/wire/vaultApi';
import type { Accounts } from '../../accounts/buildAccounts.ts';
import { BROWSER_MS } from '../../accounts/KnownBrowsers.ts';
import { ABSOLUTE_MS } from '../../accounts/SignIns.ts';
import { route, type Route } from '../Route.ts';
import { signInFrom } from '../signInFrom.ts';

/** A first vault: two items and the list of contents. */
const REGISTRATION_BYTES = 4 * MAX_VAULT_ITEM_BYTES;
const OPENER_BYTES = 4 * MAX_VAULT_MANIFEST_BYTES;

/** Making an account, and what its owner changes about it. */
export function accountRoutes(accounts: Accounts): Route[] {
  return [...registration(accounts), ...ownAccount(accounts), ...recovery(accounts)];
}

function registration({ registrar, profiles, signIns, browsers }: Accounts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/accounts',
      audience: 'anyone',
      takes: { body: Registration },
      reply: Account,
      status: 201,
      maxBodyBytes: REGISTRATION_BYTES,
      async handle({ body }, call) {
        const token = await registrar.register(body, call.address, signInFrom(call).device);
        await signIns.end(call.cookie('session'));
        call.setCookie('session', token, ABSOLUTE_MS);
        const known = await browsers.known(body.accountId, call.cookie('browser'));
        call.setCookie('browser', known, BROWSER_MS);
        return profiles.read(body.accountId);
      },
    }),
  ];
}

function ownAccount({ profiles, credentials, signIns }: Accounts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/account',
      audience: 'account',
      takes: {},
      reply: Account,
      async handle(_input, call) {
        const { accountId } = await signIns.requireAccount(call);
        return profiles.read(accountId);
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/account',
      audience: 'account',
      takes: { body: ProfileChange },
      reply: Account,
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        return profiles.change(accountId, body);
      },
    }),
    route({
      method: 'GET',
      path: '/api/account/opener',
      audience: 'account',
      takes: {},
      reply: Opener,
      async handle(_input, call) {
        const { accountId } = await signIns.requireAccount(call);
        return credentials.opener(accountId);
      },
    }),
    route({
      method: 'PUT',
      path: '/api/account/password',
      audience: 'account',
      takes: { body: PasswordChange },
      maxBodyBytes: OPENER_BYTES,
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        const token = await credentials.changePassword(accountId, body, signInFrom(call));
        call.setCookie('session', token, ABSOLUTE_MS);
      },
    }),
    route({
      method: 'PUT',
      path: '/api/account/kit',
      audience: 'account',
      takes: { body: KitRenewal },
      maxBodyBytes: OPENER_BYTES,
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await credentials.renewKit(accountId, body, call.address);
      },
    }),
  ];
}

function recovery({ credentials, twoStep, profiles, signIns, browsers }: Accounts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/recovery/open',
      audience: 'anyone',
      takes: { body: AskRecovery },
      reply: RecoveryReply,
      handle: ({ body }, call) => twoStep.recover(body, call.address),
    }),
    route({
      method: 'POST',
      path: '/api/recovery/password',
      audience: 'anyone',
      takes: { body: PasswordReset },
      reply: Account,
      maxBodyBytes: OPENER_BYTES,
      async handle({ body }, call) {
        const { accountId, token } = await credentials.resetPassword(body, signInFrom(call));
        await signIns.end(call.cookie('session'));
        call.setCookie('session', token, ABSOLUTE_MS);
        // Its owner is told of the new password by a mail of its own.
        const known = await browsers.known(accountId, call.cookie('browser'));
        call.setCookie('browser', known, BROWSER_MS);
        return profiles.read(accountId);
      },
    }),
  ];
}
