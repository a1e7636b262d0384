import { StopToken } from '@conclave/shared/wire/mailApi';
import * as v from 'valibot';
import { HttpApi } from '../vault/HttpApi.ts';

/** The token of a stop link; undefined if some of it was lost on the way. */
export function stopTokenIn(search: Pick<URLSearchParams, 'get'>): string | undefined {
  const token = v.safeParse(StopToken, search.get('token'));
  return token.success ? token.output : undefined;
}

/** [R65] No more mails to the address that the token stands for, or mails again. */
export async function stopMails(token: string, stop: boolean): Promise<void> {
  const http = new HttpApi({
    fetch: (...request) => fetch(...request),
    onSignedOut: () => undefined,
  });
  await http.tell({ method: stop ? 'POST' : 'DELETE', path: `/api/mail/stop/${token}` });
}
