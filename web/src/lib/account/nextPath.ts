/** Where somebody wanted to go before signing in: a path of this site, or the desk. */
export function nextPath(wanted: string | null, origin: string): string {
  const url = wanted?.startsWith('/') === true ? URL.parse(wanted, origin) : null;
  // Without query and fragment: whatever a link brought along must not be carried through an address.
  return url?.origin === origin ? url.pathname : '/meetings';
}
