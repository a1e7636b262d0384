const tones = 6;

/** The colour of a person, 1 to 6: the same for everyone who knows the same id. */
export function personTone(id: string): number {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0;
  return (sum % tones) + 1;
}
