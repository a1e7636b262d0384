import { TONES } from '../e2ee/session/tone.ts';

/** The colours of tokens.css, for what is drawn by script. White letters on each have at least 5.2 to 1. */
export const TONE_COLOURS = [
  '#4c6994',
  '#965c3a',
  '#5a457e',
  '#636b1e',
  '#8f5c84',
  '#35535a',
  '#794140',
] as const;

/** In degrees, as the roster of a meeting keeps them. */
const HUES: readonly number[] = TONE_COLOURS.map(hueOf);

/** A colour for a person outside of meetings, 1 to TONES: the same for everyone who knows the same id. */
export function personTone(id: string): number {
  let sum = 0;
  for (const sign of id) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0;
  return (sum % TONES) + 1;
}

/** What the roster keeps of a colour. */
export function hueOfTone(tone: number): number {
  return HUES[tone - 1] ?? 0;
}

/** The colour that comes nearest to a hue. */
export function toneOfHue(hue: number): number {
  const apart = HUES.map((own) => Math.min(Math.abs(own - hue), 360 - Math.abs(own - hue)));
  return apart.indexOf(Math.min(...apart)) + 1;
}

function hueOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(colour.slice(at, at + 2), 16),
  );
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  if (most === red) return Math.round(60 * ((green - blue) / span) + 360) % 360;
  if (most === green) return Math.round(60 * ((blue - red) / span + 2));
  return Math.round(60 * ((red - green) / span + 4));
}
