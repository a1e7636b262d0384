import { expect, it } from 'vitest';
import { placeBeside } from './placeBeside.ts';

const window = { width: 390, height: 800 };
const menu = { width: 200, height: 300 };

it('opens under the trigger', () => {
  const trigger = { top: 100, bottom: 140, left: 40, right: 80 };
  expect(placeBeside(trigger, menu, window)).toEqual({ top: 144, left: 40 });
});

it('opens above a trigger near the bottom', () => {
  const trigger = { top: 740, bottom: 780, left: 40, right: 80 };
  expect(placeBeside(trigger, menu, window)).toEqual({ top: 436, left: 40 });
});

it('stays inside the window when the trigger is at its end', () => {
  const trigger = { top: 10, bottom: 50, left: 340, right: 380 };
  expect(placeBeside(trigger, menu, window).left).toBe(182);
});

it('aligns with the other side where text runs from right to left', () => {
  const trigger = { top: 10, bottom: 50, left: 300, right: 380 };
  expect(placeBeside(trigger, menu, { ...window, rightToLeft: true }).left).toBe(180);
});
