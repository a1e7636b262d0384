import type { SupportQuestion } from '@conclave/shared/wire/supportApi';
import { HttpApi } from '../vault/HttpApi.ts';

/** Throws a RefusedError: `unavailable` where nobody is named who gets it. */
export function askSupport(body: SupportQuestion): Promise<void> {
  const http = new HttpApi({
    fetch: (...request) => fetch(...request),
    onSignedOut: () => undefined,
  });
  return http.tell({ method: 'POST', path: '/api/support', body });
}
