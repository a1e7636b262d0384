import {
  AddressChange,
  AddressLink,
  AskAddressChange,
  AskAddressLink,
} from '@conclave/shared/wire/addressApi';
import { MAX_VAULT_MANIFEST_BYTES } from '@conclave/shared/wire/vaultApi';
import type { Accounts } from '../../accounts/buildAccounts.ts';
import { ABSOLUTE_MS } from '../../accounts/SignIns.ts';
import { route, type Route } from '../Route.ts';
import { signInFrom } from '../signInFrom.ts';

/** Guessing 256 bits is hopeless; this keeps the trying cheap for us. */
const LOOK_LIMIT = { times: 60, perMs: 60_000 };

/** [R66] Each may send a mail, to a mailbox that did not ask for it. */
const MAIL_LIMIT = { times: 20, perMs: 3_600_000 };

const OPENER_BYTES = 4 * MAX_VAULT_MANIFEST_BYTES;

/** Proving an address by mail, changing it, and taking the change back. */
export function addressRoutes(accounts: Accounts): Route[] {
  return [...linkRoutes(accounts), ...ownAddress(accounts)];
}

function linkRoutes({ addresses }: Accounts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/address/look',
      audience: 'anyone',
      takes: { body: AskAddressLink },
      reply: AddressLink,
      limit: LOOK_LIMIT,
      handle: ({ body }) => addresses.look(body.token),
    }),
    route({
      method: 'POST',
      path: '/api/address/verify',
      audience: 'anyone',
      takes: { body: AskAddressLink },
      limit: LOOK_LIMIT,
      handle: ({ body }) => addresses.verify(body.token),
    }),
    route({
      method: 'POST',
      path: '/api/address/undo',
      audience: 'anyone',
      takes: { body: AskAddressLink },
      limit: LOOK_LIMIT,
      handle: ({ body }) => addresses.undo(body.token),
    }),
  ];
}

function ownAddress({ addresses, signIns }: Accounts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/account/address/verification',
      audience: 'account',
      takes: {},
      limit: MAIL_LIMIT,
      async handle(_input, call) {
        const { accountId } = await signIns.requireAccount(call);
        await addresses.askVerification(accountId);
      },
    }),
    route({
      method: 'POST',
      path: '/api/account/address',
      audience: 'account',
      takes: { body: AskAddressChange },
      limit: MAIL_LIMIT,
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await addresses.askChange(accountId, body, call.address);
      },
    }),
    route({
      method: 'PUT',
      path: '/api/account/address',
      audience: 'account',
      takes: { body: AddressChange },
      maxBodyBytes: OPENER_BYTES,
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        const token = await addresses.change(accountId, body, signInFrom(call));
        call.setCookie('session', token, ABSOLUTE_MS);
      },
    }),
  ];
}
