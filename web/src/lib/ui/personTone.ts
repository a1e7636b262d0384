const tones = 6;

/** The colour of a person, 1 to 6: the same for everyone who knows the same id. */
export function personTone(id: string): number {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0;
  return (sum % tones) + 1;
}

/** Of the tones in tokens.css, in degrees. */
const hues = [220, 311, 37, 235, 346, 202];

/** The same colour as a hue, for cursors and names on documents. */
export function personHue(id: string): number {
  return hues[personTone(id) - 1] ?? 0;
}
