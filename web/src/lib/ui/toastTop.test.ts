import { describe, expect, it } from 'vitest';
import { toastTop } from './toastTop.ts';

const head = { top: 0, bottom: 52 };
const sheetHead = { top: 46, bottom: 118 };
const toolbar = { top: 780, bottom: 844 };
const phone = { height: 52, least: 16, windowHeight: 844 };

describe('where messages begin', () => {
  it('at the top where nothing is to be kept clear', () => {
    expect(toastTop(phone, [])).toBe(16);
    expect(toastTop(phone, [toolbar])).toBe(16);
  });

  it('below the head of the room', () => {
    expect(toastTop(phone, [head, toolbar])).toBe(60);
  });

  it('below the head of a sheet, whichever opened first', () => {
    expect(toastTop(phone, [head, toolbar, sheetHead])).toBe(126);
    expect(toastTop(phone, [sheetHead, toolbar, head])).toBe(126);
  });

  it('between two heads where there is room for all of them', () => {
    const half = { top: 338, bottom: 410 };
    expect(toastTop(phone, [head, half, toolbar])).toBe(60);
    expect(toastTop({ ...phone, height: 300 }, [head, half, toolbar])).toBe(418);
  });

  it('where they cover least, in a window too low for them, and never outside of it', () => {
    const low = { height: 270, least: 16, windowHeight: 375 };
    expect(toastTop(low, [head, { top: 315, bottom: 375 }])).toBe(60);
    expect(toastTop({ ...low, height: 340 }, [head, { top: 315, bottom: 375 }])).toBe(16);
  });
});
