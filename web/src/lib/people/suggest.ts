import type { KnownPerson } from './Shelf.ts';

const MONTH_MS = 30 * 24 * 3_600_000;

/** More than a screen of a phone shows is not read. */
const MAX_SUGGESTED = 6;

/** Often and lately used first: a month of silence weighs as much as having been written to half as often. */
function weight({ uses, usedAt }: KnownPerson, now: number): number {
  return Math.log2(1 + uses) - Math.max(0, now - usedAt) / MONTH_MS;
}

/** All people in the order in which they are offered. */
export function ranked(people: Iterable<KnownPerson>, now: number): KnownPerson[] {
  return [...people].toSorted(
    (a, b) => weight(b, now) - weight(a, now) || a.address.localeCompare(b.address),
  );
}

/** Without accents and case: who types `tomas` means Tomás. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether the address, or the words of the name from some word on, begin with what was typed. */
export function matches(
  { name, address }: Pick<KnownPerson, 'name' | 'address'>,
  typed: string,
): boolean {
  const wanted = folded(typed.trim());
  if (address.startsWith(wanted)) return true;
  const words = folded(name).split(/[\s,.'’-]+/u);
  const parts = wanted.split(/\s+/u);
  return parts.every((part) => words.some((word) => word.startsWith(part)));
}

/** [R32] Whom to offer while somebody types; nobody before the first letter. */
export function suggest(
  people: Iterable<KnownPerson>,
  typed: string,
  { now, without }: { now: number; without: ReadonlySet<string> },
): KnownPerson[] {
  if (typed.trim() === '') return [];
  const fitting = [...people].filter((one) => !without.has(one.address) && matches(one, typed));
  return ranked(fitting, now).slice(0, MAX_SUGGESTED);
}
