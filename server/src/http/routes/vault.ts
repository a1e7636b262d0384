import {
  ItemId,
  ItemKind,
  MAX_VAULT_ITEM_BYTES,
  VaultChange,
  VaultHead,
  VaultPage,
} from '@conclave/shared/wire/vaultApi';
import * as v from 'valibot';
import type { Accounts } from '../../accounts/buildAccounts.ts';
import { route, type Route } from '../Route.ts';

const Kind = v.strictObject({ kind: ItemKind });
const After = v.strictObject({ after: v.optional(ItemId) });

/** An import writes many small items; a single large one fits many times over. */
const CHANGE_BYTES = 16 * MAX_VAULT_ITEM_BYTES;

/** The caller's own vault; there is no way to name another. */
export function vaultRoutes({ vaults, signIns }: Accounts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/vault',
      audience: 'account',
      takes: {},
      reply: VaultHead,
      async handle(_input, call) {
        const { accountId } = await signIns.requireAccount(call);
        return vaults.head(accountId);
      },
    }),
    route({
      method: 'GET',
      path: '/api/vault/items/:kind',
      audience: 'account',
      takes: { params: Kind, query: After },
      reply: VaultPage,
      async handle({ params, query }, call) {
        const { accountId } = await signIns.requireAccount(call);
        return vaults.page(accountId, { kind: params.kind, after: query.after ?? '' });
      },
    }),
    route({
      method: 'POST',
      path: '/api/vault/changes',
      audience: 'account',
      takes: { body: VaultChange },
      maxBodyBytes: CHANGE_BYTES,
      async handle({ body }, call) {
        const { accountId } = await signIns.requireAccount(call);
        await vaults.change(accountId, body);
      },
    }),
  ];
}
