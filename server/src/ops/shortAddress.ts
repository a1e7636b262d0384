import { isIPv4, isIPv6 } from 'node:net';

/**
 * An IP address cut to its network (/24 or /48), or whole for the security log. Undefined if it is
 * no address at all, so that nothing else hides in a field for addresses.
 */
export function shortAddress(address: string, whole = false): string | undefined {
  const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address;
  if (isIPv4(plain)) return whole ? plain : plain.replace(/\.\d+$/, '.0');
  const [unscoped] = address.split('%');
  if (unscoped === undefined || !isIPv6(unscoped)) return undefined;
  return whole ? unscoped : `${firstGroups(unscoped).join(':')}::`;
}

/** The first three groups of an IPv6 address, with what `::` stands for written out. */
function firstGroups(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  if (tail === undefined) return before.slice(0, 3);
  const after = tail === '' ? [] : tail.split(':');
  const embedded = after.some((group) => group.includes('.')) ? 1 : 0;
  const zeros = Array.from({ length: 8 - before.length - after.length - embedded }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 3);
}
