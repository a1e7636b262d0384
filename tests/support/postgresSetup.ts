import { createServer, type Server } from 'node:net';
import type { TestProject } from 'vitest/node';
import { findPostgres, startPostgres, type Postgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where to ask for the address of the run's Postgres; undefined when there is none. */
    postgresBroker: number | undefined;
  }
}

/**
 * One Postgres for a whole run of vitest, started when the first test asks for it: runs that need
 * none do not pay for it.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  if (findPostgres() === undefined) {
    project.provide('postgresBroker', undefined);
    return async () => {
      // Nothing was started.
    };
  }
  let postgres: Promise<Postgres> | undefined;
  const broker = createServer((socket) => {
    postgres ??= startPostgres();
    postgres.then(
      ({ server }) => socket.end(server),
      (error: unknown) => socket.destroy(error instanceof Error ? error : undefined),
    );
  });
  project.provide('postgresBroker', await listen(broker));
  return async () => {
    broker.close();
    await (await postgres)?.stop();
  };
}

function listen(broker: Server): Promise<number> {
  return new Promise((resolve) => {
    broker.listen(0, '127.0.0.1', () => {
      const address = broker.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
