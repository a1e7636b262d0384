import { describe, expect, it } from 'vitest';
import { colors } from '../model/Shape.ts';
import { place, words } from '../testShapes.ts';
import { fitting, toBoard, toScreen, zoomAt } from './camera.ts';
import { breakLines, layoutText } from './layoutText.ts';
import { DARK, LIGHT } from './palette.ts';

function luminance(hex: string): number {
  const value = Number.parseInt(hex.slice(1), 16);
  const [r = 0, g = 0, b = 0] = [value >> 16, (value >> 8) & 255, value & 255].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe('colours', () => {
  it.each(colors)('%s stands out 3 : 1 on both papers, and ink on its note 4.5 : 1', (color) => {
    for (const theme of [LIGHT, DARK]) {
      expect(contrast(theme.line[color], theme.paper)).toBeGreaterThanOrEqual(3);
      expect(contrast(theme.noteInk, theme.note[color])).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('words', () => {
  const widthOf = (text: string): number => text.length * 10;

  it('break between words, and inside one only when it is too long', () => {
    expect(breakLines('one two three', 80, widthOf)).toEqual(['one two', 'three']);
    expect(breakLines('incomprehensible', 80, widthOf)).toEqual(['incompre', 'hensible']);
    expect(breakLines('a\n\nb', 80, widthOf)).toEqual(['a', '', 'b']);
  });

  it('never cut a sign in half, also where nothing fits', () => {
    expect(breakLines('🎉🎉', 5, (text) => Array.from(text).length * 10)).toEqual(['🎉', '🎉']);
  });

  it('of ten thousand lines are laid out as far as anybody could see', () => {
    const shape = words('n', { text: 'x\n'.repeat(5000), place: place(0, 0) });
    expect(layoutText(shape, widthOf).lines.length).toBeLessThanOrEqual(401);
  });
});

describe('view', () => {
  it('keeps the point under the pointer while it zooms', () => {
    const camera = zoomAt({ x: 10, y: 20, zoom: 1 }, { x: 300, y: 200 }, 2.5);
    expect(toScreen(camera, { x: 310, y: 220 })).toEqual({ x: 300, y: 200 });
    expect(toBoard(camera, { x: 300, y: 200 })).toEqual({ x: 310, y: 220 });
  });

  it('fits what is large and does not blow up what is small', () => {
    expect(fitting({ x: 0, y: 0, w: 10, h: 10 }, { w: 800, h: 600 }).zoom).toBe(1);
    expect(fitting({ x: 0, y: 0, w: 6560, h: 100 }, { w: 800, h: 600 }).zoom).toBeCloseTo(0.1);
  });
});
