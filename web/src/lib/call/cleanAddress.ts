import type { LocationParts } from '../e2ee/objects/linkLocation.ts';

/** Path and fragment as they should be: an encoded secret never goes back into the path [L-3]. */
export function cleanAddress({ pathname, hash }: LocationParts): string {
  const [path = '', ...encoded] = pathname.split(/\/?(?:%23|%2523)/u);
  return encoded.length === 0 ? `${pathname}${hash}` : `${path}#${encoded.join('')}`;
}
