import { takenAddress } from '../call/takeAddress.ts';
import { readHostLink, type HostLinkCode } from './hostLink.ts';

const none: HostLinkCode = { secret: '', exposed: false };

let code = none;

/** The secret of the host link that was opened; kept while the person signs in, in this tab's memory only. */
export function hostLinkCode(): HostLinkCode {
  const opened = readHostLink(takenAddress());
  if (opened.secret !== '') code = opened;
  return code;
}

/** It is used, or leads nowhere. */
export function forgetHostLinkCode(): void {
  code = none;
}
