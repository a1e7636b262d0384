/** What canonical JSON is made of here: no fractions, whose writing engines could disagree on. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * JSON in one form for each value (RFC 8785): keys sorted by UTF-16 code units, no spaces. Keys without a
 * value are left out. Throws a RangeError for numbers that are no safe integers and for lone surrogates.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError('only integers have one form everywhere');
  }
  if (typeof value === 'string' && !value.isWellFormed()) throw new RangeError('no Unicode text');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value).filter(isPresent);
  // Sorting without a comparison goes by UTF-16 code units, as the RFC wants it.
  const keys = new Map(members);
  const sorted = [...keys.keys()].sort();
  return `{${sorted.map((key) => `${canonicalJson(key)}:${canonicalJson(keys.get(key) ?? null)}`).join(',')}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

function isPresent(member: [string, Json | undefined]): member is [string, Json] {
  return member[1] !== undefined;
}
