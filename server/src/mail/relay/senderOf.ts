import type { Sender } from './compose.ts';
import type { RelaySettings } from './messages.ts';

/** The sender that `MAIL_FROM` names, as `Name <address>` or an address. */
export function senderOf({ from, origin }: Pick<RelaySettings, 'from' | 'origin'>): Sender {
  const [name = '', address] = from.replace('>', '').split('<');
  if (address === undefined) return { name: '', address: from.trim(), origin };
  return { name: name.trim(), address: address.trim(), origin };
}
