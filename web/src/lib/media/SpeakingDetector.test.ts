import { expect, it } from 'vitest';
import { SpeakingDetector } from './SpeakingDetector.ts';

const amplitude = (db: number): number => 10 ** (db / 20);

/** Levels in decibels, each lasting some milliseconds, heard every 50 ms; the states after each. */
function hear(...parts: readonly (readonly [db: number, ms: number])[]): boolean[] {
  const detector = new SpeakingDetector();
  let now = 0;
  return parts.map(([db, ms]) => {
    for (const end = now + ms; now < end; now += 50) detector.hear(amplitude(db), now);
    return detector.speaking;
  });
}

it('hears a voice over a quiet room, and its end after a pause', () => {
  expect(hear([-70, 2000], [-25, 400], [-70, 400], [-70, 800])).toEqual([false, true, true, false]);
});

it('does not take a key press for a voice', () => {
  expect(hear([-70, 2000], [-15, 100], [-70, 100])).toEqual([false, false, false]);
});

it('does not flicker between words', () => {
  expect(hear([-70, 1000], [-25, 500], [-70, 500], [-25, 200], [-70, 500])).toEqual([
    false,
    true,
    true,
    true,
    true,
  ]);
});

it('takes a fan for noise after a while, and still hears a voice over it', () => {
  expect(hear([-70, 1000], [-42, 20_000], [-20, 500])).toEqual([false, false, true]);
});

it('hears nothing in silence, zeros included', () => {
  const detector = new SpeakingDetector();
  for (let now = 0; now < 5000; now += 50) detector.hear(0, now);
  expect(detector.speaking).toBe(false);
});
