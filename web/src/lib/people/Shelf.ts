import { utf8 } from '@conclave/shared/bytes';
import * as v from 'valibot';
import { sha256 } from '../e2ee/crypto/hash.ts';
import { Person } from './Person.ts';

/** Somebody in the address book [R32]. */
export const KnownPerson = v.strictObject({
  ...Person.entries,
  /** Invitations sent so far: who was written to often and lately is offered first. */
  uses: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** ms since 1970: the last invitation, or the import. */
  usedAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type KnownPerson = v.InferOutput<typeof KnownPerson>;

/**
 * Some of an address book. It lies in sixteen vault items, by the hash of the address: all of it comes
 * with one request, an import is written in sixteen, and two devices that add somebody rarely meet.
 */
export const PeopleShelf = v.strictObject({
  format: v.literal(1),
  people: v.array(KnownPerson),
});

/** Of one item: the longest entries fill 27 KB of a vault item's 32. Altogether about 2,000 people. */
export const MAX_SHELF_PEOPLE = 120;

/** The item in which somebody stands. */
export async function shelfOf(address: string): Promise<string> {
  const [first = 0] = await sha256(utf8(address));
  return (first >> 4).toString(16);
}
