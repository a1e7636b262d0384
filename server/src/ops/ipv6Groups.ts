import { isIPv6 } from 'node:net';

/**
 * The groups of an IPv6 address, with what `::` stands for written out, or undefined if it is none.
 * An IPv4 part at its end counts as one group: nobody asks for what is behind the sixth.
 */
export function ipv6Groups(address: string): string[] | undefined {
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return undefined;
  const [head = '', tail] = plain.split('::');
  const before = groups(head);
  if (tail === undefined) return before;
  const after = groups(tail);
  const embedded = after.some((group) => group.includes('.')) ? 1 : 0;
  const zeros = Array.from({ length: 8 - before.length - after.length - embedded }, () => '0');
  return [...before, ...zeros, ...after];
}

function groups(part: string): string[] {
  return part === '' ? [] : part.split(':');
}
