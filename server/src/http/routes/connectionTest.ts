import { ConnectionTest, ConnectTest } from '@conclave/shared/wire/connectionTestApi';
import * as v from 'valibot';
import { addressKey } from '../../ops/addressKey.ts';
import type { ConnectionTests } from '../../sfu/ConnectionTests.ts';
import { route, type Route } from '../Route.ts';

const params = v.strictObject({ testId: v.pipe(v.string(), v.uuid()) });
const path = '/api/connection-test/:testId';

/** Trying the way of media from a browser, for guests and whoever helps them. */
export function connectionTestRoutes(tests: ConnectionTests): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/connection-test',
      audience: 'anyone',
      takes: {},
      reply: ConnectionTest,
      limit: { times: 10, perMs: 60_000 },
      handle: (_, call) => tests.open(addressKey(call.address)),
    }),
    route({
      method: 'POST',
      path: `${path}/connect`,
      audience: 'anyone',
      takes: { params, body: ConnectTest },
      handle: ({ params: { testId }, body }) => tests.connect(testId, body.dtlsParameters),
    }),
    route({
      method: 'DELETE',
      path,
      audience: 'anyone',
      takes: { params },
      handle: ({ params: { testId } }) => tests.end(testId),
    }),
  ];
}
