import type { LocationParts } from '../e2ee/objects/linkLocation.ts';

/** Pages whose links hold a secret. */
const SECRET_PAGES = ['/m/', '/series/', '/s/', '/deputy'];

let taken: LocationParts | undefined;

/**
 * Takes the secret part of a meeting's, series' or summary's link out of the address bar and the history, before the
 * router or anything else has seen it. Gateways that encode the `#` put it into the path.
 */
export function takeAddress(): void {
  const { pathname, hash } = location;
  if (!SECRET_PAGES.some((page) => pathname.startsWith(page))) return;
  const clean = pathname.replace(/(?:%23|%2523).*$/iu, '');
  if (clean === pathname && hash === '') return;
  taken = { pathname, hash };
  history.replaceState(history.state, '', clean);
}

/** The address as it was, once; afterwards it is forgotten here. */
export function takenAddress(): LocationParts {
  takeAddress();
  const address = taken ?? { pathname: location.pathname, hash: '' };
  taken = undefined;
  return address;
}
