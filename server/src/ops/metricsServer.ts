import { createServer } from 'node:http';
import { once } from 'node:events';
import type { Metrics } from './Metrics.ts';

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Metrics on a port of their own, on loopback unless configured: they are not for the world. */
export async function serveMetrics(
  metrics: Metrics,
  { port, listen }: { port: number; listen: string },
): Promise<MetricsServer> {
  const server = createServer((_, response) => {
    metrics.registry.metrics().then(
      (text) => response.setHeader('content-type', metrics.registry.contentType).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, listen);
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
