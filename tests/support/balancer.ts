import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';

/** What stands in front of several nodes, as deploy/nginx/nodes.conf.template does. */
export interface Balancer {
  readonly origin: string;
  /** Where what names no node goes next; the nodes take turns otherwise. */
  prefer(node: string | undefined): void;
  /** Names a node, or moves it. */
  set(node: string, origin: string): void;
  close(): Promise<void>;
}

/** A path that begins with `/n/<node>/` goes to that node, all others to one after the other. */
export async function startBalancer(): Promise<Balancer> {
  const nodes = new Map<string, string>();
  let preferred: string | undefined;
  let turn = 0;
  const open = new Set<Duplex>();
  const nodeOf = (path: string): string | undefined => {
    const named = /^\/n\/([^/]+)\//u.exec(path)?.[1] ?? preferred;
    const all = [...nodes.values()];
    return named === undefined ? all[turn++ % all.length] : nodes.get(named);
  };
  const onward = (request: IncomingMessage): ReturnType<typeof httpRequest> | undefined => {
    const node = nodeOf(request.url ?? '');
    if (node === undefined) return undefined;
    const headers = { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress ?? '' };
    return httpRequest(new URL(request.url ?? '', node), { method: request.method ?? '', headers });
  };
  const server: Server = createServer((request, response) => {
    const sent = onward(request);
    sent?.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    sent?.on('error', () => response.writeHead(502).end());
    if (sent) request.pipe(sent);
    else response.writeHead(502).end();
  });
  server.on('upgrade', (request, socket) => {
    const sent = onward(request);
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    sent?.on('error', () => socket.destroy());
    sent?.on('response', () => socket.destroy());
    sent?.on('upgrade', (answer, behind, first) => {
      const lines = Object.entries(answer.headers).map(
        ([name, value]) => `${name}: ${String(value)}`,
      );
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('\r\n')}\r\n\r\n`);
      socket.write(first);
      behind.pipe(socket).pipe(behind);
      behind.on('error', () => socket.destroy());
      behind.on('close', () => socket.destroy());
      socket.on('close', () => behind.destroy());
    });
    if (sent) sent.end();
    else socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    prefer: (node) => (preferred = node),
    set: (node, origin) => nodes.set(node, origin),
    async close() {
      for (const socket of open) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
