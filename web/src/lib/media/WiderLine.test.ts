import { describe, expect, it } from 'vitest';
import { WiderLine, type LineUse } from './WiderLine.ts';

/** Estimates, one a second, of a picture that would be larger if it could. */
function looks(estimates: readonly number[], use: Partial<LineUse> = {}): number[] {
  const line = new WiderLine();
  const usual = { sentKbps: 200, isLimited: true };
  return estimates.flatMap((availableKbps, second) =>
    line.look({ ...usual, availableKbps, ...use }) ? [second] : [],
  );
}

/** As measured on a line of 300 kbit/s, and then without the limit. */
const NARROW = [
  308, 253, 207, 241, 319, 268, 245, 312, 275, 254, 241, 300, 256, 242, 226, 296, 321,
];
const WIDER = [342, 360, 385, 411, 440, 470, 506, 550, 600, 650];

describe('[T08] a line that has become wider', () => {
  it('is looked at once, when the estimate is a quarter above where it stood', () => {
    expect(looks([...NARROW, ...WIDER])).toEqual([NARROW.length + WIDER.indexOf(411)]);
  });

  it('is not where the estimate only swings', () => {
    expect(looks([...NARROW, ...NARROW, ...NARROW])).toEqual([]);
  });

  it('is not while the estimate falls, and not for what it was long before', () => {
    expect(looks([5_000, 2_000, 800, 400, 300, ...NARROW])).toEqual([]);
  });

  it.each<[string, Partial<LineUse>]>([
    ['nothing more would be sent', { isLimited: false }],
    ['most of the estimate is in use: the browser would not look', { sentKbps: 500 }],
    ['the browser does not say what the line carries', { availableKbps: undefined }],
  ])('is not where %s', (_why, use) => {
    expect(looks([...NARROW, ...WIDER], use)).toEqual([]);
  });
});
