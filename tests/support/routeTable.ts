import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

/**
 * Loaded before a server under test: notes every route that fastify registers, whoever registers it, into
 * the file that ROUTE_TABLE names.
 */
const file = process.env['ROUTE_TABLE'] ?? '/dev/null';

function isStart(message: unknown): message is { fastify: FastifyInstance } {
  return typeof message === 'object' && message !== null && 'fastify' in message;
}

subscribe('fastify.initialization', (message) => {
  if (!isStart(message)) return;
  message.fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) appendFileSync(file, `${one} ${url}\n`);
  });
});
