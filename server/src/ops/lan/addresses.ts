import { networkInterfaces } from 'node:os';

/** The IPv4 addresses of this machine that its neighbours can reach, the likeliest first. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address)
    .sort((a, b) => rank(a) - rank(b));
}

/** Private ranges as homes and offices use them come before what container bridges take. */
function rank(address: string): number {
  if (address.startsWith('192.168.')) return 0;
  if (address.startsWith('10.')) return 1;
  return address.startsWith('169.254.') ? 3 : 2;
}
