import { ipv6Groups } from './ipv6Groups.ts';

/** What limits count by: an IPv4 address, or the /64 of an IPv6 address, as whoever has one has all of it. */
export function addressKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return ipv6Groups(plain)?.slice(0, 4).join(':') ?? plain;
}
