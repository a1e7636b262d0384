import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';

/** Reads the client's address: of the connection itself, or what a trusted proxy says of it. */
export type ClientAddress = (request: IncomingMessage) => string;

/** `trusted`: addresses and networks of our own proxies. */
export function createClientAddress(trusted: readonly string[]): ClientAddress {
  const proxies = new BlockList();
  for (const one of trusted) add(proxies, one);
  const isProxy = (address: string): boolean =>
    isIP(address) !== 0 && proxies.check(address, family(address));
  return (request) => {
    const direct = plain(request.socket.remoteAddress ?? '');
    const header = request.headers['x-forwarded-for'] ?? [];
    const said = [header]
      .flat()
      .join(',')
      .split(',')
      .map((text) => plain(text.trim()));
    // From the nearest hop outwards, as long as who says it is trusted.
    return [direct, ...said.reverse()]
      .filter((address) => isIP(address) !== 0)
      .reduce((known, next) => (isProxy(known) ? next : known), direct);
  };
}

function add(list: BlockList, network: string): void {
  const [address = '', prefix] = network === 'localhost' ? ['127.0.0.1'] : network.split('/');
  if (prefix === undefined) list.addAddress(address, family(address));
  else list.addSubnet(address, Number(prefix), family(address));
}

function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}
