import { takenAddress } from '../call/takeAddress.ts';

let code = '';

/** The secret of the host link that was opened; kept while the person signs in, in this tab's memory only. */
export function hostLinkCode(): string {
  const { hash } = takenAddress();
  if (hash !== '') code = hash.slice(1);
  return code;
}

/** It is used, or leads nowhere. */
export function forgetHostLinkCode(): void {
  code = '';
}
