/* Loaded before a server under test: notes every route that fastify registers, whoever registers it. */
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';

subscribe('fastify.initialization', ({ fastify }) => {
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) appendFileSync(process.env.ROUTE_TABLE, `${one} ${url}\n`);
  });
});
