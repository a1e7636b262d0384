import { OPERATOR_HEADER, OperatorHealth } from '@conclave/shared/wire/operatorApi';
import { HttpApi } from '../vault/HttpApi.ts';

/** The health of this origin's instance; without a token only a development server answers. */
export function askHealth(token: string): Promise<OperatorHealth> {
  const http = new HttpApi({
    fetch: (path, init) => {
      const headers = new Headers(init?.headers);
      if (token !== '') headers.set(OPERATOR_HEADER, token);
      return fetch(path, { ...init, headers });
    },
    onSignedOut: () => undefined,
  });
  return http.ask({ method: 'GET', path: '/api/operator/health' }, OperatorHealth);
}
