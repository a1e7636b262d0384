import type { DocumentPlace } from '@conclave/shared/wire/documents';

export function samePlace(a: DocumentPlace, b: DocumentPlace): boolean {
  return a.kind === b.kind && a.owner === b.owner;
}

/** A place as the key of a map or of a row. */
export function placeText({ kind, owner }: DocumentPlace): string {
  return owner === null ? kind : `${kind}/${owner}`;
}

/** Every place of a list, once. */
export function eachOnce(places: readonly DocumentPlace[]): DocumentPlace[] {
  return [...new Map(places.map((place) => [placeText(place), place])).values()];
}
