import { InviteToken, InviteOffer } from '@conclave/shared/wire/accountApi';
import { RefusedError } from '@conclave/shared/RefusedError';
import * as v from 'valibot';
import { HttpApi } from '#lib/vault/HttpApi.ts';

export type Invitation =
  | { state: 'none' }
  | { state: 'valid'; token: string; offer: InviteOffer }
  | { state: 'invalid' }
  | { state: 'failed' };

/** The token of a link like /register#invite=…; it stays in the fragment, which is never sent. */
export function inviteToken(hash: string): string | undefined {
  return /^#invite=(.+)$/.exec(hash)?.[1];
}

/** What an invitation leads to. */
export async function askInvite(token: string | undefined): Promise<Invitation> {
  if (token === undefined) return { state: 'none' };
  if (!v.is(InviteToken, token)) return { state: 'invalid' };
  const http = new HttpApi({
    fetch: (...request) => fetch(...request),
    onSignedOut: () => undefined,
  });
  const ask = { method: 'POST', path: '/api/invites/look', body: { token } } as const;
  try {
    return { state: 'valid', token, offer: await http.ask(ask, InviteOffer) };
  } catch (error) {
    return { state: error instanceof RefusedError ? 'invalid' : 'failed' };
  }
}
