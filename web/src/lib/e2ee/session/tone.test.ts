import { describe, expect, it } from 'vitest';
import { chooseTone, toneOfLeaf, TONES } from './tone.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at);

describe('the colour of a person', () => {
  it('differs for the first people of a room', () => {
    const tones = upTo(TONES).map((leaf) =>
      chooseTone({ leaf, others: upTo(leaf), kept: undefined }),
    );
    expect(new Set(tones).size).toBe(TONES);
  });

  it('is what the others take it for before it was said', () => {
    for (const leaf of upTo(40)) {
      const others = upTo(leaf);
      expect(chooseTone({ leaf, others, kept: undefined })).toBe(toneOfLeaf(leaf));
    }
  });

  it('is shared by as few as can be where people left and came', () => {
    const others = [0, 3, TONES + 4, 2 * TONES + 4];
    const tone = chooseTone({ leaf: 4, others, kept: undefined });
    expect(others.map(toneOfLeaf)).not.toContain(tone);
  });

  it('stays with who comes back to another leaf', () => {
    expect(chooseTone({ leaf: 1, others: [0, 2], kept: 6 })).toBe(6);
    const crowd = upTo(30);
    expect(chooseTone({ leaf: 30, others: crowd, kept: 6 })).toBe(6);
  });

  it('is given up for another when somebody of a small room has it meanwhile', () => {
    const tone = chooseTone({ leaf: 3, others: [0, 1, 2], kept: 2 });
    expect([1, 2, 3]).not.toContain(tone);
  });

  it('is one of the palette in the largest room', () => {
    for (const leaf of upTo(250)) {
      const tone = chooseTone({ leaf, others: upTo(leaf), kept: undefined });
      expect(tone).toBeGreaterThanOrEqual(1);
      expect(tone).toBeLessThanOrEqual(TONES);
    }
  });
});
