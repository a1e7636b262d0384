/** What the fonts that every PDF reader brings can show beside Latin-1. */
const beyondLatin = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

function isThere(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  return (
    (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || beyondLatin.includes(sign)
  );
}

/** Stands, visibly, for a sign that the font does not have. */
const MISSING = '[?]';

/**
 * Text as the standard fonts can set it. German, French and Spanish are whole; of other letters their base is kept
 * (ğ becomes g), and the rest is replaced. Says how many signs were changed, so that the reader can be told.
 */
export function winAnsi(text: string): { text: string; replaced: number } {
  let replaced = 0;
  const signs: string[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    text.normalize('NFC'),
  )) {
    const plain = /^\s$/.test(segment) ? ' ' : segment;
    if (Array.from(plain).every(isThere)) signs.push(plain);
    else {
      replaced += 1;
      signs.push(baseOf(plain) ?? MISSING);
    }
  }
  return { text: signs.join(''), replaced };
}

function baseOf(segment: string): string | undefined {
  const base = segment.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return base !== '' && /^\p{L}+$/u.test(base) && Array.from(base).every(isThere)
    ? base
    : undefined;
}
