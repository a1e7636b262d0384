import { isIPv4 } from 'node:net';
import { ipv6Groups } from './ipv6Groups.ts';

/**
 * An IP address cut to its network (/24 or /48), or whole for the security log. Undefined if it is
 * no address at all, so that nothing else hides in a field for addresses.
 */
export function shortAddress(address: string, whole = false): string | undefined {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (isIPv4(plain)) return whole ? plain : plain.replace(/\.\d+$/, '.0');
  const groups = ipv6Groups(address);
  if (groups === undefined) return undefined;
  return whole ? address.replace(/%.*$/, '') : `${groups.slice(0, 3).join(':')}::`;
}
