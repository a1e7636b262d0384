import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { TONES } from '../e2ee/session/tone.ts';
import { hueOfTone, personTone, TONE_COLOURS, toneOfHue } from './personTone.ts';

const tones = Array.from({ length: TONES }, (_, at) => at + 1);
const rgb = (colour: string): number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
const linear = (part: number): number =>
  part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;

/** WCAG 2, against white. */
function onWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = rgb(colour).map(linear);
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/** Oklab: colours less than 0.05 apart are hard to tell on a small face. */
function oklab(colour: string): number[] {
  const [red = 0, green = 0, blue = 0] = rgb(colour).map(linear);
  const l = Math.cbrt(0.4122 * red + 0.5363 * green + 0.0514 * blue);
  const m = Math.cbrt(0.2119 * red + 0.6807 * green + 0.1074 * blue);
  const s = Math.cbrt(0.0883 * red + 0.2817 * green + 0.63 * blue);
  return [
    0.2105 * l + 0.7936 * m - 0.0041 * s,
    1.978 * l - 2.4286 * m + 0.4506 * s,
    0.0259 * l + 0.7828 * m - 0.8087 * s,
  ];
}

const apart = (one: string, other: string): number => {
  const b = oklab(other);
  return Math.hypot(...oklab(one).map((part, at) => part - (b[at] ?? 0)));
};

describe('the colours of people', () => {
  it('are those of the style sheet, all of them', async () => {
    const tokens = await readFile(new URL('tokens.css', import.meta.url), 'utf8');
    const listed = [...tokens.matchAll(/--person-(\d): (#[0-9a-f]{6});/gu)];
    expect(listed.map(([, tone, colour]) => [Number(tone), colour])).toEqual(
      tones.map((tone) => [tone, TONE_COLOURS[tone - 1]]),
    );
    for (const part of ['Face.svelte', '../call/room/Tile.svelte', '../minutes/rich.css']) {
      const used = await readFile(new URL(part, import.meta.url), 'utf8');
      const found = [...used.matchAll(/var\(--person-(\d)\)/gu)].map(([, tone]) => Number(tone));
      expect(new Set(found), part).toEqual(new Set(tones));
    }
  });

  it('carry white letters and differ from each other', () => {
    for (const colour of TONE_COLOURS) expect(onWhite(colour)).toBeGreaterThan(5.2);
    const pairs = TONE_COLOURS.flatMap((one, at) =>
      TONE_COLOURS.slice(at + 1).map((other) => apart(one, other)),
    );
    expect(Math.min(...pairs)).toBeGreaterThan(0.09);
  });

  it('are found again from what the roster keeps of them', () => {
    expect(tones.map((tone) => toneOfHue(hueOfTone(tone)))).toEqual(tones);
    for (const hue of [0, 90, 180, 359.5, 360]) expect(tones).toContain(toneOfHue(hue));
  });

  it('are given to everybody, also to who is no member', () => {
    const given = new Set(Array.from({ length: 100 }, (_, at) => personTone(`p${at}`)));
    expect(given).toEqual(new Set(tones));
  });
});
