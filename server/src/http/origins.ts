import { isIP } from 'node:net';
import { hostname } from 'node:os';

/** From which pages requests that change something, and signaling connections, are taken. */
export interface Origins {
  /** Whether the server is reached by https, and so cookies carry `Secure` and `__Host-`. */
  readonly secure: boolean;
  /** Whether a request with these headers comes from our own page. */
  isOwn(origin: string | undefined, host: string | undefined): boolean;
  /** Where signaling connects to, for the content policy. */
  socketOrigin(host: string | undefined): string | undefined;
}

/**
 * In production there is one origin. Elsewhere a page may come by any address of this machine, but
 * only by an address: a foreign name that somebody points to it (DNS rebinding) is not ours.
 */
export function createOrigins(options: {
  publicOrigin: string | undefined;
  tls: boolean;
}): Origins {
  const { publicOrigin, tls } = options;
  if (publicOrigin !== undefined) {
    const socketOrigin = publicOrigin.replace(/^http/, 'ws');
    return {
      secure: publicOrigin.startsWith('https:'),
      isOwn: (origin) => origin === publicOrigin,
      socketOrigin: () => socketOrigin,
    };
  }
  return {
    secure: tls,
    isOwn: (origin, host) =>
      isMachine(host) && origin === `${tls ? 'https' : 'http'}://${host ?? ''}`,
    socketOrigin: (host) => (isMachine(host) ? `${tls ? 'wss' : 'ws'}://${host ?? ''}` : undefined),
  };
}

function isMachine(host: string | undefined): boolean {
  const name = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(host ?? '')?.[1];
  if (name === undefined) return false;
  const bare = name.replace(/^\[|\]$/g, '').toLowerCase();
  return isIP(bare) !== 0 || bare === 'localhost' || bare === hostname().toLowerCase();
}
